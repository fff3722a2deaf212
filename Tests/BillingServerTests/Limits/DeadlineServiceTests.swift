import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

/// Waits at a gate before it refuses, and tells whether it was cancelled there.
private final class WaitingService: BillingService {
    let gate = Gate()
    let wasCancelled = Mutex<Bool?>(nil)

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        await gate.pass()
        let isCancelled = Task.isCancelled
        wasCancelled.withLock { $0 = isCancelled }
        throw APIError(.notFound, LocalizedText("It was carried out.", "Het is uitgevoerd."))
    }
}

struct DeadlineServiceTests {
    private let manual = ManualClock()

    private func sentence<Action: APIAction>(_ action: Action, over service: any BillingService) async -> String? {
        let how = Sending(deadline: manual.now + .seconds(30))
        do throws(APIError) {
            _ = try await DeadlineService(service, clock: manual.clock).send(action, how)
            return nil
        } catch {
            return error.message.english
        }
    }

    @Test func aReadIsGivenUpAtTheDeadline() async {
        let service = WaitingService()
        async let sentence = sentence(ListDebtors(), over: service)
        await service.gate.untilSomebodyCame()
        await manual.untilSomebodySleeps(for: .seconds(30))
        manual.advance(by: .seconds(30))
        #expect(await sentence?.hasSuffix("not done before the request's deadline; nothing was changed.") == true)
        service.gate.open()
    }

    @Test func aWriteThatHasBegunIsFinishedWhateverHappens() async {
        let service = WaitingService()
        let sending = Task { await sentence(DeleteProduct(), over: service) }
        await service.gate.untilSomebodyCame()
        manual.advance(by: .seconds(60))
        sending.cancel()
        service.gate.open()
        #expect(await sending.value == "It was carried out.")
        #expect(service.wasCancelled.withLock { $0 } == false)
    }

    @Test func aWriteIsNotBegunAfterTheDeadline() async {
        let service = WaitingService()
        let error = await #expect(throws: APIError.self) {
            try await DeadlineService(service, clock: manual.clock).send(
                DeleteProduct(), Sending(deadline: manual.now))
        }
        #expect(error?.kind == .failure)
        #expect(service.wasCancelled.withLock { $0 } == nil)
    }
}
