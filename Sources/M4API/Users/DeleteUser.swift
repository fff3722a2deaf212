import BillingAPI
import BillingModel

/// Removes a user who has no history; the vendor's advice is to hide users instead. Source: M4 reference, 7.5.
public struct DeleteUser: M4Action, WritingAction {
    public typealias Answer = UserDeleted
    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_delete"), LocalizedText("Delete user", "Gebruiker verwijderen"), .writes,
        [User.id.declaration], rules: [.required(User.id.declaration)], source: "M4 reference, 7.5")
    public static let hashValues: [M4HashValue] = [.parameter(User.id.declaration)]
    public static let errorShape = M4ErrorShape.page
    public static let requiresCaller = true
    public static let words = M4Words(
        problems: [
            .init(User.id.declaration, M4Refusal.notFound),
            .init(User.didCount.declaration, "Cannot delete user - it has DIDs"),
            .init(User.callCount.declaration, "Cannot delete user - he has some calls"),
            // The vendor's page has the double s.
            .init(User.invoiceCount.declaration, "Cannot delete User - he has Invoicess"),
            // Payments prevent it too, but no text is documented: inferred from the one about calls.
            .init(User.paymentCount.declaration, "Cannot delete user - he has some payments"),
        ])

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[User.id] ?? identifier).map { .shown(by: ReadUser($0)) } ?? .unnamed
    }

    public func undo(before: (any RecordAnswer)?, answer: UserDeleted?) -> Undo { .gone }

    public init(_ id: Int) {
        arguments[User.id] = id
    }
}

extension User {
    // MARK: History
    public static let didCount = Field<Int>.integer("did_count", "DIDs", "DID-nummers")
    public static let callCount = Field<Int>.integer("call_count", "calls", "gesprekken")
    public static let invoiceCount = Field<Int>.integer("invoice_count", "invoices", "facturen")
    public static let paymentCount = Field<Int>.integer("payment_count", "payments", "betalingen")

    /// What keeps a user from being deleted. Source: M4 reference, 6.2 and 7.5.
    public static let history = [didCount, callCount, invoiceCount, paymentCount]
}

/// Shape S4 of the M4 reference, 6.1.
public struct UserDeleted: M4Answer, Equatable {
    public static let text = "User deleted"

    public init() {}

    public var element: M4Element { M4Element("page", [M4Element("status", Self.text)]) }

    public static func reading(_ root: M4Element) -> UserDeleted? {
        root.first("status")?.text.lowercased() == text.lowercased() ? UserDeleted() : nil
    }
}
