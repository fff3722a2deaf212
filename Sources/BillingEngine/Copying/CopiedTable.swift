import BillingAPI
import Crypto
import Foundation
import SQLStore

/// A table as it is carried from one database to another: every column, in the order of the key.
struct CopiedTable: Sendable {
    let table: SQLTable
    let columns: [String]
    /// Where the key's columns are among them.
    private let places: [Int]

    init(_ table: SQLTable) {
        self.table = table
        switch table.key {
        case .identity(let name):
            columns = [name] + table.columns.map(\.name)
            places = [0]
        case .columns(let names):
            columns = table.columns.map(\.name)
            places = names.compactMap { name in table.columns.firstIndex { $0.name == name } }
        case .lines:
            preconditionFailure("\(table.name) has no key, and no rows of its own to copy")
        }
    }

    func key(of row: SQLRow) -> [SQLValue] { places.map { row[$0] } }

    /// The columns that a database of an earlier version, which is only read, does not have yet.
    func lacking(in transaction: any StoreTransaction) throws -> Set<String> {
        Set(try columns.filter { try !transaction.has(column: $0, of: table) })
    }

    /// Rows behind a key, up to another one or to a number of them.
    ///
    /// - Parameter lacking: Columns that the database does not have; they are empty.
    func rows(
        behind last: [SQLValue]?, upTo end: [SQLValue]? = nil, atMost limit: Int? = nil, lacking: Set<String> = [],
        in transaction: any StoreTransaction
    ) throws -> [SQLRow] {
        let names = places.map { columns[$0] }
        var conditions: [SQLQuery] = []
        if let last { conditions.append(Self.comparison(names, ">", last)) }
        if let end { conditions.append(Self.comparison(names, "<=", end)) }
        let filter = conditions.isEmpty ? SQLQuery("") : " WHERE " + SQLQuery.joined(conditions, by: " AND ")
        let order = " ORDER BY \(names.joined(separator: ", "))" + (limit.map { " LIMIT \($0)" } ?? "")
        let selected = columns.map { lacking.contains($0) ? "NULL AS \($0)" : $0 }.joined(separator: ", ")
        return try transaction.rows("SELECT \(selected) FROM \(table.name)" + filter + order)
    }

    /// Hands on all rows, some at a time: those behind a key, and up to another one or, without one, to the end.
    func forEachPart(
        of size: Int, lacking: Set<String> = [], in transaction: any StoreTransaction,
        _ body: (_ rows: [SQLRow], _ behind: [SQLValue]?, _ end: [SQLValue]?) throws -> Void
    ) throws {
        var last: [SQLValue]?
        repeat {
            let rows = try rows(behind: last, atMost: size, lacking: lacking, in: transaction)
            let end = rows.count < size ? nil : rows.last.map(key)
            try body(rows, last, end)
            last = end
        } while last != nil
    }

    private static func comparison(_ names: [String], _ sign: String, _ values: [SQLValue]) -> SQLQuery {
        let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
        return SQLQuery("(\(names.joined(separator: ", "))) \(sign) (\(places))", values)
    }

    private func isRow(_ key: [SQLValue]) -> SQLQuery {
        SQLQuery(places.map { "\(columns[$0]) = ?" }.joined(separator: " AND "), key)
    }

    func delete(_ key: [SQLValue], in transaction: any StoreTransaction) throws {
        try transaction.execute("DELETE FROM \(table.name) WHERE " + isRow(key))
    }

    func update(_ row: SQLRow, in transaction: any StoreTransaction) throws {
        let others = columns.indices.filter { !places.contains($0) }
        guard !others.isEmpty else { return }
        let assignments = SQLQuery(
            others.map { "\(columns[$0]) = ?" }.joined(separator: ", "), others.map { row[$0] })
        try transaction.execute("UPDATE \(table.name) SET " + assignments + " WHERE " + isRow(key(of: row)))
    }
}

/// The number of a table's rows and a digest of all that they hold, by which two databases are told apart.
struct TableDigest: Equatable, Sendable {
    private(set) var count = 0
    private var hash = SHA256()

    mutating func add(_ row: SQLRow) {
        count += 1
        var text = ""
        for value in row.values {
            switch value {
            case .null: text += "-;"
            // With its length before it, so that no two rows read alike.
            case .integer, .text: text += "\(value.text.utf8.count):\(value.text);"
            }
        }
        hash.update(data: Data(text.utf8))
    }

    var digits: String { ContentHash.digits(Array(hash.finalize())[...]) }

    static func == (a: TableDigest, b: TableDigest) -> Bool { a.count == b.count && a.digits == b.digits }
}
