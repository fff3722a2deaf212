import BillingModel

/// Refuses every writing action by its declaration, below the screens, so that no screen can forget it.
public struct ReadOnlyService: BillingService {
    private let service: any BillingService

    public init(_ service: any BillingService) {
        self.service = service
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? { service.reasonAgainst(action) }

    public var honoursConditions: Bool { service.honoursConditions }

    public func send<Action: APIAction>(_ action: Action) async throws(APIError) -> Action.Answer {
        let declaration = Action.declaration
        guard declaration.effect == .reads else {
            let (title, name) = (declaration.title, "\(declaration.name.controller) \(declaration.name.action)")
            throw APIError(
                .readOnly,
                LocalizedText(
                    "\(title.english) (\(name)) was not sent: this session is read-only. Start without --read-only to change data.",
                    "\(title.dutch) (\(name)) is niet verzonden: deze sessie is alleen-lezen. Start zonder --read-only om te wijzigen."
                ))
        }
        return try await service.send(action)
    }
}
