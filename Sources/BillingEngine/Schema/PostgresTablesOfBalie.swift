import SQLStore

/// What a PostgreSQL database is made by.
enum PostgresTablesOfBalie {
    static let current = PostgresSchema(
        // Programs of version 1 write no journal, those of version 2 say nothing of presence, and none knows a table that is
        // missing. Those of version 3 write mails without saying whose they are.
        Tables.all + [Tables.presence], version: 5, oldest: 1, steps: [version2, version3, version4, version5],
        contents: StandardMailTemplates.insert)
}
