import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// What tells one state of the data from another.
@Suite struct StoreMomentTests {
    private static let change = SQLQuery("UPDATE debtor SET City = 'Delft' WHERE Identifier = 1")

    @Test func everyWriteMakesAnother() async throws {
        let engine = try await TestEngine(debtors: 3)
        var moments: [StoreMoment] = []
        for _ in 0..<4 {
            moments.append(try #require(try await engine.store.read { try $0.moment() }))
            try await engine.store.write { try $0.execute(Self.change) }
        }
        #expect(Set(moments).count == moments.count)
    }

    /// On a server, what others write elsewhere makes another moment too.
    @Test(.disabled(if: TestDatabase.isOnServer)) func withoutAWriteItStays() async throws {
        let engine = try await TestEngine(debtors: 3)
        let first = try await engine.store.read { try $0.moment() }
        #expect(first != nil)
        #expect(try await engine.store.read { try $0.moment() } == first)
    }

    /// It is that of the rows that are read, whatever comes meanwhile.
    @Test func itIsThatOfTheRowsThatAreRead() async throws {
        let engine = try await TestEngine(debtors: 3)
        let moments = try await engine.store.read { transaction in
            [try transaction.moment(), try transaction.moment()]
        }
        #expect(moments[0] == moments[1])
    }

    @Test func whoWritesHasNone() async throws {
        let engine = try await TestEngine(debtors: 3)
        #expect(try await engine.store.write { try $0.moment() } == nil)
    }
}
