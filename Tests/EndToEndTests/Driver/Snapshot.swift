import GRDB

/// Every value of every table at one moment, so that a test can tell all that has changed since. The search index, which
/// follows the tables and is larger than they are, is not part of it.
struct Snapshot: Equatable, Sendable {
    /// Columns by table and key, such as `debtor 1`.
    fileprivate var rows: [String: [String: String]]

    /// The difference to a later moment: `debtor 1: Modified, Password` for changed columns, `+ mail_outbox 1` for a
    /// new row, `- product 3` for a lost one. What a server remembers of its answers to requests that had a name is left out.
    func changes(to later: Snapshot) -> [String] {
        let keys = Set(rows.keys).union(later.rows.keys).filter { !$0.hasPrefix("answered_request ") }
        return keys.sorted().compactMap { key in
            guard let old = rows[key] else { return "+ \(key)" }
            guard let new = later.rows[key] else { return "- \(key)" }
            let columns = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
            return columns.isEmpty ? nil : "\(key): \(columns.sorted().joined(separator: ", "))"
        }
    }
}

extension StoredData {
    /// Everything that is stored now.
    func snapshot() throws -> Snapshot {
        try open().read { database in
            var rows: [String: [String: String]] = [:]
            for table in try Self.tables(of: database) {
                let keys = try database.primaryKey(table).columns
                let cursor = try Row.fetchCursor(
                    database,
                    sql: "SELECT \(keys.first == "rowid" ? "rowid, " : "")* FROM \(table.quotedDatabaseIdentifier)")
                while let row = try cursor.next() {
                    let key = keys.map { Self.text(row[$0] as DatabaseValue) ?? "" }.joined(separator: ",")
                    rows["\(table) \(key)"] = Dictionary(
                        row.compactMap { column, value in Self.text(value).map { (column, $0) } },
                        uniquingKeysWith: { first, _ in first })
                }
            }
            return Snapshot(rows: rows)
        }
    }

    /// The tables that hold data; a virtual one is stored in tables of its own. What is written down of changes has tests of
    /// its own.
    private static func tables(of database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                AND name NOT LIKE 'journal_%' AND name NOT LIKE '%!_search' ESCAPE '!'
                AND name NOT LIKE '%!_search!_%' ESCAPE '!' ORDER BY name
                """)
    }
}
