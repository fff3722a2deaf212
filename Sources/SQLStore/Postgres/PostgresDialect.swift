/// PostgreSQL's ways, with the functions that its tables are made with; see `PostgresFunctions`.
struct PostgresDialect: SQLDialect {
    func folded(_ expression: String) -> String { "\(PostgresFunctions.fold)(\(expression))" }

    func contains(_ expression: String) -> String { "strpos(\(expression), ?) > 0" }

    /// The columns are of the collation C, for which only ASCII has two cases, as for SQLite's NOCASE.
    func caseless(_ expression: String) -> String { "lower(\(expression))" }

    func equalsCaseless(_ expression: String) -> String { "lower(\(expression)) = lower(? COLLATE \"C\")" }

    func number(_ expression: String) -> String { "\(PostgresFunctions.number)(\(expression))" }

    /// What a query of its own gives has no order that an index knows.
    func unindexed(_ expression: String) -> String { "(SELECT \(expression))" }

    /// The statement's moment, and not that of the transaction, which may have waited for another.
    var seconds: String { "CAST(floor(extract(epoch FROM statement_timestamp())) AS bigint)" }

    /// Missing values come first, as in SQLite.
    func direction(isDescending: Bool) -> String { isDescending ? "DESC NULLS LAST" : "ASC NULLS FIRST" }
}
