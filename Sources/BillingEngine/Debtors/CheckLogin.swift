import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension CheckLogin: EngineAction {
    /// The debtor whose permanent or temporary password it is. Source: HostFact reference, 4.6 and 12.7.
    ///
    /// Without a hash to check a decoy is checked, so that the time does not tell which user names there are.
    func run(in context: EngineContext) throws -> Found<Debtor> {
        let row = try login(in: context.transaction)
        let password = arguments.filled(Self.password) ?? ""
        let hash = (row?.text(Debtor.securePassword.name)).flatMap { PasswordHash.isHash($0) ? $0 : nil }
        let isPermanent = PasswordHash.verify(password, hash ?? PasswordHash.decoy) && hash != nil
        let temporary = row.flatMap { TemporaryPassword.valid(in: $0, at: context.now) }
        let isTemporary = temporary.map { PasswordHash.isEqual($0, password) } ?? false
        guard let row, row.text(Debtor.activeLogin.name) == FlagCoding.yesNo.on, isPermanent || isTemporary else {
            throw Self.refusal
        }
        return Found(try DebtorTable.record(row.integer(Debtor.identifier.name), in: context.transaction))
    }

    private func login(in transaction: any StoreTransaction) throws -> SQLRow? {
        let columns =
            [Debtor.identifier.name, Debtor.activeLogin.name, Debtor.securePassword.name, Debtor.password.name]
            + [TemporaryPassword.expiryColumn]
        let name = transaction.dialect.caseless(Debtor.username.name)
        return try transaction.row(
            SQLQuery(
                "SELECT \(columns.joined(separator: ", ")) FROM debtor WHERE \(name) = ? AND Username <> ''",
                [.text(arguments.filled(Debtor.username) ?? "")]))
    }
}
