import BillingModel
import Synchronization

/// How many requests a bulk run may send: half of what its host may, so that whoever works beside it is never held up.
public struct BulkPace: Equatable, Sendable {
    /// Requests a minute.
    public let perMinute: Double
    /// Requests at once, after a pause.
    public let burst: Double

    /// - Parameters:
    ///   - perMinute: Requests that the host may send in a minute.
    ///   - burst: Requests that it may send at once.
    public init(halfOf perMinute: Int, burst: Int) {
        self.perMinute = max(1, Double(perMinute) / 2)
        self.burst = max(1, Double(burst) / 2)
    }

    /// How long so many requests take.
    public func time(for requests: Int) -> Duration {
        .seconds(max(0, Double(requests) - burst) / perMinute * 60)
    }
}

/// Waits with each request until the pace has room for it.
public final class PacedService: ServiceWrapper {
    public let service: any BillingService
    private let pace: BulkPace
    private let clock: DeadlineClock
    private let state: Mutex<(tokens: Double, moment: ContinuousClock.Instant)>

    public init(_ service: any BillingService, at pace: BulkPace, clock: DeadlineClock = .system) {
        self.service = service
        self.pace = pace
        self.clock = clock
        state = Mutex((pace.burst, clock.now()))
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        while let pause = take() {
            guard !Task.isCancelled else { throw Self.givenUp }
            try? await clock.sleep(clock.now() + pause)
        }
        return try await service.send(action, how)
    }

    /// Nil where a request may leave now.
    private func take() -> Duration? {
        let now = clock.now()
        return state.withLock { state in
            let passed = (now - state.moment) / .seconds(1)
            state = (min(pace.burst, state.tokens + max(0, passed) * pace.perMinute / 60), now)
            guard state.tokens < 1 else {
                state.tokens -= 1
                return nil
            }
            return .milliseconds(Int(((1 - state.tokens) * 60_000 / pace.perMinute).rounded(.up)) + 1)
        }
    }

    private static let givenUp = APIError(
        .unreachable, LocalizedText("Nothing was sent: it was given up.", "Er is niets verzonden: het is losgelaten."))
}
