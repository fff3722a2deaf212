import SQLStore

/// What a PostgreSQL database is made by.
enum PostgresTablesOfBalie {
    static let current = PostgresSchema(
        // Programs of version 1 write no journal, those of version 2 say nothing of presence, and none knows a table that is
        // missing.
        Tables.all + [Tables.presence], version: 3, oldest: 1, steps: [version2, version3],
        contents: StandardMailTemplates.insert)
}
