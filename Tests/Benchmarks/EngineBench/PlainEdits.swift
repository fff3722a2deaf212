import GRDBSQLite

/// The statements of one edit of a product, prepared once, through nothing but SQLite.
final class PlainEdits {
    struct Failure: Error {
        var message: String
    }

    private var connection: OpaquePointer?
    private var statements: [OpaquePointer?] = []

    init(_ path: String) throws {
        guard sqlite3_open(path, &connection) == SQLITE_OK else { throw failure }
        for text in ["PRAGMA synchronous = FULL", "PRAGMA foreign_keys = 1", "PRAGMA cache_size = -4000"] {
            guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else { throw failure }
        }
        sqlite3_busy_timeout(connection, 5000)
        for text in Self.texts {
            var statement: OpaquePointer?
            guard sqlite3_prepare_v2(connection, text, -1, &statement, nil) == SQLITE_OK else { throw failure }
            statements.append(statement)
        }
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement) }
        sqlite3_close(connection)
    }

    func edit(suffix: String) throws {
        for (place, statement) in statements.enumerated() {
            sqlite3_reset(statement)
            if place == Self.update { sqlite3_bind_text(statement, 1, suffix, -1, Self.copied) }
            while true {
                let code = sqlite3_step(statement)
                if code == SQLITE_DONE { break }
                guard code == SQLITE_ROW else { throw failure }
                for column in 0..<sqlite3_column_count(statement) { _ = sqlite3_column_text(statement, column) }
            }
            sqlite3_reset(statement)
        }
    }

    private var failure: Failure { Failure(message: String(cString: sqlite3_errmsg(connection))) }

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    private static let update = 4

    private static let texts = [
        "BEGIN IMMEDIATE", "SELECT Identifier FROM product WHERE Identifier = 1", product, groups,
        "UPDATE product SET NumberSuffix = ?, Modified = '2026-01-01 12:00:00', Folded = Folded WHERE Identifier = 1",
        product, groups, entry, "COMMIT",
    ]

    /// Of the journal, which is written with the change.
    private static let entry = """
        INSERT INTO journal_entry (id, moment, actor, proof, origin, address, terminal, action, kind, record, intent,
        reason, ticket, salt, changes) VALUES ((SELECT 1 + max(coalesce((SELECT max(id) FROM journal_entry), 0),
        coalesce((SELECT last FROM spent_identity WHERE name = 'journal_entry'), 0))), '2026-01-01T12:00:00Z', 'anna',
        'user', 'anna@desk-2', '', '', 'product edit', 'product', 1, '', '', '', '00112233445566778899aabbccddeeff',
        '[{"after":"piece 2","before":"piece 1","field":"NumberSuffix"}]')
        """

    private static let product = """
        SELECT Identifier, ProductCode, ProductName, ProductKeyPhrase, ProductDescription, ProductType, ProductTld,
        PriceExcl, PricePeriod, TaxPercentage, NumberSuffix, HasCustomPrice, CustomPrices, Cost, PackageID, Created,
        Modified FROM product WHERE Identifier IN (1)
        """

    private static let groups = """
        SELECT g.Identifier, g.GroupName FROM product_group AS m JOIN record_group AS g ON g.Identifier = m.GroupId
        WHERE m.RecordId = 1 ORDER BY g.Identifier
        """
}
