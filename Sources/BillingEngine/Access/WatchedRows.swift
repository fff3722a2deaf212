import BillingAPI
import SQLStore
import Synchronization

/// The rows of a small table, read anew only when it was written to since; where the database does not tell to which
/// table, when anything was.
final class WatchedRows: Sendable {
    private struct Known {
        var version: Int64
        var rows: [SQLRow]
    }

    private let access: AccessTables
    private let table: String
    private let query: SQLQuery
    private let known = Mutex<Known?>(nil)

    /// - Parameter query: Reads the table and no other.
    init(_ query: SQLQuery, of table: SQLTable, in access: AccessTables) {
        self.access = access
        self.table = table.name
        self.query = query
    }

    /// The rows as they are now: what was committed before the call counts, whoever did it.
    func rows() async throws(APIError) -> [SQLRow] {
        // Asked first: what is written in between is read now or at the next call.
        let version: Int64
        if let known = known.withLock({ $0 }) {
            let changes = try await access.changes(since: known.version)
            version = changes.counter
            if let rows = changes.rows, !rows.contains(where: { $0.table == table }) {
                keep(known.rows, as: version)
                return known.rows
            }
        } else {
            version = try await access.changeCounter()
        }
        let rows = try await access.rows(query)
        keep(rows, as: version)
        return rows
    }

    private func keep(_ rows: [SQLRow], as version: Int64) {
        known.withLock { known in
            if known.map({ $0.version < version }) ?? true { known = Known(version: version, rows: rows) }
        }
    }
}
