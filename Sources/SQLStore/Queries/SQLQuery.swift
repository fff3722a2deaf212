/// A value of a column or a placeholder.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    public static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }

    /// Nobody's name has it, one database cannot keep it, and programs beside us would take it for a text's end.
    static func check(_ text: String) throws(StoreError) {
        guard !text.utf8.contains(0) else { throw .nul }
    }
}

/// A statement with `?` placeholders and their values, or a part of one.
public struct SQLQuery: Hashable, Sendable {
    public var text: String
    public var arguments: [SQLValue]

    public init(_ text: String, _ arguments: [SQLValue] = []) {
        self.text = text
        self.arguments = arguments
    }

    /// Several parts with a word such as `AND` between them.
    public static func joined(_ parts: [SQLQuery], by separator: String) -> SQLQuery {
        SQLQuery(parts.map(\.text).joined(separator: separator), parts.flatMap(\.arguments))
    }

    public static func + (a: SQLQuery, b: SQLQuery) -> SQLQuery {
        SQLQuery(a.text + b.text, a.arguments + b.arguments)
    }

    public static func + (a: SQLQuery, b: String) -> SQLQuery { SQLQuery(a.text + b, a.arguments) }

    public static func + (a: String, b: SQLQuery) -> SQLQuery { SQLQuery(a + b.text, b.arguments) }
}
