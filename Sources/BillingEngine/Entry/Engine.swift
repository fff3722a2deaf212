import BillingAPI
import BillingModel
import SQLStore

/// The way into the embedded billing system.
public enum Engine {
    /// Opens the store behind a URL such as `sqlite:/srv/balie/balie.sqlite`.
    ///
    /// - Parameters:
    ///   - readers: How many may read at the same time; one person needs two, a server more.
    ///   - access: What is to be done with it; only `.making` makes one where there is none.
    /// - Returns: The store, and whether opening it made its tables.
    /// - Throws: `.invalidInput` for a URL that names no database, or one that is not there.
    public static func open(
        _ url: String, readers: Int = 2, access: StoreAccess = .making
    ) throws(APIError) -> (store: any SQLStore, isNew: Bool) {
        let path = try path(of: url)
        do throws(StoreError) {
            let store = try SQLiteStore(path: path, schema: SQLiteSchema.current, readers: readers, access: access)
            return (store, store.isNew)
        } catch {
            throw APIError(error)
        }
    }

    /// As `open`; waits on a thread of its own for whoever is writing.
    public static func opened(
        _ url: String, readers: Int = 2, access: StoreAccess = .making
    ) async throws(APIError) -> any SQLStore {
        let path = try path(of: url)
        return try await EngineService.translating {
            try await SQLiteStore.opened(path: path, schema: SQLiteSchema.current, readers: readers, access: access)
        }
    }

    private static func path(of url: String) throws(APIError) -> String {
        guard let separator = url.firstIndex(of: ":") else { throw unknown(url) }
        let path = String(url[url.index(after: separator)...])
        switch url[..<separator] {
        case "sqlite" where !path.isEmpty: return path
        case "postgres", "postgresql":
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "PostgreSQL is not available yet. Use sqlite:PATH.",
                    "PostgreSQL is nog niet beschikbaar. Gebruik sqlite:PAD."))
        default: throw unknown(url)
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
            case .busy: .unreachable
            case .missing: .invalidInput
            default: .failure
            }
        self.init(kind, LocalizedText(error.message, error.dutchMessage))
    }
}
