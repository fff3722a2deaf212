import BillingAPI
import Foundation
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// The tables as they are declared, against the files that are out there.
@Suite struct DeclaredTablesTests {
    /// Everything that the file holds beside rows: kind, name and statement, the white space and quotes left out that
    /// scripts may set in other ways.
    private func schema(_ store: any SQLStore) async throws -> [String] {
        try await store.read { transaction in
            // FTS5 makes tables of its own.
            let rows = try transaction.rows(
                SQLQuery("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"))
            return rows.map { row in
                let words = row.text(2).replacingOccurrences(of: "\"", with: "").split(whereSeparator: \.isWhitespace)
                let text = words.joined(separator: " ").replacingOccurrences(of: "( ", with: "(")
                    .replacingOccurrences(of: " )", with: ")").replacingOccurrences(of: " ,", with: ",")
                return "\(row.text(0)) \(row.text(1)): \(text)"
            }
        }
    }

    private func inFile<T>(_ schema: SQLSchema, _ body: (SQLiteStore) async throws -> T) async throws -> T {
        let folder = NSTemporaryDirectory() + "tables-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(try SQLiteStore(path: "\(folder)/x.sqlite", schema: schema))
    }

    private func shipped(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: "Shipped/\(name)"), encoding: .utf8)
    }

    /// Version by version, as the programs of their time made them.
    @Test(arguments: SQLiteSchema.current.scripts.indices)
    func aFileOfAnyVersionEndsInTheDeclaredTables(index: Int) async throws {
        let declared = try await inFile(SQLiteSchema.current, schema)
        let folder = NSTemporaryDirectory() + "tables-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/x.sqlite"
        _ = try SQLiteStore(path: path, schema: ShippedScripts.schema(index + 1))
        let store = try SQLiteStore(path: path, schema: SQLiteSchema.current)
        #expect(!store.isNew)
        let found = try await schema(store)
        #expect(found.filter { !declared.contains($0) } == [])
        #expect(declared.filter { !found.contains($0) } == [])
    }

    /// A database on a server that was made by the first version, as that one printed its tables.
    @Test(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
    func tablesOfVersion1OnAServerEndInTheDeclaredOnes() async throws {
        let first = PostgresSchema(
            Tables.upToVersion3.filter { !$0.isOnlyAddedTo }, version: 1, oldest: 1,
            contents: StandardMailTemplates.insert)
        let script = PostgresTables.script(making: first.tables) + "\n"
        #expect(ContentHash.digits(of: script) == "17e06aecde0942ca87e43c985e1c52e6f4c322c26364fff3f98338251ec2c942")
        let (old, new) = (
            try await TestDatabase.onServer(isEmpty: true), try await TestDatabase.onServer(isEmpty: true)
        )
        _ = try await PostgresMigration(PostgresPlace(old.url), first).run(for: nil)
        #expect(try await Engine.migrate(old.url) == .brought(from: 1, to: 5))
        #expect(try await Engine.migrate(new.url) == .made)
        let (brought, made) = (try await onServer(old.open()), try await onServer(new.open()))
        #expect(brought == made && brought.contains { $0.contains("journal_seal") })
    }

    /// Columns, indexes and constraints.
    private func onServer(_ store: any SQLStore) async throws -> [String] {
        let queries = [
            """
            SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, ''),
            coalesce(collation_name, ''), is_identity FROM information_schema.columns WHERE table_schema = 'public'
            ORDER BY table_name, ordinal_position
            """,
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef",
            """
            SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
            """,
        ]
        return try await store.read { transaction in
            try queries.flatMap { query in
                try transaction.rows(SQLQuery(query)).map { $0.values.map(\.text).joined(separator: " ") }
            }
        }
    }

    /// A change here is a change of the schema: it needs a script, and this picture taken anew.
    @Test(arguments: [
        ("sqlite.sql", SQLiteTables.script(making:)), ("postgresql.sql", PostgresTables.script(making:)),
    ])
    func whatIsPrintedIsAsRecorded(name: String, script: @Sendable ([SQLTable]) -> String) throws {
        let printed = script(Tables.all) + "\n"
        if let folder = ProcessInfo.processInfo.environment["BALIE_TAKE_PICTURES"] {
            try printed.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        #expect(try printed == shipped(name))
    }

    /// Beside the white space of two statements, and the columns that came later, the text is the file's own.
    @Test func mostTablesArePrintedByteForByteAsTheFirstScriptsHaveThem() async throws {
        let printed = SQLiteTables.script(making: Tables.all)
        let scripts = try [1, 2].map(ShippedScripts.text).joined(separator: "\n")
        let statements = scripts.split(separator: "\nCREATE ").filter { $0.hasPrefix("TABLE ") }
        let exact = statements.filter { printed.contains($0) }
        #expect(exact.count > statements.count / 2)
    }

    @Test func everyTableThatIsPointedAtComesFirst() {
        var known: Set<String> = []
        for table in Tables.all {
            known.insert(table.name)
            for column in table.columns {
                guard let reference = column.reference else { continue }
                #expect(known.contains(reference.table), "\(table.name).\(column.name)")
            }
        }
    }
}

extension Tables {
    /// As servers had them up to version 3: mails without their debtors, and no indexes for ready filters.
    static var upToVersion3: [SQLTable] {
        let later: Set = ["debtor_without_login", "debtor_temporary_password", "m4_user_blocked", "m4_user_block_at"]
        return all.map { table in
            guard table.name == mail.name else {
                var table = table
                table.indexes.removeAll { later.contains($0.name) }
                return table
            }
            return SQLTable(
                table.name, table.key, table.columns.filter { $0.name != OutgoingMail.debtorColumn },
                indexes: Array(table.indexes.prefix(1)))
        }
    }
}
