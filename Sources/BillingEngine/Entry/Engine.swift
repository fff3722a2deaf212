import BillingAPI
import BillingModel
import SQLStore

/// Gives a database's password whenever a connection to its server is opened, on a thread that may wait for it.
public typealias DatabasePassword = @Sendable () throws(APIError) -> String

/// The way into the embedded billing system.
public enum Engine {
    /// Opens the store behind a URL such as `sqlite:/srv/balie/balie.sqlite`.
    ///
    /// - Parameters:
    ///   - password: A server's, where it stands in no file that the URL names.
    ///   - readers: How many may read at the same time; one person needs two, a server more.
    ///   - access: What is to be done with it; only `.making` makes one where there is none.
    /// - Returns: The store, and whether opening it made its tables.
    /// - Throws: `.invalidInput` for a URL that names no database, or one that is not there.
    public static func open(
        _ url: String, password: DatabasePassword? = nil, readers: Int = 2, access: StoreAccess = .making
    ) throws(APIError) -> (store: any SQLStore, isNew: Bool) {
        let kind = try DatabaseKind(url, password)
        do throws(StoreError) {
            switch kind {
            case .sqlite(let path):
                let store = try SQLiteStore(path: path, schema: SQLiteSchema.current, readers: readers, access: access)
                return (store, store.isNew)
            case .postgres(let place): return (postgres(place, readers, access), false)
            }
        } catch {
            throw APIError(error)
        }
    }

    /// As `open`; waits on a thread of its own for whoever is writing, and looks whether a server can be used.
    public static func opened(
        _ url: String, password: DatabasePassword? = nil, readers: Int = 2, access: StoreAccess = .making
    ) async throws(APIError) -> any SQLStore {
        let kind = try DatabaseKind(url, password)
        return try await EngineService.translating {
            switch kind {
            case .sqlite(let path):
                return try await SQLiteStore.opened(
                    path: path, schema: SQLiteSchema.current, readers: readers, access: access)
            case .postgres(let place):
                let store = postgres(place, readers, access)
                try await store.check()
                return store
            }
        }
    }

    /// The host and the database of a server's URL, as short as can be; nil of any other.
    public static func serverName(of url: String) -> String? {
        guard case .postgres(let place)? = try? DatabaseKind(url, nil) else { return nil }
        return place.shortName
    }

    private static func postgres(_ place: PostgresPlace, _ readers: Int, _ access: StoreAccess) -> PostgresStore {
        PostgresStore(place, schema: PostgresTablesOfBalie.current, connections: readers, access: access)
    }

    /// Makes the tables of a PostgreSQL database, or brings them up to date, as the role that owns them.
    ///
    /// - Parameters:
    ///   - password: The owner's, where it stands in no file that the URL names.
    ///   - role: The role that programs work as, which gets the rights that they need.
    ///   - zone: By whose clocks the installation's days begin, such as `Europe/Amsterdam`; nil leaves it as it is.
    /// - Throws: `.invalidInput` for a file, whose tables every program brings up to date itself.
    @discardableResult
    public static func migrate(
        _ url: String, password: DatabasePassword? = nil, for role: String? = nil, zone: String? = nil
    ) async throws(APIError) -> PostgresMigration.Outcome {
        guard case .postgres(let place) = try DatabaseKind(url, password) else { throw noMigration }
        return try await EngineService.translating {
            let outcome = try await PostgresMigration(place, PostgresTablesOfBalie.current).run(for: role)
            if let zone { try await postgres(place, 2, .existing).write { try InstallationZone.set(zone, in: $0) } }
            return outcome
        }
    }

    private static let noMigration = APIError(
        .invalidInput,
        LocalizedText(
            "Only a PostgreSQL database is migrated; the file of sqlite:PATH is brought up to date when it is opened.",
            "Alleen een PostgreSQL-database wordt gemigreerd; het bestand van sqlite:PAD wordt bij het openen bijgewerkt."
        ))
}

/// What a database's URL leads to.
private enum DatabaseKind {
    case sqlite(path: String)
    case postgres(PostgresPlace)

    init(_ url: String, _ password: DatabasePassword?) throws(APIError) {
        guard let separator = url.firstIndex(of: ":") else { throw Self.unknown(url) }
        let path = String(url[url.index(after: separator)...])
        switch url[..<separator] {
        case "sqlite" where !path.isEmpty: self = .sqlite(path: path)
        case "postgres", "postgresql":
            do throws(StoreError) {
                self = .postgres(try PostgresPlace(url, password: password.map(Self.asStore)))
            } catch {
                throw APIError(error)
            }
        default: throw Self.unknown(url)
        }
    }

    /// Whoever waits for a connection is told why there is no password.
    private static func asStore(_ password: @escaping DatabasePassword) -> PostgresPlace.Password {
        { () throws(StoreError) in
            do throws(APIError) {
                return try password()
            } catch {
                throw StoreError(.away, error.message.english, error.message.dutch)
            }
        }
    }

    private static func unknown(_ url: String) -> APIError {
        // What stands before an @ may be a password.
        let shown = url.split(separator: "@").last.map(String.init) ?? url
        return APIError(
            .invalidInput,
            LocalizedText(
                "“\(shown)” is not a database. Use sqlite:PATH, such as sqlite:/srv/balie/balie.sqlite, or postgres://HOST/DATABASE.",
                "“\(shown)” is geen database. Gebruik sqlite:PAD, zoals sqlite:/srv/balie/balie.sqlite, of postgres://HOST/DATABASE."
            ))
    }
}

extension APIError {
    /// What work on a store ended with: a rule's own refusal, or the store's sentence.
    init(ofStore error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as StoreError: self.init(error)
        default: self = .unforeseen(error)
        }
    }

    init(_ error: StoreError) {
        let kind: Kind =
            switch error.kind {
            // Whoever cannot get a turn has sent nothing.
            case .busy, .conflict, .away: .unreachable
            case .undecided: .unknownOutcome
            case .missing, .invalid: .invalidInput
            default: .failure
            }
        self.init(kind, LocalizedText(error.message, error.dutchMessage))
    }
}
