import BillingAPI
import HostFactAPI
import PostgresTesting
import SQLStore
import Synchronization
import Testing

@testable import BillingEngine

@Suite struct DemoDataTests {
    private static let dump = "SELECT * FROM debtor"

    @Test func theSameSeedMakesTheSameRecords() async throws {
        let (a, b) = (try await TestEngine(debtors: 120), try await TestEngine(debtors: 120))
        for table in ["debtor", "product", "service", "m4_user", "debtor_group", "product_group"] {
            let query = "SELECT * FROM \(table) ORDER BY 1, 2"
            #expect(try await a.rows(query).map(\.values) == b.rows(query).map(\.values))
        }
    }

    /// In parts, while indexes and triggers are away.
    @Test func aLargeSetIsMadeAsASmallOneIs() async throws {
        let (small, place) = (try await TestEngine(debtors: 120), try await TestDatabase())
        let large = try place.open()
        let parts = Mutex<[Int]>([])
        let calendar = DemoCalendar(today: TestEngine.seedMoment.date)
        try await DemoData.fill(large, DemoSize(debtors: 120), 1, calendar, 50) { done, _ in
            parts.withLock { $0.append(done) }
        }
        #expect(parts.withLock { $0.count } > 8)
        #expect(parts.withLock { $0 == $0.sorted() })
        let queries =
            ["debtor", "product", "service", "m4_user", "debtor_group", "product_group"].map {
                "SELECT * FROM \($0) ORDER BY 1, 2"
            } + ["SELECT name, sum(total) FROM row_count GROUP BY name ORDER BY name"]
            + (TestDatabase.isOnServer ? [] : ["SELECT type, name, sql FROM sqlite_master ORDER BY type, name"])
        for query in queries {
            let rows = try await large.read { try $0.rows(SQLQuery(query)).map(\.values) }
            #expect(try await small.rows(query).map(\.values) == rows, "\(query)")
        }
        for table in TestDatabase.isOnServer ? [] : ["debtor", "product", "service", "m4_user"] {
            // Throws when the index differs from the rows.
            try await large.write {
                try $0.execute(
                    SQLQuery("INSERT INTO \(table)_search(\(table)_search, rank) VALUES ('integrity-check', 1)"))
            }
        }
        #expect(try await EngineService(store: large).send(ListDebtors()).total == 120)
    }

    /// At any moment of its day, the first one too.
    @Test func nothingWasMadeOrChangedInTheFuture() async throws {
        let engine = try await TestEngine(debtors: 500)
        let begin = TestEngine.moment(TestEngine.seedMoment.date.text, hour: 0).text
        for table in ["debtor", "product", "service"] {
            let moments = ["Created", "Modified"] + (table == "service" ? ["TerminationCreated"] : [])
            for column in moments {
                // The vendors' own examples have a moment of their own.
                let query = "SELECT \(column) FROM \(table) WHERE Identifier > 2 AND \(column) >= ?"
                #expect(try await engine.rows(query, [.text(begin)]).isEmpty, "\(table) \(column)")
            }
            #expect(try await engine.rows("SELECT 1 FROM \(table) WHERE Modified < Created").isEmpty)
        }
    }

    /// A service is made, then ordered to end, then ends.
    @Test(arguments: [
        "TerminationCreated < Created", "substr(TerminationCreated, 1, 10) > TerminationDate",
        "StartContract > TerminationDate", "StartPeriod > TerminationDate", "TerminationCreated > Modified",
        "TerminationDate < ? AND EndPeriod <= TerminationDate",
    ]) func noServiceEndsBeforeItsTime(condition: String) async throws {
        let engine = try await TestEngine(debtors: 500)
        let today = [SQLValue.text(TestEngine.seedMoment.date.text)].filter { _ in condition.contains("?") }
        let query = "SELECT Identifier FROM service WHERE TerminationDate > '' AND \(condition)"
        #expect(try await engine.rows(query, today).isEmpty)
    }

    @Test func theCountsAndTheTextIndexAreTrue() async throws {
        let engine = try await TestEngine(debtors: 120)
        for (table, key) in [
            ("debtor", "Identifier"), ("product", "Identifier"), ("service", "Identifier"), ("m4_user", "id"),
        ] {
            let counted = try await engine.rows("SELECT sum(total) FROM row_count WHERE name = '\(table)'")
            #expect(try await engine.rows("SELECT \(key) FROM \(table)").count == counted.first?.integer(0))
            // PostgreSQL's index is part of the table.
            if TestDatabase.isOnServer { continue }
            // Throws when the index differs from the rows.
            try await engine.store.write {
                try $0.execute(
                    SQLQuery("INSERT INTO \(table)_search(\(table)_search, rank) VALUES ('integrity-check', 1)"))
            }
        }
    }

    @Test func hasWhatTheConsoleShows() async throws {
        let engine = try await TestEngine(debtors: 500)
        let user = try await engine.rows("SELECT username, accounting_number FROM m4_user WHERE id = 3").first
        #expect(user?.text("accounting_number") == "DB0001")
        #expect(try await engine.rows("SELECT 1 FROM m4_user WHERE usertype = 'manager'").count == 2)
        #expect(try await engine.rows("SELECT username FROM m4_user WHERE id = 0").first?.text(0) == "admin")
        let today = TestEngine.seedMoment.date.text
        for comparison in ["<", ">"] {
            let query = "SELECT 1 FROM service WHERE TerminationDate > '' AND TerminationDate \(comparison) ?"
            #expect(try await !engine.rows(query, [.text(today)]).isEmpty)
        }
        let linked =
            "SELECT 1 FROM m4_user WHERE usertype = 'user' AND accounting_number NOT IN (SELECT DebtorCode FROM debtor)"
        #expect(try await engine.rows(linked).isEmpty)
    }

    /// Checklist 12.8 of the M4 reference.
    @Test(arguments: [
        "usertype = 'admin' AND id = 0", "usertype = 'manager' AND only_assigned_users = '1'",
        "usertype = 'manager' AND only_assigned_users = '0'", "usertype = 'user' AND responsible_manager_id = 2",
        "usertype = 'user' AND responsible_manager_id IS NULL", "blocked = '1'", "hidden = '1'", "did_count > 0",
        "call_count > 0", "invoice_count > 0", "payment_count > 0", "id > 3 AND password_hash <> ''",
        "id > 3 AND did_count + call_count + invoice_count + payment_count = 0",
    ]) func usersOfEveryKindAreThere(condition: String) async throws {
        let engine = try await TestEngine(debtors: 500)
        #expect(try await !engine.rows("SELECT id FROM m4_user WHERE \(condition)").isEmpty)
    }

    @Test func theTextOfEveryRowIsThatOfItsColumns() async throws {
        let engine = try await TestEngine(debtors: 200)
        for row in try await engine.rows("SELECT * FROM debtor") {
            #expect(row.text("Folded") == DebtorTable.folded(row.texts))
        }
        for row in try await engine.rows("SELECT * FROM m4_user") {
            #expect(row.text("Folded") == UserTable.folded(row.texts))
        }
        let names =
            "(SELECT CompanyName FROM debtor WHERE Identifier = Debtor) AS CompanyName, "
            + "(SELECT Initials FROM debtor WHERE Identifier = Debtor) AS Initials, "
            + "(SELECT SurName FROM debtor WHERE Identifier = Debtor) AS SurName"
        for row in try await engine.rows("SELECT *, \(names) FROM service") {
            #expect(row.text("Folded") == ServiceTable.folded(row.texts))
        }
    }
}
