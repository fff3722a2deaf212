import BillingAPI
import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
    private struct State {
        var now = ContinuousClock.now
        var sleepers: [Int: (until: ContinuousClock.Instant, wake: CheckedContinuation<Void, any Error>)] = [:]
        var cancelled: Set<Int> = []
        var watchers: [(until: ContinuousClock.Instant, wake: CheckedContinuation<Void, Never>)] = []
        var count = 0
    }

    private let state = Mutex(State())

    var clock: DeadlineClock {
        DeadlineClock(now: { self.now }, sleep: { try await self.sleep(until: $0) })
    }

    var now: ContinuousClock.Instant { state.withLock { $0.now } }

    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.wake)
        }
        for wake in woken { wake.resume() }
    }

    /// Returns once somebody sleeps until just that far from now.
    func untilSomebodySleeps(for duration: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let moment = state.now + duration
                if state.sleepers.values.contains(where: { $0.until == moment }) { return true }
                state.watchers.append((moment, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func sleep(until moment: ContinuousClock.Instant) async throws {
        let id = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(id, moment, continuation)
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(id)
                return state.sleepers.removeValue(forKey: id)
            }
            sleeper?.wake.resume(throwing: CancellationError())
        }
    }

    private func fallAsleep(
        _ id: Int, _ moment: ContinuousClock.Instant, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        enum Start { case sleeps, isDue, isCancelled }
        var watchers: [CheckedContinuation<Void, Never>] = []
        let start = state.withLock { state -> Start in
            if state.cancelled.contains(id) { return .isCancelled }
            if moment <= state.now { return .isDue }
            state.sleepers[id] = (moment, continuation)
            watchers = state.watchers.filter { $0.until == moment }.map(\.wake)
            state.watchers.removeAll { $0.until == moment }
            return .sleeps
        }
        switch start {
        case .sleeps: break
        case .isDue: continuation.resume()
        case .isCancelled: continuation.resume(throwing: CancellationError())
        }
        for watcher in watchers { watcher.resume() }
    }
}

/// Holds up whoever comes, until a test opens it.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var hasVisitor = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var watching: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let (goesOn, watching) = state.withLock { state in
                state.hasVisitor = true
                let watching = state.watching
                state.watching = []
                if !state.isOpen { state.waiting.append(continuation) }
                return (state.isOpen, watching)
            }
            for watcher in watching { watcher.resume() }
            if goesOn { continuation.resume() }
        }
    }

    /// Returns once somebody stands at the gate or has passed it.
    func untilSomebodyCame() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if !state.hasVisitor { state.watching.append(continuation) }
                return state.hasVisitor
            }
            if isThere { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            let waiting = state.waiting
            state.waiting = []
            return waiting
        }
        for visitor in waiting { visitor.resume() }
    }
}
