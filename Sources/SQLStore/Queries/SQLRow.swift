/// The names of a result's columns, shared by all its rows.
public final class ColumnNames: Sendable {
    public let names: [String]
    private let indices: [String: Int]

    public init(_ names: [String]) {
        self.names = names
        indices = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func index(of name: String) -> Int? { indices[name] }
}

/// One row of a result, read by column name or by index.
public struct SQLRow: Sendable {
    public let columns: ColumnNames
    public let values: [SQLValue]

    public init(_ columns: ColumnNames, _ values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    public subscript(index: Int) -> SQLValue { values.indices.contains(index) ? values[index] : .null }

    /// Null when there is no such column.
    public subscript(name: String) -> SQLValue { columns.index(of: name).map { values[$0] } ?? .null }

    /// The text of a value, empty for null.
    public func text(_ name: String) -> String { self[name].text }

    public func text(_ index: Int) -> String { self[index].text }

    /// The number of a value; 0 for what is no number.
    public func integer(_ name: String) -> Int { self[name].integer }

    public func integer(_ index: Int) -> Int { self[index].integer }

    /// Every column with its text.
    public var texts: [String: String] {
        Dictionary(zip(columns.names, values.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
}

extension SQLValue {
    public var text: String {
        switch self {
        case .null: ""
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }

    public var integer: Int {
        switch self {
        case .null: 0
        case .integer(let number): Int(number)
        case .text(let text): Int(text) ?? 0
        }
    }
}
