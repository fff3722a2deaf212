import BillingAPI
import BillingModel
import Foundation

/// A user's balance as bare text, for devices. Source: M4 reference, 9.3.
public struct ReadSimpleBalance: M4Action {
    public typealias Answer = SimpleBalance

    public static let id = Field<String>.text(
        "id", "User", "Gebruiker",
        help: LocalizedText("The user's unique hash", "De unieke hash van de gebruiker"))

    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_simple_balance_get"), LocalizedText("Read bare balance", "Kaal saldo lezen"), .reads,
        [id.declaration, ReadBalance.currency.declaration], rules: [.required(id.declaration)],
        source: "M4 reference, 9.3")
    public static let hashValues: [M4HashValue] = [
        .parameter(id.declaration), .parameter(ReadBalance.currency.declaration),
    ]
    public static let aliases = ["simple_balance"]
    public static let errorShape = M4ErrorShape.page
    public static let words = M4Words(
        problems: [
            .init(id.declaration, M4Refusal.notFound),
            .init(User.balanceReading.declaration, M4Refusal.featureDisabled),
        ])

    public var arguments = Arguments()
    public init() {}

    public init(_ id: String) {
        arguments[Self.id] = id
    }
}

/// A balance without any tags.
public struct SimpleBalance: M4Answer, Equatable {
    public var balance: Decimal

    public init(_ balance: Decimal) {
        self.balance = balance
    }

    public var element: M4Element { UserBalance(balance).element }
    public var body: M4Body { .bare(balance.vendorText) }

    public static func reading(_ root: M4Element) -> SimpleBalance? {
        UserBalance.reading(root).map { SimpleBalance($0.balance) }
    }

    public static func reading(bare text: String) -> SimpleBalance? {
        Decimal(vendorText: text).map { SimpleBalance($0) }
    }
}
