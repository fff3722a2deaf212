import BillingModel

/// How many requests a system may be sent, by everybody together who counts in it.
public protocol RequestBudget: Sendable {
    /// Takes one request out of the budget, or tells how long to wait before asking again.
    ///
    /// A write may take what reads must leave, so that a busy list never holds up a change.
    ///
    /// - Returns: Nil when the request may be sent now.
    func take(for access: ActionDeclaration.Access) async -> Duration?
}

extension APIError {
    /// Who wanted only what is kept in memory, where nothing is.
    public static let neverSeen = APIError(
        .unreachable, LocalizedText("Nothing of this was read yet.", "Hiervan is nog niets gelezen."))
}

/// Waits with each request until the budget has room for it, below the screens, so that none can forget it.
public struct BudgetedService: ServiceWrapper {
    /// Longer than this nobody waits before a request has even left; what is said instead tells when to try again.
    public static let longestWait = Duration.seconds(10)

    public let service: any BillingService
    private let budget: any RequestBudget
    private let system: String
    private let patience: Duration
    private let clock: DeadlineClock

    /// - Parameters:
    ///   - patience: How long a request waits for its turn.
    ///   - clock: How time passes; tests let it jump.
    public init(
        _ service: any BillingService, within budget: any RequestBudget, system: String,
        patience: Duration = Self.longestWait, clock: DeadlineClock = .system
    ) {
        self.service = service
        self.budget = budget
        self.system = system
        self.patience = patience
        self.clock = clock
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard !how.onlySeen else { throw .neverSeen }
        // What is refused here anyway costs the system nothing.
        guard service.reasonAgainst(Action.self) == nil else { return try await service.send(action, how) }
        var waited = Duration.zero
        while let pause = await budget.take(for: Action.declaration.access) {
            guard waited + pause <= patience else { throw busy(Action.declaration, pause) }
            do {
                try await clock.sleep(clock.now() + pause)
            } catch {
                throw APIError(
                    .unreachable,
                    LocalizedText(
                        "\(Action.declaration.title.english) was broken off before it was sent.",
                        "\(Action.declaration.title.dutch) is afgebroken voordat het is verzonden."))
            }
            waited += pause
        }
        return try await service.send(action, how)
    }

    /// It can be done without: nobody waits for it, and it never takes the turn of a request that matters.
    public func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? {
        guard service.honoursConditions, await budget.take(for: .reads) == nil else { return nil }
        return try await service.rehearse(action)
    }

    private func busy(_ declaration: ActionDeclaration, _ pause: Duration) -> APIError {
        let title = declaration.title
        // Rounded up: a try at the time that is named must succeed.
        let seconds = pause.components.seconds + (pause.components.attoseconds > 0 ? 1 : 0)
        return APIError(
            .unreachable,
            LocalizedText(
                "\(title.english) was not sent: this host has used up its requests to \(system). Try again in \(seconds) s.",
                "\(title.dutch) is niet verzonden: deze machine heeft haar verzoeken aan \(system) verbruikt. Probeer het over \(seconds) s opnieuw."
            ))
    }
}
