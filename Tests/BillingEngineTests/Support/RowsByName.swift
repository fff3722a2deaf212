import Synchronization

@testable import BillingEngine
@testable import SQLStore

/// Tests ask a database for whatever columns there are, and read them by the names that they were declared by:
/// PostgreSQL gives names back in small letters.
extension SQLRow {
    /// The declared names of each table by those in small letters.
    private static let declared = Tables.all.map { table in
        Dictionary(
            ([table.identity ?? ""] + table.columns.map(\.name)).map { ($0.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    private static let any = declared.reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// What the columns of an answer are called, and where each stands by its name in small letters.
    private struct Columns {
        var names: [String]
        var places: [String: Int]

        init(_ row: SQLRow) {
            let table = SQLRow.declared.max { row.known(in: $0) < row.known(in: $1) } ?? [:]
            names = row.names.map { table[$0.lowercased()] ?? SQLRow.any[$0.lowercased()] ?? $0 }
            let lowered = names.map { $0.lowercased() }
            places = Dictionary(zip(lowered, lowered.indices), uniquingKeysWith: { first, _ in first })
        }
    }

    /// Found out once for each row of names: there are hundreds of thousands of rows, and few such.
    private static let seen = Mutex<[[String]: Columns]>([:])

    private var columns: Columns {
        Self.seen.withLock { seen in
            if let known = seen[names] { return known }
            let columns = Columns(self)
            seen[names] = columns
            return columns
        }
    }

    private func known(in table: [String: String]) -> Int { names.count { table[$0.lowercased()] != nil } }

    subscript(name: String) -> SQLValue { columns.places[name.lowercased()].map { values[$0] } ?? .null }

    func text(_ name: String) -> String { self[name].text }

    func integer(_ name: String) -> Int { self[name].integer }

    var texts: [String: String] {
        Dictionary(zip(columns.names, values.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
}
