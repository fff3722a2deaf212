import BillingModel

/// Carries no write out: each is answered as it would be, and given up. What a server offers for a review before the deed.
public struct RehearsingService: BillingService {
    private let service: any BillingService

    public init(_ service: any BillingService) {
        self.service = service
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        action is any WritingAction.Type ? service.reasonAgainst(action) : Self.onlyWrites
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard let change = action as? any WritingAction else { throw APIError(.invalidInput, Self.onlyWrites) }
        let answer: (any Sendable)? = try await rehearsed(change)
        guard let typed = answer as? Action.Answer else { throw APIError(.failure, Self.notHere) }
        return typed
    }

    private func rehearsed<Change: WritingAction>(_ change: Change) async throws(APIError) -> (any Sendable)? {
        try await service.rehearse(change)
    }

    private static let onlyWrites = LocalizedText(
        "Only what changes something is worked out beforehand.", "Alleen wat iets wijzigt wordt vooraf uitgewerkt.")
    private static let notHere = LocalizedText(
        "This cannot be worked out beforehand.", "Dit is niet vooraf uit te werken.")
}
