import Synchronization

/// Any number of deadlines, of which most are called off in time, with one sleep for all of them.
///
/// A sleep of its own for each would be a task and a timer for every request that is answered in a millisecond.
final class Alarms: Sendable {
    private struct State {
        var set: [Int: (moment: ContinuousClock.Instant, ring: @Sendable () -> Void)] = [:]
        var last = 0
        /// Up to when the nearest sleep goes; nil when nobody sleeps.
        var sleep: ContinuousClock.Instant?
    }

    private let sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
    private let state = Mutex(State())

    init(sleep: @escaping @Sendable (_ until: ContinuousClock.Instant) async throws -> Void) {
        self.sleep = sleep
    }

    /// Calls `ring` at the moment, unless it is called off before.
    func set(at moment: ContinuousClock.Instant, _ ring: @escaping @Sendable () -> Void) -> Int {
        let (id, isNearest) = state.withLock { state in
            state.last += 1
            state.set[state.last] = (moment, ring)
            let isNearest = state.sleep.map { moment < $0 } ?? true
            if isNearest { state.sleep = moment }
            return (state.last, isNearest)
        }
        if isNearest { wait(until: moment) }
        return id
    }

    func callOff(_ id: Int) {
        state.withLock { _ = $0.set.removeValue(forKey: id) }
    }

    private func wait(until moment: ContinuousClock.Instant) {
        Task {
            try? await sleep(moment)
            ring(at: moment)
        }
    }

    /// Those that are due; then there is a sleep for the next one, if there is any.
    private func ring(at moment: ContinuousClock.Instant) {
        let (due, next) = state.withLock { state in
            let due = state.set.filter { $0.value.moment <= moment }
            for id in due.keys { state.set[id] = nil }
            // One that was set for an earlier moment meanwhile has its own sleep.
            guard state.sleep == moment else { return (due, ContinuousClock.Instant?.none) }
            state.sleep = state.set.values.map(\.moment).min()
            return (due, state.sleep)
        }
        for alarm in due.values { alarm.ring() }
        if let next { wait(until: next) }
    }
}
