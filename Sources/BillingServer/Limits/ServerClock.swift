/// Where waiting and the time of day's progress come from, so that tests need not wait.
public struct ServerClock: Sendable {
    public var now: @Sendable () -> ContinuousClock.Instant
    /// Returns at the moment, or throws when the task is cancelled before.
    public var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void

    public init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    public static let system = ServerClock(
        now: { .now }, sleep: { try await Task.sleep(until: $0, clock: .continuous) })

    /// What `work` gives, or nil at the deadline or when the task is cancelled; then the work is cancelled too and nobody waits for its end.
    func race<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () async -> Result
    ) async -> Result? {
        let (results, continuation) = AsyncStream<Result?>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let working = Task { continuation.yield(await work()) }
        let waiting = Task {
            try await sleep(deadline)
            continuation.yield(nil)
        }
        defer {
            waiting.cancel()
            working.cancel()
            continuation.finish()
        }
        for await result in results { return result }
        return nil
    }
}
