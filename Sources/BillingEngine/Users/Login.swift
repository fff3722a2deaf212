import BillingAPI
import BillingModel
import M4API
import SQLStore

extension LogIn: OutsideAction {
    func gather(in context: EngineContext) throws -> LoginAccount? {
        try Login.account(arguments.filled(Login.username), in: context.transaction)
    }

    /// The account, of whatever type, whose password it is. Source: M4 reference, 9.4.
    func answer(from account: LoginAccount?, with outside: Outside) async throws -> LoggedIn {
        let check = try await outside.passwords.check(arguments.filled(Login.password) ?? "", account?.hash ?? "")
        guard let account, check == .right else {
            throw check.refusal(Self.refusal, of: "M4 user \(account?.id ?? 0)")
        }
        return LoggedIn(user: account.id)
    }
}

/// Whose login it is, and the hash of the password; empty where there is none.
struct LoginAccount: Sendable {
    var id: Int
    var hash: String
}

extension LogOut: EngineAction {
    /// There are no sessions here to end: only whether there is such an account is told.
    func run(in context: EngineContext) throws -> LoggedOut {
        let name = arguments.filled(Login.username) ?? ""
        guard let account = try Login.account(name, in: context.transaction) else {
            throw UserTable.unknown("“\(name.plainLine.prefix(40))”")
        }
        context.changed(.user, account.id, [])
        return LoggedOut()
    }
}

extension Login {
    fileprivate static func account(
        _ username: String?, in transaction: any StoreTransaction
    ) throws -> LoginAccount? {
        try transaction.row(
            SQLQuery("SELECT id, password_hash FROM m4_user WHERE username = ?", [.text(username ?? "")])
        ).map { LoginAccount(id: $0.integer(0), hash: $0.text(1)) }
    }
}
