import BillingModel

/// Holds questions asked between two keys back until the keys pause, so that a request does not leave for each.
///
/// Stands right above a system elsewhere: what is answered from memory never waits.
public struct TypingPause: ServiceWrapper {
    public static let usual = Duration.milliseconds(150)

    public let service: any BillingService
    private let pause: @Sendable (Duration) async -> Void

    public init(
        _ service: any BillingService,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.service = service
        self.pause = pause
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        if how.betweenKeys, Action.declaration.access == .reads {
            await pause(Self.usual)
            // Whoever asked has another question by now.
            guard !Task.isCancelled else { throw Self.givenUp }
        }
        return try await service.send(action, how)
    }

    private static let givenUp = APIError(
        .unreachable,
        LocalizedText("Nothing was asked: the question was given up.", "Er is niets gevraagd: de vraag is losgelaten."))
}
