import Foundation
import GRDB
import ProgramTesting

/// What a database file holds, read beside the program that has it open.
struct StoredData: Sendable {
    let path: String

    /// The option that makes the console open this file.
    var url: String { "sqlite:\(path)" }

    /// The rows of a query, each column's value as text; NULL is absent.
    func rows(_ sql: String, _ arguments: any DatabaseValueConvertible...) throws -> [[String: String]] {
        try read(sql, StatementArguments(arguments))
    }

    /// The first column of the first row as text, or nil when there is no row or it is NULL.
    func value(_ sql: String, _ arguments: any DatabaseValueConvertible...) throws -> String? {
        try open().read { database in
            try Row.fetchOne(database, sql: sql, arguments: StatementArguments(arguments)).flatMap { row in
                row.databaseValues.first.flatMap(Self.text)
            }
        }
    }

    /// The number of rows in a table.
    func count(of table: String) throws -> Int {
        try open().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)") ?? 0 }
    }

    private func read(_ sql: String, _ arguments: StatementArguments) throws -> [[String: String]] {
        try open().read { database in
            try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
                Dictionary(
                    row.compactMap { column, value in Self.text(value).map { (column, $0) } },
                    uniquingKeysWith: { first, _ in first })
            }
        }
    }

    func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(120)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension TemporaryHome {
    /// Where the console keeps its embedded database when it is told nothing.
    var defaultDatabase: StoredData {
        StoredData(path: self / "data/balie/balie.sqlite")
    }
}
