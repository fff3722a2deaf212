import BillingAPI
import BillingModel
import Foundation
import M4API
import SQLStore

extension ReadBalance: EngineAction {
    func run(in context: EngineContext) throws -> UserBalance {
        let transaction = context.transaction
        try BalanceReading.check(in: transaction)
        let user = try UserTable.record(
            UserTable.id(named: arguments.filled(User.username) ?? "", in: transaction), in: transaction)
        let isUsers = self[Self.inUsersCurrency] == true
        let currency = isUsers ? Self.usersOwn : arguments.filled(Self.currency)
        let (amount, code) = try BalanceReading.amount(of: user, in: currency, transaction)
        return UserBalance(amount, currency: isUsers ? code : nil)
    }
}

extension ReadSimpleBalance: EngineAction {
    func run(in context: EngineContext) throws -> SimpleBalance {
        let transaction = context.transaction
        try BalanceReading.check(in: transaction)
        let user = try UserTable.record(try identify(), in: transaction)
        return SimpleBalance(
            try BalanceReading.amount(of: user, in: arguments.filled(ReadBalance.currency), transaction).amount)
    }

    /// Inferred: the sister product has the user's unique hash here. There are none in this store, so it is the number.
    private func identify() throws -> Int {
        let id = arguments.filled(Self.id) ?? ""
        guard let number = Int(id) else { throw UserTable.unknown("“\(id.plainLine.prefix(40))”") }
        return number
    }
}

extension UpdateBalance: EngineAction {
    func run(in context: EngineContext) throws -> BalanceUpdated {
        let transaction = context.transaction
        let id = try identity(User.id)
        let old = try UserTable.record(id, in: transaction)
        var user = old
        user[User.balance] = Self.newBalance(self[Self.balance] ?? 0, after: user[User.balance] ?? 0)
        try transaction.execute(
            SQLQuery(
                "UPDATE m4_user SET balance = ? WHERE id = ?", [.text(user.text(User.balance)), .integer(id)]))
        context.changed(.user, id, UserTable.journalled, from: old, to: user)
        return BalanceUpdated(
            Record([
                User.id.name: user.text(User.id), User.username.name: user.text(User.username),
                User.balance.name: user.text(User.balance),
            ]))
    }

    /// What is given is the new balance and not a change of the old one: inferred. Source: M4 reference, 9.1.
    private static func newBalance(_ given: Decimal, after old: Decimal) -> Decimal { given }
}

/// What the calls that read a balance have in common.
private enum BalanceReading {
    /// Refuses while the installation's switch is off; without the switch it is on.
    static func check(in transaction: any StoreTransaction) throws {
        let field = User.balanceReading
        let row = try transaction.row(
            SQLQuery("SELECT value FROM installation WHERE name = ?", [.text(field.name)]))
        guard row?.text(0) == FlagCoding.oneZero.off else { return }
        let problem = Problem(
            field.declaration, "Reading balances is switched off here (\(field.name)).",
            "Het lezen van saldi is hier uitgeschakeld (\(field.name)).")
        throw APIError(.forbidden, problem.message, problems: [problem])
    }

    /// A user's balance in a currency: of a code, the user's own, or the default one.
    static func amount(
        of user: Record<User>, in code: String?, _ transaction: any StoreTransaction
    ) throws -> (amount: Decimal, code: String) {
        let currency =
            switch code {
            case nil: try CurrencyTable.standard(in: transaction)
            case ReadBalance.usersOwn: try CurrencyTable.ofUser(user.identity(User.id), in: transaction)
            case .some(let code): try CurrencyTable.coded(code, in: transaction)
            }
        guard let currency else { throw CurrencyTable.unknown(code ?? "", ReadBalance.currency.declaration) }
        return (CurrencyTable.converted(user[User.balance] ?? 0, to: currency), currency.code)
    }
}
