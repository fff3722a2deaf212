import BillingAPI
import HostFactAPI
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// On a server the programs' role adds to the journal and changes nothing of it: whoever has their password has not more.
@Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
struct JournalRightsTests {
    private let database: TestDatabase
    private let programs: any SQLStore

    init() async throws {
        database = try await TestDatabase.onServer(isEmpty: true)
        let url = try await database.urlOfPrograms()
        try await Engine.migrate(database.url, for: TestDatabase.programs)
        programs = try Engine.open(url).store
        try await DemoData.fill(programs, debtors: 1, clock: .fixed(TestEngine.seedMoment))
    }

    @Test func itWritesAndSeals() async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Ede"
        _ = try await EngineService(store: programs, clock: .fixed(TestEngine.seedMoment)).send(edit)
        #expect(try await JournalSealer(store: programs).seal() == 1)
        #expect(try await DatabaseJournal(store: programs).verified().entries == 1)
    }

    @Test(arguments: [
        "UPDATE journal_entry SET actor = 'bram'", "DELETE FROM journal_entry", "UPDATE journal_seal SET entry = 1",
        "DELETE FROM journal_seal", "TRUNCATE journal_entry", "DROP TABLE journal_seal",
        "ALTER TABLE journal_entry ADD COLUMN x text",
    ])
    func nothingElse(statement: String) async throws {
        let error = await #expect(throws: StoreError.self) {
            try await programs.write { try $0.execute(SQLQuery(statement)) }
        }
        #expect(error?.kind == .noPermission, "\(String(describing: error))")
    }

    @Test func whoOwnsTheTablesForgets() async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Ede"
        _ = try await EngineService(store: programs, clock: .fixed(TestEngine.seedMoment)).send(edit)
        let refused = await #expect(throws: APIError.self) {
            try await DatabaseJournal(store: programs).erase(.debtor, 1)
        }
        #expect(refused?.message.english.hasPrefix("Nothing was taken out of the journal: only the role") == true)
        await #expect(throws: APIError.self) { try await DatabaseJournal(store: programs).prune(keepingMonths: 0) }
        let owner = DatabaseJournal(store: try database.open())
        #expect(try await owner.erase(.debtor, 1) == 1)
    }

    /// A role that had more rights, as of an earlier version, loses them.
    @Test func rightsThatWereGivenBeforeAreTaken() async throws {
        let owner = try database.open()
        try await owner.write {
            try $0.execute(SQLQuery("GRANT UPDATE, DELETE ON journal_entry TO \(TestDatabase.programs)"))
        }
        try await Engine.migrate(database.url, for: TestDatabase.programs)
        await #expect(throws: StoreError.self) {
            try await programs.write { try $0.execute(SQLQuery("DELETE FROM journal_entry")) }
        }
    }
}
