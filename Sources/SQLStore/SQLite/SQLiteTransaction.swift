import BillingModel
import GRDB
import GRDBSQLite

/// One access to an SQLite database through GRDB.
struct SQLiteTransaction: StoreTransaction {
    let database: Database
    var repeated: RepeatedStatements?
    /// Whether triggers and indexes are missing until all rows are there.
    var isFilling = false

    var dialect: any SQLDialect { SQLiteDialect() }

    func rows(_ query: SQLQuery) throws -> [SQLRow] {
        var result: [SQLRow] = []
        try forEachRow(query) { row in
            result.append(row)
            return true
        }
        return result
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Bool) throws {
        let statement = try statement(query.text)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(query.arguments.map(\.databaseValue)))
        let names = statement.columnNames
        while let row = try cursor.next() {
            if try !body(SQLRow(row.databaseValues.map(SQLValue.init), names: names)) { return }
        }
    }

    private func statement(_ text: String) throws -> Statement {
        guard repeated?.areKept(text) == true else { return try database.makeStatement(sql: text) }
        let kept = try database.cachedStatement(sql: text)
        // What is done with the rows of a query may ask the same again.
        return sqlite3_stmt_busy(kept.sqliteStatement) == 0 ? kept : try database.makeStatement(sql: text)
    }

    func execute(_ query: SQLQuery) throws {
        let statement = try database.cachedStatement(sql: query.text)
        try statement.execute(arguments: StatementArguments(query.arguments.map(\.databaseValue)))
    }

    func textHits(in table: SQLTable, _ words: SearchWords, expanding: Bool) throws -> TextHits? {
        try TextIndex(table: table.name).hits(words, expanding: expanding, in: self)
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
