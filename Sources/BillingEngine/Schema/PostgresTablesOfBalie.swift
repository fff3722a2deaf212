import SQLStore

/// What a PostgreSQL database is made by.
enum PostgresTablesOfBalie {
    static let current = PostgresSchema(
        // Programs of version 1 write no journal, and know no table that is missing.
        Tables.all, version: 2, oldest: 1, steps: [version2], contents: StandardMailTemplates.insert)
}
