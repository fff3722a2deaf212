/// Where the passing of time comes from, so that tests need not wait; the one place where work races a deadline.
public struct DeadlineClock: Sendable {
    public var now: @Sendable () -> ContinuousClock.Instant
    /// Returns at the moment, or throws when the task is cancelled before.
    public var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void

    /// Nil lets each race sleep by itself, so that a test sees who waits for what.
    private var alarms: Alarms?

    public init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    public static let system = {
        var clock = DeadlineClock(now: { .now }, sleep: { try await Task.sleep(until: $0, clock: .continuous) })
        clock.alarms = Alarms(sleep: clock.sleep)
        return clock
    }()

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
        let working = Self.begun { answer.give(await work()) }
        // Most of what is raced for is there at once.
        if case .some(.some(let result)) = answer.taken() { return result }
        let callOff = ring(at: deadline) { answer.give(nil) }
        defer { callOff() }
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

    /// A task whose work goes on here until it first has to wait, where the system can do that.
    private static func begun(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        if #available(macOS 26, *) { Task.immediate(operation: work) } else { Task(operation: work) }
    }

    /// - Returns: What calls it off.
    private func ring(at deadline: ContinuousClock.Instant, _ ring: @escaping @Sendable () -> Void) -> () -> Void {
        if let alarms {
            let alarm = alarms.set(at: deadline, ring)
            return { alarms.callOff(alarm) }
        }
        let waiting = Task {
            try await sleep(deadline)
            ring()
        }
        return { waiting.cancel() }
    }
}
