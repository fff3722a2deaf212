import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

/// Answers each question when the test lets it, and keeps what was asked and whether it was broken off.
private actor SlowService: BillingService {
    private var gates: [CheckedContinuation<Void, Never>] = []
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private(set) var asked: [String] = []
    private(set) var brokenOff: [String] = []

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let term = action.arguments[ListParameters.searchFor] ?? ""
        asked.append(term)
        for waiter in waiters where waiter.count == asked.count { waiter.continuation.resume() }
        waiters.removeAll { $0.count == asked.count }
        await withCheckedContinuation { gates.append($0) }
        if Task.isCancelled { brokenOff.append(term) }
        throw APIError(.notFound, LocalizedText(verbatim: term))
    }

    /// Returns when this many questions have come since the start.
    func came(_ count: Int) async {
        guard asked.count < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
    }

    /// Answers the oldest question.
    func answer() { gates.removeFirst().resume() }
}

/// Keys that do not pause wait for no time here; a turn that does not come is waited for until the test says so.
private final class Time: Sendable {
    private let start = ContinuousClock.now
    private let sleepers = Mutex<[CheckedContinuation<Void, Never>]>([])

    var clock: DeadlineClock {
        DeadlineClock(now: { self.start }) { until in
            guard until - self.start > TypingPause.usual, !Task.isCancelled else { return }
            await withCheckedContinuation { sleeper in self.sleepers.withLock { $0.append(sleeper) } }
        }
    }

    var isWaitedFor: Bool { sleepers.withLock { !$0.isEmpty } }

    func passes() {
        let awake = sleepers.withLock { sleepers in
            defer { sleepers = [] }
            return sleepers
        }
        for sleeper in awake { sleeper.resume() }
    }
}

@Suite struct TypingPauseTests {
    private let system = SlowService()
    private let time = Time()

    private func list(_ term: String) -> ListDebtors {
        var list = ListDebtors()
        list[ListParameters.searchFor] = term
        return list
    }

    /// Somebody who has typed so far; the sentence says what was answered.
    private func typed(_ term: String, in service: some BillingService) -> Task<String?, Never> {
        Task {
            do throws(APIError) {
                _ = try await service.send(list(term), .betweenKeys)
                return nil
            } catch {
                return error.message.english
            }
        }
    }

    /// Returns when somebody waits for a turn.
    private func someoneWaits() async {
        while !time.isWaitedFor { await Task.yield() }
    }

    @Test func whileOneQuestionIsUnderWayOnlyTheLatestFollows() async {
        let service = TypingPause(OvertakenReads(system), clock: time.clock)
        var typing = [typed("v", in: service)]
        await system.came(1)
        for term in ["vi", "vis", "viss"] {
            typing.last?.cancel()
            typing.append(typed(term, in: service))
            await someoneWaits()
        }
        #expect(await system.asked == ["v"])
        await system.answer()
        await system.came(2)
        await system.answer()
        #expect(await typing.last?.value == "viss")
        #expect(await system.asked == ["v", "viss"])
        time.passes()
    }

    @Test func questionThatKeysHaveOvertakenIsReadToItsEnd() async {
        let service = TypingPause(OvertakenReads(system), clock: time.clock)
        let first = typed("v", in: service)
        await system.came(1)
        first.cancel()
        await system.answer()
        #expect(await first.value == "v")
        #expect(await system.brokenOff.isEmpty)
    }

    @Test func questionThatNobodyTypedIsBrokenOff() async {
        let service = OvertakenReads(system)
        let reading = Task { _ = try? await service.send(list("v"), .plain) }
        await system.came(1)
        reading.cancel()
        await system.answer()
        await reading.value
        #expect(await system.brokenOff == ["v"])
    }

    @Test func anAnswerThatDoesNotComeIsNotWaitedForWithoutEnd() async {
        let service = TypingPause(OvertakenReads(system), clock: time.clock)
        let first = typed("v", in: service)
        await system.came(1)
        first.cancel()
        let second = typed("vi", in: service)
        await someoneWaits()
        time.passes()
        await system.came(2)
        await system.answer()
        await system.answer()
        #expect(await second.value == "vi")
        // The turn is not lost by it.
        let third = typed("vis", in: service)
        await system.came(3)
        await system.answer()
        #expect(await third.value == "vis")
        time.passes()
    }

    @Test func questionsOfDifferentKindsDoNotWaitForEachOther() async {
        let service = TypingPause(system, clock: time.clock)
        let rows = typed("v", in: service)
        await system.came(1)
        let pane = Task { _ = try? await service.send(ShowDebtor(1), .betweenKeys) }
        await system.came(2)
        await system.answer()
        await system.answer()
        _ = await (rows.value, pane.value)
    }

    @Test func whatIsNotTypedWaitsForNothing() async {
        let service = TypingPause(OvertakenReads(system), clock: time.clock)
        let typing = typed("v", in: service)
        await system.came(1)
        let opening = Task { _ = try? await service.send(list("w"), .plain) }
        await system.came(2)
        await system.answer()
        await system.answer()
        _ = await (typing.value, opening.value)
    }
}
