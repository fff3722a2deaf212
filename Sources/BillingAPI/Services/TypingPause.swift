import BillingModel

/// Holds questions asked between two keys back until the keys pause, and until what was asked before is answered, so that
/// a request does not leave for each key, and none of those that leave stands in another's way.
///
/// Who types on gives the question before up; so the latest follows when the system is free. Stands right above a system
/// elsewhere: what is answered from memory never waits.
public struct TypingPause: ServiceWrapper {
    public static let usual = Duration.milliseconds(150)
    /// Behind an answer that does not come nobody waits longer than this.
    public static let longestTurn = Duration.seconds(2)

    public let service: any BillingService
    private let clock: DeadlineClock
    private let turns = Turns()

    public init(_ service: any BillingService, clock: DeadlineClock = .system) {
        self.service = service
        self.clock = clock
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard how.betweenKeys, Action.declaration.access == .reads else { return try await service.send(action, how) }
        try? await clock.sleep(clock.now() + Self.usual)
        // Whoever asked has another question by now.
        guard !Task.isCancelled else { throw Self.givenUp }
        let turn = await turn(of: Action.declaration.name)
        guard !Task.isCancelled else { throw Self.givenUp }
        defer { withExtendedLifetime(turn) {} }
        return try await service.send(action, how)
    }

    /// Nil for who goes without one, since the turn before does not end.
    private func turn(of name: ActionName) async -> Turns.Turn? {
        if let free = turns.free(name) { return free }
        let turns = turns
        return await clock.race(until: clock.now() + Self.longestTurn) { await turns.next(name) } ?? nil
    }

    private static let givenUp = APIError(
        .unreachable,
        LocalizedText("Nothing was asked: the question was given up.", "Er is niets gevraagd: de vraag is losgelaten."))
}
