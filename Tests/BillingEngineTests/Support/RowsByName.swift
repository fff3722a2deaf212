@testable import SQLStore

/// Tests ask SQLite for whatever columns there are, and read them by the names it gives them.
extension SQLRow {
    subscript(name: String) -> SQLValue { names.firstIndex(of: name).map { values[$0] } ?? .null }

    func text(_ name: String) -> String { self[name].text }

    func integer(_ name: String) -> Int { self[name].integer }

    var texts: [String: String] { Dictionary(zip(names, values.map(\.text)), uniquingKeysWith: { first, _ in first }) }
}
