import BillingAPI
import HostFactAPI
import M4API
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// What a program on a server is told of another one's writes.
@Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
struct ToldChangesTests {
    /// Two programs on one database.
    private struct Desks {
        let database: TestDatabase
        let writing: EngineService
        let store: any SQLStore
        let told: ChangesOfOthers

        init() async throws {
            database = try await TestDatabase.onServer()
            store = try database.open()
            writing = EngineService(store: store, clock: .fixed(TestEngine.seedMoment))
            try await DemoData.fill(store, debtors: 3, clock: .fixed(TestEngine.seedMoment))
            told = try await ChangesOfOthers(EngineService(store: try database.open()))
        }

        func toldOf(_ write: (any BillingService) async throws -> Void) async throws -> SystemChange? {
            try await write(writing)
            // Woken, not asked again and again.
            await told.news()
            return try await told.look()
        }
    }

    @Test func anEditIsToldWithKindAndIdentifier() async throws {
        let desks = try await Desks()
        let change = try await desks.toldOf { service in
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.comment] = "Told"
            _ = try await service.send(edit)
        }
        #expect(change == .records([ChangedRecord(.debtor, 1)]))
    }

    /// Their services show and are found by that name.
    @Test func whatFollowsFromAnEditIsToldToo() async throws {
        let desks = try await Desks()
        let query = SQLQuery("SELECT Identifier FROM service WHERE Debtor = 1")
        let services = try await desks.store.read { try $0.rows(query).map { $0.integer(0) } }
        #expect(!services.isEmpty)
        let change = try await desks.toldOf { service in
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.companyName] = "Told Bakery"
            _ = try await service.send(edit)
        }
        #expect(change == .records(Set([ChangedRecord(.debtor, 1)] + services.map { ChangedRecord(.service, $0) })))
    }

    @Test func theNewRecordIsToldByItsIdentifier() async throws {
        let desks = try await Desks()
        let change = try await desks.toldOf { service in
            var group = AddGroup()
            group[Group.name] = "Told"
            group[Group.type] = "debtor"
            _ = try await service.send(group)
        }
        let last = try await desks.store.read { try $0.lastIdentity(of: Tables.group) }
        #expect(change == .records([ChangedRecord(.group, last)]))
    }

    @Test func manyRecordsAreToldByTheirKind() async throws {
        let desks = try await Desks()
        let change = try await desks.toldOf { _ in
            try await desks.store.write { try $0.execute(SQLQuery("UPDATE m4_user SET comment = 'Told'")) }
        }
        #expect(change == .records([ChangedRecord(.user)]))
    }

    @Test func whatIsNoRecordIsNotTold() async throws {
        let desks = try await Desks()
        let change = try await desks.toldOf { _ in _ = try await APIKeys(store: desks.store).add("desk") }
        #expect(change == nil)
        #expect(try await desks.told.look() == nil)
    }

    @Test func whatIsTrueOfTheWholeInstallationMayChangeAnything() async throws {
        let desks = try await Desks()
        let change = try await desks.toldOf { _ in
            try await desks.store.write { try InstallationZone.set("Europe/Amsterdam", in: $0) }
        }
        #expect(change == .anything)
    }

    /// Nobody knows what was missed meanwhile.
    @Test func anythingMayHaveChangedWhileTheConnectionWasLost() async throws {
        let desks = try await Desks()
        let others = "pid <> pg_backend_pid() AND datname = current_database()"
        let change = try await desks.toldOf { _ in
            let end = SQLQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE \(others)")
            _ = try await desks.store.read { try $0.rows(end) }
        }
        #expect(change == .anything)
        #expect(try await desks.told.look() == nil)
    }
}
