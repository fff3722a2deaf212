import Foundation

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

    private var columns: [String] {
        let table = Self.declared.max { known(in: $0) < known(in: $1) } ?? [:]
        return names.map { table[$0.lowercased()] ?? Self.any[$0.lowercased()] ?? $0 }
    }

    private func known(in table: [String: String]) -> Int { names.filter { table[$0.lowercased()] != nil }.count }

    subscript(name: String) -> SQLValue {
        columns.firstIndex { $0.caseInsensitiveCompare(name) == .orderedSame }.map { values[$0] } ?? .null
    }

    func text(_ name: String) -> String { self[name].text }

    func integer(_ name: String) -> Int { self[name].integer }

    var texts: [String: String] {
        Dictionary(zip(columns, values.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
}
