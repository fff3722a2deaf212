/// SQLite's ways, with the functions that `SQLiteStore` registers.
struct SQLiteDialect: SQLDialect {
    static let foldFunction = "balie_fold"

    func folded(_ expression: String) -> String { "\(Self.foldFunction)(\(expression))" }

    func contains(_ expression: String) -> String { "instr(\(expression), ?) > 0" }

    func caseless(_ expression: String) -> String { "\(expression) COLLATE NOCASE" }

    func equalsCaseless(_ expression: String) -> String { "\(caseless(expression)) = ?" }

    func number(_ expression: String) -> String { "CAST(\(expression) AS NUMERIC)" }

    func unindexed(_ expression: String) -> String { "+\(expression)" }

    var seconds: String { "CAST(strftime('%s', 'now') AS INTEGER)" }

    func direction(isDescending: Bool) -> String { isDescending ? "DESC" : "ASC" }
}
