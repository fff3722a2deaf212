import BillingModel
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

    func textHits(in table: String, _ words: SearchWords, expanding: Bool) throws -> TextHits? {
        try TextIndex(table: table).hits(words, expanding: expanding, in: self)
    }

    func insertInBulk(into table: String, key: String, keys: Range<Int>, _ body: () throws -> Void) throws {
        guard let last = keys.last else { return }
        try withoutTriggers(of: table) {
            try body()
            try fillIndex(of: table, key, keys.lowerBound...last)
        }
    }

    func refoldInBulk(_ table: String, key: String, keys: ClosedRange<Int>, _ body: () throws -> Void) throws {
        try withoutTriggers(of: table) {
            try fillIndex(of: table, key, keys, command: "'delete'")
            try body()
            try fillIndex(of: table, key, keys)
        }
    }

    /// A statement with triggers writes the text index to disk after each row. The triggers are gone only inside this
    /// transaction.
    private func withoutTriggers(of table: String, _ body: () throws -> Void) throws {
        let triggers = try rows(
            SQLQuery("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [.text(table)]))
        try database.execute(sql: "PRAGMA cache_size = -\(Self.bulkCache)")
        defer { try? SQLiteStore.setUsualCache(database) }
        for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.text(0))") }
        try body()
        for trigger in triggers { try database.execute(sql: trigger.text(1)) }
    }

    /// Puts the rows' texts into the index, or takes them out of it by its command for that.
    private func fillIndex(of table: String, _ key: String, _ keys: ClosedRange<Int>, command: String? = nil) throws {
        let index = "\(table)_search"
        let columns = command == nil ? "rowid, Folded" : "\(index), rowid, Folded"
        let values = command.map { "\($0), \(key), Folded" } ?? "\(key), Folded"
        try execute(
            SQLQuery(
                "INSERT INTO \(index)(\(columns)) SELECT \(values) FROM \(table) WHERE \(key) BETWEEN ? AND ?",
                [.integer(keys.lowerBound), .integer(keys.upperBound)]))
    }

    /// KiB. The indexes' pages are met in no order; more of them at hand means fewer written twice.
    private static let bulkCache = 96_000
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
