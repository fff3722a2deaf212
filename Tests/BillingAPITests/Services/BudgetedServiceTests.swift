import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

/// Answers with what a test lists, one pause after another, and counts what was asked.
private final class ListedBudget: RequestBudget {
    private let state: Mutex<(pauses: [Duration], asked: [ActionDeclaration.Access])>

    init(_ pauses: [Duration]) { state = Mutex((pauses, [])) }

    var asked: [ActionDeclaration.Access] { state.withLock { $0.asked } }

    func take(for access: ActionDeclaration.Access) -> Duration? {
        state.withLock { state in
            state.asked.append(access)
            return state.pauses.isEmpty ? nil : state.pauses.removeFirst()
        }
    }
}

private struct SentService: BillingService {
    static let sent = APIError(.failure, LocalizedText(verbatim: "sent"))

    func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        action == DeleteProduct.self ? LocalizedText(verbatim: "no") : nil
    }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        throw Self.sent
    }
}

@Suite struct BudgetedServiceTests {
    private func error<Action: APIAction>(
        _ action: Action, _ budget: ListedBudget, _ how: Sending = .plain
    ) async -> APIError? {
        let service = BudgetedService(
            SentService(), within: budget, system: "HostFact", clock: DeadlineClock(now: { .now }, sleep: { _ in }))
        do {
            _ = try await service.send(action, how)
            return nil
        } catch {
            return error
        }
    }

    @Test func waitsUntilThereIsRoom() async {
        let budget = ListedBudget([.seconds(1), .milliseconds(20)])
        #expect(await error(ListDebtors(), budget) == SentService.sent)
        #expect(budget.asked == [.reads, .reads, .reads])
    }

    @Test func saysWhenToTryAgainInsteadOfWaitingForLong() async {
        let error = await error(ListDebtors(), ListedBudget([.milliseconds(12_300)]))
        #expect(error?.kind == .unreachable)
        let title = ListDebtors.declaration.title
        #expect(
            error?.message.english
                == "\(title.english) was not sent: this host has used up its requests to HostFact. Try again in 13 s.")
        #expect(error?.message.dutch.hasSuffix("Probeer het over 13 s opnieuw.") == true)
    }

    @Test func manyShortWaitsAreALongOne() async {
        let error = await error(ListDebtors(), ListedBudget(Array(repeating: .seconds(4), count: 5)))
        #expect(error?.kind == .unreachable)
    }

    @Test func whoWantsOnlyWhatWasSeenSendsNothing() async {
        let budget = ListedBudget([])
        #expect(await error(ShowDebtor(1), budget, .onlySeen) == .neverSeen)
        #expect(budget.asked.isEmpty)
    }

    @Test func whatTheSystemCannotDoCostsNothing() async {
        let budget = ListedBudget([])
        #expect(await error(DeleteProduct(), budget) == SentService.sent)
        #expect(budget.asked.isEmpty)
    }
}
