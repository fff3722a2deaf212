/// Where the passing of time comes from, so that tests need not wait; the one place where work races a deadline.
public struct DeadlineClock: Sendable {
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

    public static let system = DeadlineClock(
        now: { .now }, sleep: { try await Task.sleep(until: $0, clock: .continuous) })

    /// What becomes of work that the deadline has overtaken; it is cancelled in any case.
    public enum Overtaken: Sendable {
        /// Nobody waits for its end.
        case isLeft
        /// Its end is waited for: until then what it works with is not free, or what it did is not known.
        case isAwaited
    }

    /// What `work` gives, or nil at the deadline and when the task is cancelled.
    public func race<Result: Sendable>(
        until deadline: ContinuousClock.Instant, overtaken: Overtaken = .isLeft,
        _ work: @escaping @Sendable () async -> Result
    ) async -> Result? {
        let answer = FirstAnswer<Result>()
        let working = Task { answer.give(await work()) }
        let waiting = Task {
            try await sleep(deadline)
            answer.give(nil)
        }
        defer { waiting.cancel() }
        let result = await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            answer.give(nil)
        }
        if let result { return result }
        working.cancel()
        if overtaken == .isAwaited { await working.value }
        return nil
    }
}
