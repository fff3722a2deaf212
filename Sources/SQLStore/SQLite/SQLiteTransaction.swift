import BillingModel
import GRDB

/// One access to an SQLite database.
struct SQLiteTransaction: StoreTransaction {
    let database: Database
    let statements: SQLiteStatements
    /// Whether nobody waits for it any more: its next statement then ends it.
    let isCancelled: () -> Bool
    /// Whether nothing is written in it.
    var isReading = false
    /// Whether triggers and indexes are missing until all rows are there.
    var isFilling = false

    init(
        database: Database, statements: SQLiteStatements = SQLiteStatements(),
        isReading: Bool = false, isCancelled: @escaping () -> Bool = { false }
    ) {
        self.isReading = isReading
        self.database = database
        self.statements = statements
        self.isCancelled = isCancelled
    }

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
        if isCancelled() { throw CancellationError() }
        let lent = try statements.lend(query, in: database)
        defer { statements.giveBack(lent) }
        while try SQLiteStatements.step(lent, in: database) {
            if try !body(lent.row) { return }
        }
    }

    func execute(_ query: SQLQuery) throws {
        if isCancelled() { throw CancellationError() }
        let lent = try statements.lend(query, in: database)
        defer { statements.giveBack(lent) }
        while try SQLiteStatements.step(lent, in: database) {}
    }

    func has(_ table: SQLTable) throws -> Bool {
        try row(SQLQuery("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [.text(table.name)])) != nil
    }

    func has(column: String, of table: SQLTable) throws -> Bool {
        let query = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
        return try row(SQLQuery(query, [.text(table.name), .text(column)])) != nil
    }

    /// Nobody else writes meanwhile.
    func takesTurn(at work: Int) throws -> Bool { true }

    /// The file's own number counts what other connections have written, and this one writes nothing.
    func moment() throws -> StoreMoment? {
        guard isReading else { return nil }
        let state = try statements.integer("PRAGMA data_version", in: database)
        return StoreMoment(connection: statements.connection, state: String(state))
    }

    func textHits(in table: SQLTable, _ words: SearchWords, expanding: Bool) throws -> TextHits? {
        try TextIndex(table: table.name).hits(words, expanding: expanding, in: self)
    }
}
