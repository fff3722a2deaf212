import BillingAPI
import BillingModel
import M4API
import SQLStore

/// One caller name of the M4 calls that has a secret key of its own.
public struct M4AccountEntry: Hashable, Sendable {
    public var name: String
    /// Where its API Secret Key stands; the hash of a call cannot be checked without the key itself.
    public var secretFile: String
    public var allowsAPI: Bool
    public var allowsGET: Bool
    /// Sees only the users assigned to this manager; nil sees all.
    public var manager: Int?

    public init(
        _ name: String, secretFile: String, allowsAPI: Bool = true, allowsGET: Bool = false, manager: Int? = nil
    ) {
        self.name = name
        self.secretFile = secretFile
        self.allowsAPI = allowsAPI
        self.allowsGET = allowsGET
        self.manager = manager
    }
}

/// Who may make M4's calls, and with whose key.
public struct M4Accounts: Sendable {
    /// Told about a secret that cannot be used, whose account is closed until it can.
    public typealias Report = @Sendable (_ account: String, _ error: APIError, _ asker: Asker) -> Void

    /// The account whose key counts for callers without one. Source: M4 reference, section 4.
    static let administrator = "admin"

    private let access: AccessTables
    private let entries: WatchedRows
    private let clock: LocalClock
    private let zone = InstallationZone()
    private let secrets = SecretCache()
    private let report: Report

    public init(
        store: any SQLStore, clock: LocalClock = .system, report: @escaping Report = { _, _, _ in }
    ) {
        access = AccessTables(store: store)
        entries = WatchedRows(
            SQLQuery("\(Self.selection.from(Tables.m4Account.name)) ORDER BY name"), of: Tables.m4Account, in: access)
        self.clock = clock
        self.report = report
    }

    /// Refused when the secret cannot be used as it stands.
    public func add(_ account: M4AccountEntry) async throws(APIError) {
        try AccessName.check(account.name)
        _ = try SecretFile.line(account.secretFile)
        let values: [SQLValue] = [
            .text(account.name), .text(account.secretFile), .text(account.allowsAPI ? "1" : "0"),
            .text(account.allowsGET ? "1" : "0"), account.manager.map { .integer($0) } ?? .null,
        ]
        try await access.write { [clock, zone] transaction in
            guard try transaction.row(Self.named(account.name)) == nil else { throw Self.nameTaken(account.name) }
            if let manager = account.manager {
                let found = try transaction.row(
                    SQLQuery("SELECT id FROM m4_user WHERE id = ? AND usertype = 'manager'", [.integer(manager)]))
                guard found != nil else { throw Self.noManager(manager) }
            }
            try transaction.execute(
                SQLQuery(
                    """
                    INSERT INTO m4_account (name, secret_file, allows_api, allows_get, manager_id, created)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, values + [.text(try zone.local(clock.now(), in: transaction).text)]))
        }
    }

    public func list() async throws(APIError) -> [M4AccountEntry] {
        try await entries.rows().map(Self.entry)
    }

    public func remove(_ name: String) async throws(APIError) {
        try await access.write { transaction in
            guard try transaction.row(Self.named(name)) != nil else { throw Self.unknownName(name) }
            try transaction.execute(SQLQuery("DELETE FROM m4_account WHERE name = ?", [.text(name)]))
        }
    }

    /// The accounts that a call in this name may be made with; none for an unknown name. Source: M4 reference, section 4.
    ///
    /// Without a name it may be any account that sees everything, as the older calls are documented.
    public func accounts(for caller: String, _ asker: Asker = .here) async throws(APIError) -> [M4Account] {
        let all = try await list()
        let administrators = all.filter { $0.manager == nil }
        if caller.isEmpty { return administrators.map { opened($0, .full, asker) } }
        if let own = all.first(where: { $0.name == caller }) {
            return [opened(own, own.manager.map { .assigned(manager: $0) } ?? .full, asker)]
        }
        guard let access = try await accessOfUser(caller) else { return [] }
        let preferred = administrators.filter { $0.name == Self.administrator }
        return (preferred.isEmpty ? administrators : preferred).map { opened($0, access, asker) }
    }

    /// What a manager or a customer may do in their own name, with the administrator's key.
    private func accessOfUser(_ username: String) async throws(APIError) -> M4Access? {
        let columns = Selection([Tables.id, "usertype", "can_edit_users", "only_assigned_users"])
        let query = SQLQuery("\(columns.from(Tables.Name.user)) WHERE username = ?", [.text(username)])
        guard let user = try await access.rows(query).first.map(columns.of) else { return nil }
        let id = user.integer(Tables.id)
        switch user.text("usertype") {
        case "user": return .own(user: id)
        case "manager" where user.text("can_edit_users") == "0": return .withoutPermission
        case "manager": return user.text("only_assigned_users") == "1" ? .assigned(manager: id) : .full
        default: return nil
        }
    }

    private func opened(_ entry: M4AccountEntry, _ access: M4Access, _ asker: Asker) -> M4Account {
        var key = ""
        do throws(APIError) {
            key = try secrets.secret(in: entry.secretFile)
        } catch {
            // An account without a key is one whose API is off.
            report(entry.name, error, asker)
        }
        return M4Account(
            name: entry.name,
            settings: M4Settings(key: key, allowsAPI: entry.allowsAPI, allowsGET: entry.allowsGET), access: access)
    }

    private static let selection = Selection(["name", "secret_file", "allows_api", "allows_get", "manager_id"])

    private static func entry(_ row: SQLRow) -> M4AccountEntry {
        let row = selection.of(row)
        return M4AccountEntry(
            row.text("name"), secretFile: row.text("secret_file"), allowsAPI: row.text("allows_api") == "1",
            allowsGET: row.text("allows_get") == "1",
            manager: row["manager_id"] == .null ? nil : row.integer("manager_id"))
    }

    private static func named(_ name: String) -> SQLQuery {
        SQLQuery("SELECT name FROM m4_account WHERE name = ?", [.text(name)])
    }
}

extension M4Accounts {
    fileprivate static func nameTaken(_ name: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "There is already an account “\(name)”. Choose another name, or remove that account first.",
                "Er is al een account “\(name)”. Kies een andere naam of verwijder dat account eerst."))
    }

    fileprivate static func unknownName(_ name: String) -> APIError {
        APIError(
            .notFound,
            LocalizedText(
                "There is no account “\(name.plainLine)”. The command m4 account list shows the names.",
                "Er is geen account “\(name.plainLine)”. De opdracht m4 account list toont de namen."))
    }

    fileprivate static func noManager(_ id: Int) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "There is no manager \(id) among the M4 users.", "Er is geen manager \(id) onder de M4-gebruikers."))
    }
}
