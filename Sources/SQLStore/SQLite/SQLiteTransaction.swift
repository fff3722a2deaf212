import GRDB

/// One access to an SQLite database through GRDB.
struct SQLiteTransaction: StoreTransaction {
    let database: Database

    var dialect: any SQLDialect { SQLiteDialect() }
    var lastInsertedID: Int64 { database.lastInsertedRowID }

    func rows(_ query: SQLQuery) throws -> [SQLRow] {
        var result: [SQLRow] = []
        try forEachRow(query) { row in
            result.append(row)
            return true
        }
        return result
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Bool) throws {
        // Not a cached statement: the body may run the same text again.
        let statement = try database.makeStatement(sql: query.text)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(query.arguments.map(\.databaseValue)))
        var columns: ColumnNames?
        while let row = try cursor.next() {
            let names = columns ?? ColumnNames(Array(row.columnNames))
            columns = names
            if try !body(SQLRow(names, row.databaseValues.map(SQLValue.init))) { return }
        }
    }

    func execute(_ query: SQLQuery) throws {
        let statement = try database.cachedStatement(sql: query.text)
        try statement.execute(arguments: StatementArguments(query.arguments.map(\.databaseValue)))
    }

    func textHits(in table: String, term: String) throws -> SQLQuery? {
        let index = "\(table)_search"
        let pattern: String
        if term.unicodeScalars.count >= 3 {
            pattern = Self.quoted(term)
        } else {
            // The index holds groups of three letters: a shorter term is every group that begins with it.
            let groups = try rows(
                SQLQuery(
                    "SELECT term FROM \(table)_terms WHERE term >= ? AND term < ? LIMIT \(Self.mostGroups + 1)",
                    [.text(term), .text(term + "\u{10FFFF}")]))
            guard groups.count <= Self.mostGroups else { return nil }
            guard !groups.isEmpty else { return SQLQuery("SELECT rowid FROM \(index) WHERE 0") }
            pattern = groups.map { Self.quoted($0.text(0)) }.joined(separator: " OR ")
        }
        return SQLQuery("SELECT rowid FROM \(index) WHERE \(index) MATCH ?", [.text(pattern)])
    }

    func insertInBulk(into table: String, key: String, keys: Range<Int>, _ body: () throws -> Void) throws {
        // A statement with triggers writes the text index to disk after each row. The triggers are gone only inside
        // this transaction.
        let triggers = try rows(
            SQLQuery("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [.text(table)]))
        try database.execute(sql: "PRAGMA cache_size = -\(Self.bulkCache)")
        defer { try? SQLiteStore.setUsualCache(database) }
        for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.text(0))") }
        try body()
        try execute(
            SQLQuery(
                "INSERT INTO \(table)_search(rowid, Folded) SELECT \(key), Folded FROM \(table) WHERE \(key) >= ? AND \(key) < ?",
                [.integer(keys.lowerBound), .integer(keys.upperBound)]))
        for trigger in triggers { try database.execute(sql: trigger.text(1)) }
    }

    /// KiB. The indexes' pages are met in no order; more of them at hand means fewer written twice.
    private static let bulkCache = 96_000

    /// A pattern of more groups costs more than reading the rows.
    private static let mostGroups = 200

    private static func quoted(_ term: String) -> String {
        "\"" + term.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension SQLValue {
    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null, .blob: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .text(String(number))
        case .string(let text): self = .text(text)
        }
    }
}
