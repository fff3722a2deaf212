/// One row of a result, read by the order of its columns; see `Selection`.
public struct SQLRow: Sendable {
    public let values: [SQLValue]
    /// As the database calls them.
    let names: [String]

    public init(_ values: [SQLValue], names: [String] = []) {
        self.values = values
        self.names = names
    }

    public subscript(index: Int) -> SQLValue { values.indices.contains(index) ? values[index] : .null }

    /// The text of a value, empty for null.
    public func text(_ index: Int) -> String { self[index].text }

    /// The number of a value; 0 for what is no number.
    public func integer(_ index: Int) -> Int { self[index].integer }
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
