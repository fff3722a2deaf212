/// What a query reads of each row, in an order by which the values are told apart.
///
/// Not by the names that the answer has: PostgreSQL gives a name back in small letters, whatever stood in the query.
public struct Selection: Sendable {
    public let names: [String]
    private let indices: [String: Int]
    /// The columns with commas between them, as they stand behind SELECT and RETURNING.
    public let columns: String

    /// - Parameter expression: How the column of a name is written; as it is, unless said otherwise.
    public init(_ names: [String], by expression: (String) -> String = { $0 }) {
        self.names = names
        indices = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        columns = names.map(expression).joined(separator: ", ")
    }

    public func from(_ source: String) -> String { "SELECT \(columns) FROM \(source)" }

    /// A row that was read by these columns.
    public func of(_ row: SQLRow) -> SelectedRow { SelectedRow(selection: self, row: row) }

    fileprivate func index(of name: String) -> Int { indices[name] ?? names.count }
}

/// A row whose values are known by the names that they were asked for by.
public struct SelectedRow: Sendable {
    fileprivate let selection: Selection
    fileprivate let row: SQLRow

    /// Null where nobody asked for such a column.
    public subscript(name: String) -> SQLValue { row[selection.index(of: name)] }

    /// The text of a value, empty for null.
    public func text(_ name: String) -> String { self[name].text }

    /// The number of a value; 0 for what is no number.
    public func integer(_ name: String) -> Int { self[name].integer }

    /// Every column with its text.
    public var texts: [String: String] {
        Dictionary(zip(selection.names, row.values.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
}
