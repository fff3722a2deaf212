import BillingAPI
import BillingModel
import SQLStore

/// The way into the embedded billing system.
public enum Engine {
    /// Opens the store behind a URL such as `sqlite:/srv/balie/balie.sqlite`, making it where there is none.
    ///
    /// - Parameter readers: How many may read at the same time; one person needs two, a server more.
    /// - Returns: The store, and whether opening it made its tables.
    public static func open(_ url: String, readers: Int = 2) throws(APIError) -> (store: any SQLStore, isNew: Bool) {
        guard let separator = url.firstIndex(of: ":") else { throw unknown(url) }
        let path = String(url[url.index(after: separator)...])
        switch url[..<separator] {
        case "sqlite" where !path.isEmpty:
            do throws(StoreError) {
                let store = try SQLiteStore(path: path, schema: SQLiteSchema.current, readers: readers)
                return (store, store.isNew)
            } catch {
                throw APIError(error)
            }
        case "postgres", "postgresql":
            throw APIError(
                .failure,
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
                "“\(shown)” is not a database. Use sqlite:PATH, such as sqlite:/srv/balie/balie.sqlite.",
                "“\(shown)” is geen database. Gebruik sqlite:PAD, zoals sqlite:/srv/balie/balie.sqlite."))
    }
}

extension APIError {
    init(_ error: StoreError) {
        // Whoever cannot get a turn has sent nothing.
        let kind: Kind = error.kind == .busy ? .unreachable : .failure
        self.init(kind, LocalizedText(error.message, error.dutchMessage))
    }
}
