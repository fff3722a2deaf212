import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension CheckLogin: OutsideAction {
    /// What is known of the user name.
    struct KnownLogin: Sendable {
        var record: Record<Debtor>?
        /// The permanent password's; empty where there is none.
        var hash = ""
        var isActive = false
        /// The password that was given is the temporary one.
        var isTemporary = false
    }

    func gather(in context: EngineContext) throws -> KnownLogin {
        guard let row = try row(in: context.transaction).map(Self.selection.of) else { return KnownLogin() }
        let temporary = TemporaryPassword.valid(in: row, at: context.now)
        return KnownLogin(
            record: try DebtorTable.record(row.integer(Debtor.identifier.name), in: context.transaction),
            hash: row.text(Debtor.securePassword.name),
            isActive: row.text(Debtor.activeLogin.name) == FlagCoding.yesNo.on,
            isTemporary: temporary.map { PasswordHash.isEqual($0, given) } ?? false)
    }

    /// The debtor whose permanent or temporary password it is. Source: HostFact reference, 4.6 and 12.7.
    func answer(from login: KnownLogin, with outside: Outside) async throws -> Found<Debtor> {
        let check = try await outside.passwords.check(given, login.hash)
        guard let record = login.record, login.isActive, check == .right || login.isTemporary else {
            throw check.refusal(Self.refusal, of: "debtor \(login.record?.text(Debtor.code).plainLine ?? "")")
        }
        return Found(record)
    }

    private var given: String { arguments.filled(Self.password) ?? "" }

    private static let selection = Selection(
        [Debtor.identifier.name, Debtor.activeLogin.name, Debtor.securePassword.name]
            + TemporaryPassword.columns)

    private func row(in transaction: any StoreTransaction) throws -> SQLRow? {
        let isNamed = transaction.dialect.equalsCaseless(Debtor.username.name)
        return try transaction.row(
            SQLQuery(
                "\(Self.selection.from(Tables.Name.debtor)) WHERE \(isNamed) AND \(Debtor.username.name) <> ''",
                [.text(arguments.filled(Debtor.username) ?? "")]))
    }
}
