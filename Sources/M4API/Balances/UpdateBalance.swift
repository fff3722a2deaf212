import BillingAPI
import BillingModel
import Foundation

/// Sets a user's balance, in the system's default currency. Source: M4 reference, 9.1.
public struct UpdateBalance: M4Action, WritingAction {
    public typealias Answer = BalanceUpdated

    /// The new balance. Inferred: the vendor's introduction speaks of an amount to add, its parameter's text of this.
    public static let balance = Field<Decimal>.decimal(
        User.balance.name, "New balance", "Nieuw saldo",
        help: LocalizedText(
            "Takes the place of the old one; in the system's default currency",
            "Komt in de plaats van het oude; in de standaardvaluta van het systeem"))

    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_balance_update"), LocalizedText("Change balance", "Saldo wijzigen"), .writes,
        [User.id.declaration, balance.declaration],
        rules: [.required(User.id.declaration), .required(balance.declaration)], source: "M4 reference, 9.1")
    public static let hashValues: [M4HashValue] = [
        .parameter(User.id.declaration), .parameter(balance.declaration),
    ]
    /// The second is how the index of the vendor's pages prints it. Source: M4 reference, 1.1.
    public static let aliases = ["user_balance_change", "change_user_balance"]
    public static let errorShape = M4ErrorShape.page
    public static let requiresCaller = true
    public static let words = M4Words(denied: M4Refusal.badLogin, failed: "User balance not updated")

    public var arguments = Arguments()
    public init() {}

    /// Every call changes the balance, so that it is no part of the user's tag.
    public func target(_ identifier: Int?) -> WriteTarget {
        (self[User.id] ?? identifier).map { .shown(by: ReadUser($0), isTagged: false) } ?? .unnamed
    }

    /// What was called for in between is lost with it, as with every new balance.
    public func undo(before: (any RecordAnswer)?, answer: BalanceUpdated?) -> Undo {
        .edit(UpdateBalance.self, back: arguments, to: before, identity: User.id)
    }
}

/// Shape S5 of the M4 reference, 6.1: the page is doubled.
public struct BalanceUpdated: M4Answer, Equatable {
    public static let text = "User balance updated"

    /// User name, id and new balance.
    public var user: Record<User>

    public init(_ user: Record<User>) {
        self.user = user
    }

    public var element: M4Element {
        let user = [
            M4Element("username", user.text(User.username)), M4Element("id", user.text(User.id)),
            M4Element("balance", user.text(User.balance)),
        ]
        return M4Element("page", [M4Element("page", [M4Element("status", Self.text), M4Element("user", user)])])
    }

    public static func reading(_ root: M4Element) -> BalanceUpdated? {
        root.first("user").map { BalanceUpdated(UserColumns.record($0)) }
    }
}
