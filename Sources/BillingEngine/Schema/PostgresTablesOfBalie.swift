import SQLStore

/// What a PostgreSQL database is made by.
enum PostgresTablesOfBalie {
    static let current = PostgresSchema(
        Tables.all, version: 1, oldest: 1, contents: StandardMailTemplates.insert)
}
