import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// What the rows of a list say of the services of a debtor.
@Suite struct ServiceCountTests {
    /// By the days on which services of debtor 1 end; nil is one that goes on. Today is 24 November 2022.
    private static let cases: [([String?], ServiceCount, ServiceCount.State)] = [
        ([], ServiceCount(), .none), ([nil, nil], ServiceCount(running: 2), .running),
        ([nil, "2022-12-31"], ServiceCount(running: 2, ending: 1), .ending),
        // A service runs on the day on which it ends.
        (["2022-11-24"], ServiceCount(running: 1, ending: 1), .ending),
        (["2022-11-23"], ServiceCount(ended: 1), .ended),
        (["2022-11-23", nil], ServiceCount(running: 1, ended: 1), .running),
    ]

    private func listed(_ engine: TestEngine, _ change: (inout ListDebtors) -> Void) async throws -> Record<Debtor>? {
        var list = ListDebtors()
        change(&list)
        return try await engine.service.send(list).page.rows.first
    }

    @Test(arguments: cases)
    func tellsHowManyRunEndAndHaveEnded(ends: [String?], count: ServiceCount, state: ServiceCount.State) async throws {
        let engine = try await TestEngine()
        try await engine.store.write { transaction in
            try transaction.execute(SQLQuery("DELETE FROM service"))
        }
        for end in ends {
            var add = AddService()
            add[Subscription.debtorCode] = "DB0001"
            add[Subscription.productCode] = "P001"
            let id = try #require(try await engine.service.send(add).record[Subscription.identifier])
            guard let end else { continue }
            try await engine.store.write { transaction in
                try transaction.execute(
                    SQLQuery(
                        "UPDATE service SET TerminationDate = ? WHERE Identifier = ?", [.text(end), .integer(id)]))
            }
        }
        let row = try await listed(engine) { $0.tellsMore = true }
        #expect(row?.services == count)
        #expect(row?.services?.state == state)
    }

    @Test func isToldOnlyToWhoAsksAndIsNoMemberOfTheWire() async throws {
        let engine = try await TestEngine()
        #expect(try await listed(engine) { _ in }?.services == nil)
        #expect(try await listed(engine) { $0.tellsMore = true }?.services != nil)
        let shown = try await engine.service.send(ShowDebtor(1)).record
        #expect(shown.services == nil)
    }

    /// One question more, about the rows of the page alone, however many customers there are.
    @Test(arguments: [20, 400]) func countsOfAPageCostOneQuestion(debtors: Int) async throws {
        let engine = try await TestEngine(debtors: debtors)
        func statements(tellsMore: Bool) async throws -> [String] {
            let store = CountingStore(engine.store)
            var list = ListDebtors()
            (list[ListParameters.limit], list.tellsMore) = (15, tellsMore)
            _ = try await EngineService(store: store, clock: .fixed(TestEngine.seedMoment)).send(list)
            return store.statements
        }
        _ = try await statements(tellsMore: true)
        let (plain, more) = (try await statements(tellsMore: false), try await statements(tellsMore: true))
        #expect(more.count == plain.count + 1, "\(more.joined(separator: "\n"))")
        let question = try #require(more.first { $0.contains("FROM service") })
        #expect(question.filter { $0 == "?" }.count == 15 + 1, "\(question)")
    }
}
