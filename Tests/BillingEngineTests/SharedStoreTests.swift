import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
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
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.comment] = "x"
            _ = try await service.send(edit)
            counters.append(try await second.changeCounter())
        }
        #expect(Set(counters).count == 3)
        #expect(try await second.changeCounter() == counters.last)
    }

    @Test func openingAgainIsNotNew() async throws {
        let engine = try await TestEngine()
        #expect(try !Engine.open(engine.url).isNew)
    }

    @Test(arguments: ["postgres://x:geheim@host/db", "mysql:x", "nothing", "sqlite:"])
    func otherDatabasesAreRefusedWithoutTheirPassword(url: String) throws {
        let error = #expect(throws: APIError.self) { try Engine.open(url) }
        #expect(error?.message.english.contains("geheim") == false)
        #expect(error?.message.english.contains("sqlite:PATH") == true)
    }
}
