import BillingAPI
import BillingModel
import HostFactAPI
import Testing

/// Answers nothing, whoever gives up.
private struct DumbService: BillingService {
    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        try? await Task.sleep(for: .seconds(3600))
        throw APIError(.failure, LocalizedText(verbatim: "It has answered after all."))
    }
}

/// Somebody else takes each place that comes free.
private struct TakenBudget: RequestBudget {
    func take(for access: ActionDeclaration.Access) -> Duration? { .milliseconds(400) }
}

private struct FreeBudget: RequestBudget {
    func take(for access: ActionDeclaration.Access) -> Duration? { nil }
}

/// Who gives up first says why.
@Suite struct PatienceTests {
    private static let start = ContinuousClock.now

    /// A clock on which so much time passes at once, and then none.
    private func clock(_ passing: Duration) -> DeadlineClock {
        DeadlineClock(now: { Self.start }) { until in
            if until - Self.start > passing { try await Task.sleep(for: .seconds(3600)) }
        }
    }

    private func elsewhere(_ budget: any RequestBudget, seconds: Int) -> ServiceStack.Elsewhere {
        ServiceStack.Elsewhere(name: "HostFact", budget: budget, timeout: .seconds(seconds)) { SeenPages($0) }
    }

    @Test(arguments: [1, 5, 10, 11, 30, 600]) func theBudgetsOwnSentenceIsReadWhateverTheTimeout(seconds: Int) async {
        let service = ServiceStack.console(
            over: DumbService(), elsewhere: elsewhere(TakenBudget(), seconds: seconds), clock: clock(.seconds(seconds)))
        let error = await #expect(throws: APIError.self) { try await service.send(ListDebtors()) }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("this host has used up its requests to HostFact.") == true)
        #expect(error?.message.dutch.contains("deze machine heeft haar verzoeken aan HostFact verbruikt.") == true)
    }

    @Test(arguments: [1, 5, 10, 11, 30, 600]) func aReadIsWaitedForLongerThanItsTurnAndTheTimeoutTake(seconds: Int) {
        let patience = elsewhere(FreeBudget(), seconds: seconds).patience
        #expect(patience > .seconds(seconds) + min(.seconds(seconds), BudgetedService.longestWait))
    }

    @Test func aReadThatNothingBelowEndsIsGivenUpWithASentence() async {
        let service = ServiceStack.console(
            over: DumbService(), elsewhere: elsewhere(FreeBudget(), seconds: 30), clock: clock(.seconds(3600)))
        let error = await #expect(throws: APIError.self) { try await service.send(ShowDebtor(1)) }
        #expect(error?.message.english == "There is no answer after 45 s. Try again.")
    }
}
