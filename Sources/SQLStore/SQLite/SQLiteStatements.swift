import GRDB
import GRDBSQLite

/// The prepared statements of one connection; those that come again are kept for the next time that they are asked.
///
/// They are stepped here and not by GRDB, which looks at each for observers: this store has none, and a read of one
/// record is as quick as that.
///
/// Used on its connection's queue alone; that makes it safe to hand over.
final class SQLiteStatements: @unchecked Sendable {
    /// A statement that somebody works with, and nobody else meanwhile.
    struct Lent {
        let statement: OpaquePointer
        let text: String
        let names: [String]
        /// Whether the next one who asks is lent it again.
        let isKept: Bool
    }

    /// Tells the connection from every other.
    let connection = StoreMoment.freshConnection()
    private var free: [String: Lent] = [:]
    private let repeated = RepeatedStatements()
    private var isForReading = false
    private var isClosed = false

    deinit { close() }

    /// From now on there are none: one that was made between this and the end of the connection would keep it open.
    func close() {
        for kept in free.values { sqlite3_finalize(kept.statement) }
        free = [:]
        isClosed = true
    }

    /// The statement of a text with its values, ready for its first step; give it back afterwards.
    func lend(_ query: SQLQuery, in database: Database) throws -> Lent {
        guard !isClosed else { throw Self.closed(query.text) }
        let lent = try free.removeValue(forKey: query.text) ?? prepared(query.text, in: database)
        do {
            try Self.bind(query, to: lent.statement, in: database)
        } catch {
            giveBack(lent)
            throw error
        }
        return lent
    }

    func giveBack(_ lent: Lent) {
        sqlite3_reset(lent.statement)
        sqlite3_clear_bindings(lent.statement)
        // Whoever asked the same text meanwhile was lent another one.
        guard lent.isKept, free[lent.text] == nil else {
            sqlite3_finalize(lent.statement)
            return
        }
        free[lent.text] = lent
    }

    /// - Returns: Whether there is a row.
    static func step(_ lent: Lent, in database: Database) throws -> Bool {
        switch sqlite3_step(lent.statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw error(of: database, lent.text)
        }
    }

    /// A statement without values or rows, such as COMMIT.
    func run(_ text: String, in database: Database) throws {
        let lent = try lend(SQLQuery(text), in: database)
        defer { giveBack(lent) }
        while try Self.step(lent, in: database) {}
    }

    /// The first value of the first row of a statement without values.
    func integer(_ text: String, in database: Database) throws -> Int64 {
        let lent = try lend(SQLQuery(text), in: database)
        defer { giveBack(lent) }
        return try Self.step(lent, in: database) ? sqlite3_column_int64(lent.statement, 0) : 0
    }

    /// Runs a body on one state of the data. Nothing is written on this connection, now or later.
    func reading<T>(_ database: Database, _ body: (SQLiteTransaction) throws -> T) throws -> T {
        if !isForReading {
            try run("PRAGMA query_only = 1", in: database)
            isForReading = true
        }
        try run("BEGIN", in: database)
        defer { rollBack(database) }
        let transaction = SQLiteTransaction(database: database, statements: self, isReading: true) { Task.isCancelled }
        let result = try body(transaction)
        try run("COMMIT", in: database)
        return result
    }

    /// Where a transaction is still open.
    func rollBack(_ database: Database) {
        // Only an interruption that came just before it can be in the way, and that is over with the first try.
        for _ in 0..<3 where database.isInsideTransaction { try? run("ROLLBACK", in: database) }
    }

    private func prepared(_ text: String, in database: Database) throws -> Lent {
        guard let connection = database.sqliteConnection else { throw Self.closed(text) }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection, text, -1, UInt32(bitPattern: SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw Self.error(of: database, text) }
        let names = (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
        }
        return Lent(statement: statement, text: text, names: names, isKept: repeated.areKept(text))
    }

    private static func bind(_ query: SQLQuery, to statement: OpaquePointer, in database: Database) throws {
        guard Int(sqlite3_bind_parameter_count(statement)) == query.arguments.count else {
            throw DatabaseError(
                resultCode: .SQLITE_MISUSE, message: "wrong number of statement arguments", sql: query.text)
        }
        for (index, argument) in query.arguments.enumerated() {
            let place = Int32(index) + 1
            if case .text(let text) = argument { try SQLValue.check(text) }
            let code =
                switch argument {
                case .null: sqlite3_bind_null(statement, place)
                case .integer(let number): sqlite3_bind_int64(statement, place, number)
                case .text(let text): sqlite3_bind_text(statement, place, text, Int32(text.utf8.count), copied)
                }
            guard code == SQLITE_OK else { throw error(of: database, query.text) }
        }
    }

    /// SQLite takes a copy. Source: sqlite3.h, SQLITE_TRANSIENT.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private static func closed(_ text: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed", sql: text)
    }

    private static func error(of database: Database, _ text: String) -> DatabaseError {
        let connection = database.sqliteConnection
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)), sql: text)
    }
}

extension SQLiteStatements.Lent {
    /// The row that the last step came to.
    var row: SQLRow {
        let count = sqlite3_column_count(statement)
        return SQLRow((0..<count).map(value), names: names)
    }

    private func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .text(String(sqlite3_column_double(statement, column)))
        case SQLITE_TEXT: return .text(text(column))
        default: return .null
        }
    }

    /// With its length, since a NUL may be inside.
    private func text(_ column: Int32) -> String {
        let bytes = UnsafeBufferPointer(
            start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
        return String(decoding: bytes, as: UTF8.self)
    }
}
