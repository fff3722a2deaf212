import BillingAPI
import HostFactAPI
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

@Suite struct InstallationCopyTests {
    /// Where a copy goes: to another of its kind, and, where there is a server, to the other kind and back.
    private static let ways: [(source: Kind, target: Kind)] =
        [(.file, .file)]
        + (TestDatabase.hasServer ? [(.file, .server), (.server, .file), (.server, .server)] : [])

    enum Kind { case file, server }

    private func database(_ kind: Kind) async throws -> (TestDatabase, any SQLStore) {
        let database = kind == .file ? TestDatabase.file() : try await TestDatabase.onServer()
        return (database, try database.open())
    }

    private func everything(_ store: any SQLStore) async throws -> [[SQLValue]] {
        try await store.read { transaction in
            try InstallationCopy.tables.flatMap { try $0.rows(behind: nil, in: transaction).map(\.values) }
        }
    }

    @Test(arguments: ways)
    func aCopyHoldsEverythingAndSaysSo(source: Kind, target: Kind) async throws {
        let (from, original) = try await database(source)
        let (to, copy) = try await database(target)
        try await DemoData.fill(original, debtors: 60, clock: .fixed(TestEngine.seedMoment))
        let proofs = try await InstallationCopy(from: original, to: copy, named: "x", batch: 7).run()
        #expect(proofs.first { $0.table == "debtor" }?.rows == 60)
        #expect(try await everything(copy) == everything(original))
        _ = (from, to)
    }

    /// Of one that is gone too, in either kind of database.
    @Test(arguments: ways)
    func aCopyGivesNoIdentityOutAgain(source: Kind, target: Kind) async throws {
        let (from, original) = try await database(source)
        let (to, copy) = try await database(target)
        try await DemoData.fill(original, debtors: 5, clock: .fixed(TestEngine.seedMoment))
        let add = filled(AddGroup()) {
            $0[Group.name] = "x"
            $0[Group.type] = "debtor"
        }
        let service = EngineService(store: original, clock: .fixed(TestEngine.seedMoment))
        let added = try await service.send(add).record[Group.identifier] ?? 0
        _ = try await service.send(filled(DeleteGroup()) { $0[Group.identifier] = added })
        _ = try await InstallationCopy(from: original, to: copy, named: "x").run()
        let again = try await EngineService(store: copy, clock: .fixed(TestEngine.seedMoment)).send(add)
        #expect((again.record[Group.identifier] ?? 0) > added)
        _ = (from, to)
    }

    @Test(arguments: [(nil, "Asia/Tokyo", "Asia/Tokyo"), ("Europe/Amsterdam", "Asia/Tokyo", "Europe/Amsterdam")])
    func theZoneIsTheSourcesIfItHasOne(source: String?, target: String, after: String) async throws {
        let (from, to) = (TestDatabase.file(), TestDatabase.file())
        let (original, copy) = (try from.open(), try to.open())
        if let source { try await original.write { try InstallationZone.set(source, in: $0) } }
        try await copy.write { try InstallationZone.set(target, in: $0) }
        _ = try await InstallationCopy(from: original, to: copy, named: "x").run()
        #expect(try await copy.read { try InstallationZone.named(in: $0) } == after)
        _ = (from, to)
    }

    @Test func whatIsThereAlreadyIsLeftAlone() async throws {
        let (a, b) = (try await TestEngine(), try await TestEngine())
        let error = await #expect(throws: APIError.self) {
            try await InstallationCopy(from: a.store, to: b.store, named: "x").run()
        }
        #expect(error?.kind == .invalidInput)
    }

    /// As one that was killed leaves it; meanwhile rows came, went and changed.
    @Test(arguments: ways)
    func aCopyThatWasCutOffIsGoneOnWith(source: Kind, target: Kind) async throws {
        let (from, original) = try await database(source)
        let (to, copy) = try await database(target)
        try await DemoData.fill(original, debtors: 40, clock: .fixed(TestEngine.seedMoment))
        _ = try await InstallationCopy(from: original, to: copy, named: "x").run()
        try await copy.write { transaction in
            for statement in [
                "INSERT INTO installation (name, value) VALUES ('copy of', 'x')",
                "DELETE FROM service WHERE Identifier > 20", "DELETE FROM debtor_group WHERE RecordId > 30",
                "UPDATE debtor SET City = 'Elders' WHERE Identifier = 3",
            ] { try transaction.execute(SQLQuery(statement)) }
        }
        try await original.write { transaction in
            try transaction.execute(SQLQuery("DELETE FROM service WHERE Identifier = 4"))
            try transaction.execute(SQLQuery("UPDATE debtor SET Comment = 'later' WHERE Identifier = 7"))
        }
        let other = await #expect(throws: APIError.self) {
            try await InstallationCopy(from: original, to: copy, named: "y").run()
        }
        #expect(other?.kind == .invalidInput)
        _ = try await InstallationCopy(from: original, to: copy, named: "x", batch: 9).run()
        #expect(try await everything(copy) == everything(original))
        _ = (from, to)
    }
}

private func filled<Action: HostFactAction>(_ action: Action, _ fill: (inout Action) -> Void) -> Action {
    var action = action
    fill(&action)
    return action
}
