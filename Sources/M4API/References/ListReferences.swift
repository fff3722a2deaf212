import BillingAPI
import BillingModel

/// The records that a user's fields can point at: managers, currencies, directions, number pools.
///
/// M4's wire does not list them; a client of a real M4 needs a table of its own. Source: M4 reference, section 10.
public struct ListReferences: APIAction {
    public typealias Answer = [M4Reference]

    public static let kind = Field<String>.choice(
        "kind", "Kind", "Soort",
        [
            Choice(RecordKind.manager.rawValue, "managers", "managers"),
            Choice(RecordKind.currency.rawValue, "currencies", "valuta"),
            Choice(RecordKind.direction.rawValue, "directions", "bestemmingen"),
            Choice(RecordKind.numberPool.rawValue, "number pools", "nummerpools"),
        ])

    public static let declaration = ActionDeclaration(
        ActionName("m4", "references"), LocalizedText("List references", "Verwijzingen tonen"), .reads,
        [kind.declaration], rules: [.required(kind.declaration)],
        source: "Balie's own; M4 reference, section 10")

    public var arguments = Arguments()
    public init() {}

    public init(_ kind: RecordKind) {
        arguments[Self.kind] = kind.rawValue
    }
}

/// A record to point at.
public struct M4Reference: Equatable, Sendable {
    public var id: Int
    /// A short code such as `EUR`; empty where the kind has none.
    public var code: String
    public var name: String

    public init(id: Int, code: String, name: String) {
        self.id = id
        self.code = code
        self.name = name
    }
}
