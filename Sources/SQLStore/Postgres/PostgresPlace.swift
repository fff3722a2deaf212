import Foundation

/// Where a PostgreSQL database is and how it is reached: a URL such as `postgres://host1,host2/balie?sslmode=verify-full`,
/// with everything in it that libpq takes.
///
/// Source: PostgreSQL 15, chapter 34.1.
public struct PostgresPlace: Sendable {
    /// Asked whenever a connection is opened, on a thread that may wait for it.
    public typealias Password = @Sendable () throws(StoreError) -> String

    /// The host and the database, to be shown to anybody.
    public let name: String
    /// As short as it can be told from others: the first host and the database.
    public let shortName: String
    /// What libpq is given, the later ones before the earlier ones.
    let parameters: [(keyword: String, value: String)]
    let limits: PostgresLimits
    private let password: Password?

    /// - Parameters:
    ///   - program: What the server's own lists call us.
    ///   - password: In place of what libpq finds one in by itself, such as a `passfile`.
    /// - Throws: `.invalid` for a URL that libpq does not take, or that has a password in it.
    public init(_ url: String, program: String = "balie", password: Password? = nil) throws(StoreError) {
        self.password = password
        let given = try Self.options(of: url, try LibPQ.installed.get())
        guard given["password"] == nil else { throw Self.openPassword }
        let hosts = given["host"] ?? given["hostaddr"] ?? ""
        let database = (given["dbname"] ?? given["user"] ?? "").inOneLine
        let host = hosts.split(separator: ",").first.map { String($0).inOneLine } ?? ""
        // A host that is a folder is this machine.
        shortName = host.isEmpty || host.hasPrefix("/") ? database : "\(host)/\(database)"
        name = "postgres://\(hosts)/\(database)".inOneLine
        limits = PostgresLimits(options: given["options"] ?? "")
        var parameters = Self.usual + [("application_name", program)]
        // Of several servers one takes writes, and another one after that.
        if hosts.contains(",") { parameters.append(("target_session_attrs", "read-write")) }
        parameters.removeAll { given[$0.keyword] != nil }
        self.parameters =
            parameters + given.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("client_encoding", "UTF8")]
    }

    /// What a new connection is opened with, the password among them.
    func parametersForOpening() throws(StoreError) -> [(keyword: String, value: String)] {
        guard let password else { return parameters }
        return parameters + [("password", try password())]
    }

    /// A server that does not answer is given up within seconds; the times are libpq's, in seconds and the last in ms.
    private static let usual: [(keyword: String, value: String)] = [
        ("connect_timeout", "5"), ("keepalives_idle", "10"), ("keepalives_interval", "3"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "10000"),
    ]

    private static func options(of url: String, _ library: LibPQ) throws(StoreError) -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = library.parse(url, &message) else {
            defer { library.freeMemory(message) }
            throw unreadable(url, message.map { String(cString: $0) } ?? "")
        }
        defer { library.freeOptions(options) }
        var values: [String: String] = [:]
        var place = options
        while case let option = place.load(as: LibPQ.Option.self), let keyword = option.keyword {
            if let value = option.value { values[String(cString: keyword)] = String(cString: value) }
            place += MemoryLayout<LibPQ.Option>.stride
        }
        return values
    }

    private static let openPassword = StoreError(
        .invalid,
        "A password in the database's URL can be read by everybody on this machine. Put it into a file for your eyes only (chmod 600) and name that with ?passfile=PATH, or name a command that prints it with --password-command.",
        "Een wachtwoord in de URL van de database is voor iedereen op deze machine te lezen. Zet het in een bestand dat alleen u kunt lezen (chmod 600) en noem dat met ?passfile=PAD, of noem met --password-command een opdracht die het afdrukt."
    )

    private static func unreadable(_ url: String, _ reason: String) -> StoreError {
        // What stands before an @ may be a password, and libpq quotes it.
        let shown = url.contains("@") ? "" : " (\(reason.inOneLine))"
        return StoreError(
            .invalid,
            "The database's URL cannot be read\(shown). Write postgres://HOST/DATABASE, such as postgres://db.example.com/balie?sslmode=verify-full.",
            "De URL van de database is niet te lezen\(shown). Schrijf postgres://HOST/DATABASE, zoals postgres://db.example.com/balie?sslmode=verify-full."
        )
    }
}
