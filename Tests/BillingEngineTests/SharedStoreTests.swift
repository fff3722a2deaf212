import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// Several consoles on one file.
@Suite struct SharedStoreTests {
    @Test func twoConsolesReadAndWriteAtTheSameTime() async throws {
        let first = try await TestEngine(debtors: 50)
        let second = EngineService(store: try Engine.open(first.url).store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...40 {
                let service: any BillingService = number.isMultiple(of: 2) ? first.service : second
                group.addTask {
                    var edit = EditDebtor()
                    edit[Debtor.identifier] = number
                    edit[Debtor.comment] = "Notitie \(number)"
                    _ = try await service.send(edit)
                    _ = try await service.send(ListDebtors())
                }
            }
            try await group.waitForAll()
        }
        #expect(try await first.rows("SELECT 1 FROM debtor WHERE Comment LIKE 'Notitie %'").count == 40)
    }

    @Test func theCounterTellsOfBothOnesWrites() async throws {
        let first = try await TestEngine()
        let second = EngineService(store: try Engine.open(first.url).store)
        var counters = [try await second.changeCounter()]
        for service in [first.service, second] {
            try await edit(service)
            counters.append(try await second.changeCounter())
        }
        #expect(Set(counters).count == 3)
        #expect(try await second.changeCounter() == counters.last)
    }

    /// Of its own it is told where the database tells which records they are.
    @Test func aConsoleIsToldOfTheWritesOfOthers() async throws {
        let first = try await TestEngine()
        let second = try await ChangesOfOthers(EngineService(store: try Engine.open(first.url).store))
        let edited = SystemChange.records([ChangedRecord(.debtor, 1)])
        #expect(second.tellsRecords == TestDatabase.isOnServer)
        for _ in 0..<3 {
            try await edit(second)
            #expect(try await second.look() == (second.tellsRecords ? edited : nil))
        }
        let told = second.tellsRecords ? edited : .anything
        try await edit(first.service)
        #expect(try await second.look() == told)
        #expect(try await second.look() == nil)
        try await edit(first.service)
        try await edit(first.service)
        #expect(try await second.look() == told)
    }

    @Test func refusedWriteOfOnesOwnIsNothingNew() async throws {
        let engine = try await TestEngine()
        let watched = try await ChangesOfOthers(EngineService(store: try Engine.open(engine.url).store))
        var edit = EditDebtor()
        edit[Debtor.identifier] = 999_999
        _ = try? await watched.send(edit)
        #expect(try await watched.look() == nil)
    }

    private func edit(_ service: any BillingService) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.comment] = "x"
        _ = try await service.send(edit)
    }

    @Test func openingAgainIsNotNew() async throws {
        let engine = try await TestEngine()
        #expect(try !Engine.open(engine.url).isNew)
    }

    @Test(arguments: [
        ("postgres://x:geheim@host/db", "?passfile=PATH"), ("postgres://x:geheim@host/db?nothing=1", "postgres://HOST"),
        ("mysql://x:geheim@host", "sqlite:PATH"), ("nothing", "sqlite:PATH"), ("sqlite:", "sqlite:PATH"),
    ])
    func otherDatabasesAreRefusedWithoutTheirPassword(url: String, remedy: String) throws {
        let error = #expect(throws: APIError.self) { try Engine.open(url) }
        #expect(error?.message.english.contains("geheim") == false)
        #expect(error?.message.english.contains(remedy) == true)
    }
}
