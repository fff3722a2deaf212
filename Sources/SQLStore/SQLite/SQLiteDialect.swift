/// SQLite's ways, with the functions that `SQLiteStore` registers.
struct SQLiteDialect: SQLDialect {
    static let foldFunction = "balie_fold"

    func folded(_ expression: String) -> String { "\(Self.foldFunction)(\(expression))" }

    func contains(_ expression: String) -> String { "instr(\(expression), ?) > 0" }

    func caseless(_ expression: String) -> String { "\(expression) COLLATE NOCASE" }

    func unindexed(_ expression: String) -> String { "+\(expression)" }
}
