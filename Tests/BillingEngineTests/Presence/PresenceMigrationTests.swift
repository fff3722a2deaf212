import BillingAPI
import BillingModel
import PostgresTesting
import Testing

@testable import BillingEngine
@testable import SQLStore

/// Who has which record open came with the third version of a server's tables.
@Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
struct PresenceMigrationTests {
    private static let before = PostgresSchema(
        Tables.upToVersion3, version: 2, oldest: 1, contents: StandardMailTemplates.insert)

    private func columns(_ place: PostgresPlace) async throws -> [String] {
        let store = PostgresStore(place, schema: PostgresTablesOfBalie.current)
        return try await store.read { transaction in
            try transaction.rows(
                SQLQuery(
                    """
                    SELECT column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
                        || ' ' || coalesce(collation_name, '')
                    FROM information_schema.columns WHERE table_name = 'presence' ORDER BY ordinal_position
                    """)
            ).map { $0.text(0) }
        }
    }

    @Test func tablesOfTheVersionBeforeBecomeThoseOfThis() async throws {
        let (old, new) = (
            try await TestDatabase.onServer(isEmpty: true), try await TestDatabase.onServer(isEmpty: true)
        )
        let (oldPlace, newPlace) = (try PostgresPlace(old.url), try PostgresPlace(new.url))
        _ = try await PostgresMigration(oldPlace, Self.before).run(for: nil)
        #expect(
            try await PostgresMigration(oldPlace, PostgresTablesOfBalie.current).run(for: nil)
                == .brought(from: 2, to: 5))
        _ = try await PostgresMigration(newPlace, PostgresTablesOfBalie.current).run(for: nil)
        let found = try await columns(oldPlace)
        #expect(try await columns(newPlace) == found)
        #expect(found.count == 7)
    }

    /// Servers are upgraded one by one.
    @Test func programOfTheVersionBeforeMayStillUseThem() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let place = try PostgresPlace(database.url)
        _ = try await PostgresMigration(place, PostgresTablesOfBalie.current).run(for: nil)
        try await PostgresStore(place, schema: Self.before).check()
    }

    @Test func roleThatWorksWithTheRecordsMayWorkWithPresenceToo() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let place = try PostgresPlace(database.url)
        // Roles are the whole server's.
        let role = "worker_\(OpenForm.newID())"
        let store = PostgresStore(place, schema: PostgresTablesOfBalie.current)
        let desk = PostgresThread("role") { try PostgresConnection(place) }
        _ = try await desk.run { try $0.script("CREATE ROLE \(role)") }
        desk.close()
        _ = try await PostgresMigration(place, Self.before).run(for: role)
        _ = try await PostgresMigration(place, PostgresTablesOfBalie.current).run(for: nil)
        for right in ["SELECT", "INSERT", "UPDATE", "DELETE"] {
            let has = try await store.read { transaction in
                try transaction.row(
                    SQLQuery(
                        "SELECT has_table_privilege(?, 'presence', ?)::text", [.text(role), .text(right)]))?
                    .text(0)
            }
            #expect(has == "true", "\(right)")
        }
    }
}
