import BillingModel

/// One transaction of a PostgreSQL connection.
struct PostgresTransaction: StoreTransaction {
    let connection: PostgresConnection
    /// Whether nothing is written in it.
    var isReading = false

    var dialect: any SQLDialect { PostgresDialect() }

    func rows(_ query: SQLQuery) throws -> [SQLRow] { try connection.rows(query) }

    /// The rows come all at once: within one connection nothing else could be asked between them.
    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Bool) throws {
        for row in try rows(query) {
            if try !body(row) { return }
        }
    }

    func execute(_ query: SQLQuery) throws { _ = try connection.rows(query) }

    func insert(into table: SQLTable, _ values: [SQLAssignment]) throws -> Int {
        let statement = table.insertion(values.map(\.column))
        let arguments = values.map(\.value)
        guard let key = table.identity else {
            try execute(SQLQuery(statement, arguments))
            return 0
        }
        let id = try rows(SQLQuery("\(statement) RETURNING \(key)", arguments)).first?.integer(0) ?? 0
        if values.contains(where: { $0.column == key }) { try spendIdentities(upTo: id, of: table) }
        return id
    }

    func lastIdentity(of table: SQLTable) throws -> Int {
        guard let key = table.identity else { return 0 }
        return try integer(
            SQLQuery("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM \(Self.sequence(table, key))"))
    }

    func spendIdentities(upTo last: Int, of table: SQLTable) throws {
        guard let key = table.identity, last > 0 else { return }
        let sequence = Self.sequence(table, key)
        try execute(
            SQLQuery(
                "SELECT setval('\(sequence)', greatest(?, (SELECT last_value FROM \(sequence))))", [.integer(last)]))
    }

    /// Tables of another version are refused when the connection is opened.
    func has(_ table: SQLTable) throws -> Bool { true }
    func has(column: String, of table: SQLTable) throws -> Bool { true }

    func takesTurn(at work: Int) throws -> Bool {
        try row(SQLQuery("SELECT pg_try_advisory_xact_lock(?)", [.integer(work)]))?.text(0) == "t"
    }

    /// As PostgreSQL names it.
    static func sequence(_ table: SQLTable, _ key: String) -> String { "\(table.name)_\(key)_seq".lowercased() }

    /// Two transactions that see the same others as ended, and none that came after, see the same rows.
    func moment() throws -> StoreMoment? {
        guard isReading, let row = try row(SQLQuery("SELECT CAST(pg_current_snapshot() AS text)")) else { return nil }
        return StoreMoment(connection: connection.number, state: row.text(0))
    }

    func count(_ table: SQLTable) throws -> Int {
        guard table.isCounted else { return try integer(SQLQuery("SELECT count(*) FROM \(table.name)")) }
        return try integer(
            SQLQuery("SELECT sum(total) FROM \(PostgresTables.counts.name) WHERE name = ?", [.text(table.name)]))
    }

    func load(_ table: SQLTable, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws {
        let place = table.identity.flatMap { columns.firstIndex(of: $0) }
        var highest = 0
        let statement = "COPY \(table.name) (\(columns.joined(separator: ", "))) FROM STDIN"
        try connection.withoutLimits {
            try connection.copy(statement) { put throws(StoreError) in
                var text = ""
                for row in rows {
                    if let place { highest = max(highest, row[place].integer) }
                    text += try CopyText.line(row)
                    guard text.utf8.count > 60_000 else { continue }
                    try put(text)
                    text = ""
                }
                try put(text)
            }
        }
        try spendIdentities(upTo: highest, of: table)
    }

    func refold(_ table: SQLTable, _ texts: [(id: Int, text: String)]) throws {
        guard let key = table.identity else { return }
        for row in texts {
            try execute(
                SQLQuery(
                    "UPDATE \(table.name) SET \(SQLTable.folded) = ? WHERE \(key) = ?",
                    [.text(row.text), .integer(row.id)]))
        }
    }
}

/// Rows as COPY takes them. Source: PostgreSQL 15, COPY, text format.
enum CopyText {
    static func line(_ row: [SQLValue]) throws(StoreError) -> String {
        var line = ""
        for (index, value) in row.enumerated() {
            if index > 0 { line += "\t" }
            switch value {
            case .null: line += "\\N"
            case .integer(let number): line += String(number)
            case .text(let text): try append(text, to: &line)
            }
        }
        return line + "\n"
    }

    private static func append(_ text: String, to line: inout String) throws(StoreError) {
        for byte in text.utf8 where byte < 0x20 || byte == UInt8(ascii: "\\") {
            if byte == 0 { throw .nul }
            // Few texts have any.
            line += text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t")
                .replacing("\n", with: "\\n").replacing("\r", with: "\\r")
            return
        }
        line += text
    }
}
