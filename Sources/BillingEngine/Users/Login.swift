import BillingAPI
import BillingModel
import M4API
import SQLStore

extension LogIn: EngineAction {
    /// The account, of whatever type, whose password it is. Source: M4 reference, 9.4.
    ///
    /// Without a hash to check a decoy is checked, so that the time does not tell which user names there are.
    func run(in context: EngineContext) throws -> LoggedIn {
        let row = try Login.account(arguments.filled(Login.username), in: context.transaction)
        let hash = (row?.text("password_hash")).flatMap { PasswordHash.isHash($0) ? $0 : nil }
        let isRight = PasswordHash.verify(arguments.filled(Login.password) ?? "", hash ?? PasswordHash.decoy)
        guard let row, hash != nil, isRight else { throw Self.refusal }
        return LoggedIn(user: row.integer("id"))
    }
}

extension LogOut: EngineAction {
    /// There are no sessions here to end: only whether there is such an account is told.
    func run(in context: EngineContext) throws -> LoggedOut {
        let name = arguments.filled(Login.username) ?? ""
        guard try Login.account(name, in: context.transaction) != nil else {
            throw UserTable.unknown("“\(name.plainLine.prefix(40))”")
        }
        return LoggedOut()
    }
}

extension Login {
    fileprivate static func account(_ username: String?, in transaction: any StoreTransaction) throws -> SQLRow? {
        try transaction.row(
            SQLQuery("SELECT id, password_hash FROM m4_user WHERE username = ?", [.text(username ?? "")]))
    }
}
