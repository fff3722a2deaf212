import BillingAPI
import SQLStore
import Synchronization

/// The rows of a small table, read anew only when anybody has written to the database since.
final class WatchedRows: Sendable {
    private struct Known {
        var version: Int64
        var rows: [SQLRow]
    }

    private let access: AccessTables
    private let query: SQLQuery
    private let known = Mutex<Known?>(nil)

    init(_ query: SQLQuery, in access: AccessTables) {
        self.access = access
        self.query = query
    }

    /// The rows as they are now: what was committed before the call counts, whoever did it.
    func rows() async throws(APIError) -> [SQLRow] {
        // Asked first: what is written in between is read now or at the next call.
        let version = try await access.changeCounter()
        if let known = known.withLock({ $0 }), known.version == version { return known.rows }
        let rows = try await access.rows(query)
        known.withLock { known in
            if known.map({ $0.version < version }) ?? true { known = Known(version: version, rows: rows) }
        }
        return rows
    }
}
