import BillingModel
import Foundation

/// What kind of value a parameter takes. Form, check, encoding and documentation all follow from it.
public enum FieldKind: Hashable, Sendable {
    case text(maximum: Int)
    case multilineText(maximum: Int)
    case integer(ClosedRange<Int>)
    case decimal(ClosedRange<Decimal>)
    case percentage
    case date
    case flag(FlagCoding)
    case choice([Choice])
    /// The id of a record; forms offer a searching picker.
    case reference(RecordKind)
    /// The code of a record, such as `DB0001`; forms offer a searching picker.
    case code(RecordKind, maximum: Int)
    /// Never shown unasked, never logged, journalled or kept in a draft.
    case secret(maximum: Int)
    /// Ids of records; an empty text clears them.
    case references(RecordKind)
    /// A list of maps, each with these members.
    case rows([FieldDeclaration])
}

/// One value of a choice and what it means.
public struct Choice: Hashable, Sendable {
    public var value: String
    public var label: LocalizedText

    public init(_ value: String, _ english: String, _ dutch: String) {
        self.value = value
        label = LocalizedText(english, dutch)
    }
}

/// How a vendor writes yes and no.
public enum FlagCoding: String, Hashable, Sendable {
    case yesNo
    case oneZero
    /// M4's `blocked`: 1 is on, 2 is off, 0 is refused. Source: M4 reference, 8.1.
    case oneTwo

    public var on: String { self == .yesNo ? "yes" : "1" }

    public var off: String {
        switch self {
        case .yesNo: "no"
        case .oneZero: "0"
        case .oneTwo: "2"
        }
    }
}

/// The kinds of record a parameter can point at.
public enum RecordKind: String, Hashable, Codable, Sendable {
    case debtor, product, service, group, user, manager, currency, direction, numberPool
}

extension FieldKind {
    /// What stands in such a field, with its article.
    var noun: LocalizedText {
        guard case .reference(let kind) = self else { return LocalizedText("a value", "een waarde") }
        return switch kind {
        case .debtor: LocalizedText("a debtor", "een debiteur")
        case .product: LocalizedText("a product", "een product")
        case .service: LocalizedText("a service", "een dienst")
        case .group: LocalizedText("a group", "een groep")
        case .user: LocalizedText("a user", "een gebruiker")
        case .manager: LocalizedText("a manager", "een manager")
        case .currency: LocalizedText("a currency", "een valuta")
        case .direction: LocalizedText("a direction", "een bestemming")
        case .numberPool: LocalizedText("a number pool", "een nummerpool")
        }
    }
}
