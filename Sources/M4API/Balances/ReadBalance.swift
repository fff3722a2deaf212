import BillingAPI
import BillingModel
import Foundation

/// A user's balance, in the system's default currency or another one. Source: M4 reference, 9.2.
public struct ReadBalance: M4Action {
    public typealias Answer = UserBalance

    /// In place of a code: the user's own currency.
    public static let usersOwn = "USER"
    public static let currency = Field<String>.text(
        "currency", "Currency", "Valuta",
        help: LocalizedText(
            "A code such as EUR, or USER for the user's own; otherwise the default currency",
            "Een code zoals EUR, of USER voor die van de gebruiker; anders de standaardvaluta"), maximum: 10)
    public static let inUsersCurrency = Field<Bool>.flag(
        "user_currency", "In the user's currency", "In de valuta van de gebruiker", .oneZero,
        help: LocalizedText(
            "With the currency's name; goes before the currency above",
            "Met de naam van de valuta; gaat voor de valuta hierboven"))

    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_balance_get"), LocalizedText("Read balance", "Saldo lezen"), .reads,
        [User.username.declaration, currency.declaration, inUsersCurrency.declaration],
        rules: [.required(User.username.declaration)], source: "M4 reference, 9.2")
    public static let hashValues: [M4HashValue] = [
        .parameter(User.username.declaration), .parameter(currency.declaration),
    ]
    public static let aliases = ["balance"]
    public static let errorShape = M4ErrorShape.page
    public static let words = M4Words(
        problems: [
            .init(User.username.declaration, M4Refusal.notFound),
            .init(User.balanceReading.declaration, M4Refusal.featureDisabled),
        ])

    public var arguments = Arguments()
    public init() {}

    public init(_ username: String) {
        arguments[User.username] = username
    }
}

extension User {
    /// The installation's switch for the calls that read a balance. Source: M4 reference, section 3.
    public static let balanceReading = Field<Bool>.flag(
        "allow_balance_reading", "Balances may be read", "Saldi mogen worden gelezen", .oneZero)
}

/// Shape S6 of the M4 reference, 6.1.
public struct UserBalance: M4Answer, Equatable {
    public var balance: Decimal
    /// The currency's name, which is told only when the user's currency was asked for with `user_currency`.
    public var currency: String?

    public init(_ balance: Decimal, currency: String? = nil) {
        self.balance = balance
        self.currency = currency
    }

    /// Where the currency's name stands is not documented: beside the balance is inferred.
    public var element: M4Element {
        M4Element(
            "page",
            [M4Element("balance", balance.vendorText)] + (currency.map { [M4Element("currency", $0)] } ?? []))
    }

    public static func reading(_ root: M4Element) -> UserBalance? {
        guard let text = root.first("balance")?.text else { return nil }
        // Other calls have the name behind the amount.
        let words = text.split(separator: " ").map(String.init)
        guard let first = words.first, let balance = Decimal(vendorText: first) else { return nil }
        return UserBalance(balance, currency: root.first("currency")?.text ?? words.dropFirst().first)
    }

    /// Very old systems answer with a bare number.
    public static func reading(bare text: String) -> UserBalance? {
        Decimal(vendorText: text).map { UserBalance($0) }
    }
}
