import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

/// Refuses everything, and keeps how it was sent.
private final class KeepingService: BillingService {
    private let kept = Mutex<[Sending]>([])
    var sent: [Sending] { kept.withLock { $0 } }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        kept.withLock { $0.append(how) }
        throw APIError(.notFound, LocalizedText("Nothing is here.", "Hier is niets."))
    }
}

@Suite struct SendingTests {
    private let service = KeepingService()

    @Test func withoutAWordMemoryWillDoAndTheAnswerIsWaitedFor() async throws {
        _ = try? await service.send(ListDebtors())
        let how = try #require(service.sent.first)
        #expect(!how.anew && !how.onlySeen && !how.betweenKeys)
        #expect(how.deadline == nil && how.conditions == nil && how.asker == .here)
    }

    @Test func whoAsksInOneWayAsksEverythingSo() async throws {
        let moment = ContinuousClock.now
        let asked = service.asked(.anew)
        _ = try? await asked.send(ListDebtors(), .betweenKeys)
        _ = try? await asked.send(ListDebtors(), Sending(deadline: moment, asker: Asker(name: "desk")))
        _ = try? await service.asked(.betweenKeys).send(ListDebtors())
        _ = try? await service.asked(.onlySeen).send(ListDebtors())
        let sent = service.sent
        #expect(sent.map(\.anew) == [true, true, false, false])
        #expect(sent.map(\.betweenKeys) == [true, false, true, false])
        #expect(sent.map(\.onlySeen) == [false, false, false, true])
        #expect(sent[1].deadline == moment && sent[1].asker.name == "desk")
    }
}
