import BillingModel

/// Stands in front of another system and changes one thing about it: what a wrapper does not say goes through as it is.
public protocol ServiceWrapper: BillingService {
    var service: any BillingService { get }
}

extension ServiceWrapper {
    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        try await service.send(action, how)
    }

    public func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? {
        try await service.rehearse(action)
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? { service.reasonAgainst(action) }

    public var honoursConditions: Bool { service.honoursConditions }

    public var findsWords: Bool { service.findsWords }
}
