import BillingModel

/// Holds questions asked between two keys back until the keys pause, so that a request does not leave for each.
///
/// Stands right above a system elsewhere: what is answered from memory never waits.
public struct TypingPause: ServiceWrapper {
    public static let usual = Duration.milliseconds(150)

    public let service: any BillingService
    private let clock: DeadlineClock

    public init(_ service: any BillingService, clock: DeadlineClock = .system) {
        self.service = service
        self.clock = clock
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        if how.betweenKeys, Action.declaration.access == .reads {
            try? await clock.sleep(clock.now() + Self.usual)
            // Whoever asked has another question by now.
            guard !Task.isCancelled else { throw Self.givenUp }
        }
        return try await service.send(action, how)
    }

    private static let givenUp = APIError(
        .unreachable,
        LocalizedText("Nothing was asked: the question was given up.", "Er is niets gevraagd: de vraag is losgelaten."))
}
