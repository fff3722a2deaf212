import GRDB

/// How rows come into an SQLite file, one by one or many at once, and how they are counted.
extension SQLiteTransaction {
    func insert(into table: SQLTable, _ values: [SQLAssignment]) throws -> Int {
        let isGiven = table.identity.map { key in values.contains { $0.column == key } } ?? true
        let columns = values.map(\.column)
        var statement = table.insertion(columns)
        if !isGiven, table.isReferredTo, let key = table.identity {
            let places = Array(repeating: "?", count: columns.count)
            statement = """
                INSERT INTO \(table.name) (\(([key] + columns).joined(separator: ", ")))
                VALUES (\(([Self.next(table.name, key)] + places).joined(separator: ", ")))
                """
        }
        try execute(SQLQuery(statement, values.map(\.value)))
        return Int(database.lastInsertedRowID)
    }

    /// One more than any row has, and than any had that is gone.
    private static func next(_ table: String, _ key: String) -> String {
        """
        (SELECT 1 + max(coalesce((SELECT max(\(key)) FROM \(table)), 0),
        coalesce((SELECT last FROM \(SQLiteTables.spent.name) WHERE name = '\(table)'), 0)))
        """
    }

    func lastIdentity(of table: SQLTable) throws -> Int {
        guard let key = table.identity else { return 0 }
        return try integer(SQLQuery("SELECT \(Self.next(table.name, key)) - 1"))
    }

    func spendIdentities(upTo last: Int, of table: SQLTable) throws {
        // Those of rows that are there need no memory.
        guard table.isReferredTo, last > (try lastIdentity(of: table)) else { return }
        try execute(
            SQLQuery(
                """
                INSERT INTO \(SQLiteTables.spent.name) (name, last) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET last = excluded.last
                """, [.text(table.name), .integer(last)]))
    }

    func count(_ table: SQLTable) throws -> Int {
        guard table.isCounted else { return try integer(SQLQuery("SELECT count(*) FROM \(table.name)")) }
        return try integer(
            SQLQuery("SELECT total FROM \(SQLiteTables.counts.name) WHERE name = ?", [.text(table.name)]))
    }

    func load(_ table: SQLTable, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws {
        let statement = table.insertion(columns)
        guard let key = table.identity else {
            for row in rows { try execute(SQLQuery(statement, row)) }
            return
        }
        if isFilling { return try load(table, key, statement, rows) }
        try withoutTriggers(of: table) { try load(table, key, statement, rows) }
    }

    private func load(
        _ table: SQLTable, _ key: String, _ statement: String, _ rows: some Sequence<[SQLValue]>
    ) throws {
        var loaded = Runs()
        for row in rows {
            try execute(SQLQuery(statement, row))
            loaded.add(Int(database.lastInsertedRowID))
        }
        if table.isSearched { for run in loaded.all { try fillIndex(of: table, key, run) } }
        guard table.isCounted else { return }
        try execute(
            SQLQuery(
                "UPDATE \(SQLiteTables.counts.name) SET total = total + ? WHERE name = ?",
                [.integer(loaded.count), .text(table.name)]))
    }

    /// Rows that come into an index in no order write most of its pages again with each part; from all rows in order it
    /// is made at once. Triggers and indexes are gone only inside this transaction.
    func filling(_ tables: [SQLTable], _ body: (SQLiteTransaction) throws -> Void) throws {
        let places = Array(repeating: "?", count: tables.count).joined(separator: ", ")
        let left = try rows(
            SQLQuery(
                """
                SELECT type, name, sql FROM sqlite_master
                WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN (\(places)) ORDER BY type
                """, tables.map { .text($0.name) }))
        let searched = tables.filter(\.isSearched)
        try database.execute(sql: "PRAGMA cache_size = -\(Self.fillingCache)")
        defer { try? database.setWritingCache() }
        for object in left { try database.execute(sql: "DROP \(object.text(0)) \(object.text(1))") }
        for table in searched { try keepBack(Self.mostKeptBack, of: table) }
        var filling = self
        filling.isFilling = true
        try body(filling)
        for table in searched { try keepBack(Self.usuallyKeptBack, of: table) }
        // What is sorted for an index takes as much again.
        try database.setWritingCache()
        for object in left { try database.execute(sql: object.text(2)) }
    }

    /// How many bytes of a text index's news wait in memory: the more, the fewer pieces of it are merged later.
    private func keepBack(_ bytes: Int, of table: SQLTable) throws {
        let index = "\(table.name)_search"
        try execute(SQLQuery("INSERT INTO \(index)(\(index), rank) VALUES ('hashsize', ?)", [.integer(bytes)]))
    }

    private static let mostKeptBack = 8 << 20
    /// FTS5's own choice.
    private static let usuallyKeptBack = 1 << 20

    /// KiB, for tables that only grow at their end.
    private static let fillingCache = 8_000

    func refold(_ table: SQLTable, _ texts: [(id: Int, text: String)]) throws {
        guard let key = table.identity else { return }
        var runs = Runs()
        for row in texts { runs.add(row.id) }
        try withoutTriggers(of: table) {
            for run in runs.all { try fillIndex(of: table, key, run, command: "'delete'") }
            for row in texts {
                try execute(
                    SQLQuery(
                        "UPDATE \(table.name) SET \(SQLTable.folded) = ? WHERE \(key) = ?",
                        [.text(row.text), .integer(row.id)]))
            }
            for run in runs.all { try fillIndex(of: table, key, run) }
        }
    }

    /// A statement with triggers writes the text index to disk after each row. The triggers are gone only inside this
    /// transaction.
    private func withoutTriggers(of table: SQLTable, _ body: () throws -> Void) throws {
        let triggers = try rows(
            SQLQuery("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [.text(table.name)])
        )
        try database.execute(sql: "PRAGMA cache_size = -\(Self.bulkCache)")
        defer { try? database.setWritingCache() }
        for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.text(0))") }
        try body()
        for trigger in triggers { try database.execute(sql: trigger.text(1)) }
    }

    /// Puts the rows' texts into the index, or takes them out of it by its command for that.
    private func fillIndex(
        of table: SQLTable, _ key: String, _ keys: ClosedRange<Int>, command: String? = nil
    ) throws {
        let (index, folded) = ("\(table.name)_search", SQLTable.folded)
        let columns = command == nil ? "rowid, \(folded)" : "\(index), rowid, \(folded)"
        let values = command.map { "\($0), \(key), \(folded)" } ?? "\(key), \(folded)"
        try execute(
            SQLQuery(
                "INSERT INTO \(index)(\(columns)) SELECT \(values) FROM \(table.name) WHERE \(key) BETWEEN ? AND ?",
                [.integer(keys.lowerBound), .integer(keys.upperBound)]))
    }

    /// KiB. The indexes' pages are met in no order; more of them at hand means fewer written twice.
    private static let bulkCache = 96_000
}

/// Numbers as they come, kept as ranges of those that follow each other.
private struct Runs {
    private(set) var all: [ClosedRange<Int>] = []
    private(set) var count = 0

    mutating func add(_ number: Int) {
        count += 1
        if let last = all.last, last.upperBound + 1 == number {
            all[all.count - 1] = last.lowerBound...number
        } else {
            all.append(number...number)
        }
    }
}
