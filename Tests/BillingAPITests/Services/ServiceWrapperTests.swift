import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

/// Says everything otherwise than a service that says nothing.
private final class OutspokenService: BillingService {
    static let reason = LocalizedText("Not on Sundays.", "Niet op zondag.")
    private let kept = Mutex<[(name: ActionName, how: Sending)]>([])
    var sent: [(name: ActionName, how: Sending)] { kept.withLock { $0 } }

    let honoursConditions = true

    func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        action.declaration.name == EditDebtor.declaration.name ? Self.reason : nil
    }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        kept.withLock { $0.append((Action.declaration.name, how)) }
        throw APIError(.notFound, Self.reason)
    }
}

private struct SilentWrapper: ServiceWrapper {
    let service: any BillingService
}

@Suite struct ServiceWrapperTests {
    private let inner = OutspokenService()

    @Test func aWrapperWithNothingInItForwardsEverything() async throws {
        let wrapper = SilentWrapper(service: SilentWrapper(service: inner))
        #expect(wrapper.honoursConditions)
        #expect(wrapper.reasonAgainst(EditDebtor.self) == OutspokenService.reason)
        #expect(wrapper.reasonAgainst(ShowDebtor.self) == nil)
        let conditions = WriteConditions(match: .anything, idempotencyKey: "one")
        let how = Sending(anew: true, deadline: .now, conditions: conditions, asker: Asker(name: "desk"))
        let error = await #expect(throws: APIError.self) { try await wrapper.send(ShowDebtor(1), how) }
        #expect(error?.message == OutspokenService.reason)
        let sent = try #require(inner.sent.first)
        #expect(sent.name == ShowDebtor.declaration.name)
        #expect(sent.how.anew && sent.how.deadline == how.deadline && sent.how.asker == how.asker)
        #expect(sent.how.conditions?.match == .anything && sent.how.conditions?.idempotencyKey == "one")
    }

    /// What a service says of itself is heard through each wrapper there is, but for what the wrapper is there to change.
    @Test func noWrapperKeepsBackThatConditionsAreHonoured() {
        let wrappers: [any ServiceWrapper] = [
            ReadOnlyService(inner), BudgetedService(inner, within: NoBudget(), system: "HostFact"), TypingPause(inner),
            OvertakenReads(inner), OutwardService(inner) { _ in }, SeenPages(inner),
        ]
        for wrapper in wrappers {
            #expect(wrapper.honoursConditions, "\(wrapper)")
            #expect(wrapper.reasonAgainst(EditDebtor.self) == OutspokenService.reason, "\(wrapper)")
        }
    }
}

private struct NoBudget: RequestBudget {
    func take(for access: ActionDeclaration.Access) -> Duration? { nil }
}
