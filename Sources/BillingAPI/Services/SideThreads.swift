import Foundation
import Synchronization

/// A few threads for work that holds a processor or waits for a disk.
///
/// Everything asynchronous in a program shares one thread for each processor: two such pieces of work there, and
/// nothing else goes on. Here they hold up only each other, and whoever waits for one can give up.
public final class SideThreads: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// As many wait already as may.
        case tooMany
        /// It was not done when the patience was at an end; what had begun goes on, unheard.
        case tooLate
        case cancelled
    }

    private struct Job: Sendable {
        var isWanted: @Sendable () -> Bool
        var run: @Sendable () -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var running = 0
    }

    private let name: String
    private let most: Int
    private let mostWaiting: Int
    private let patience: Duration
    private let clock: DeadlineClock
    private let state = Mutex(State())

    /// - Parameters:
    ///   - most: How many pieces of work go on at the same time.
    ///   - clock: How the patience passes; tests let it jump.
    public init(
        _ name: String, most: Int, mostWaiting: Int, patience: Duration,
        clock: DeadlineClock = .system
    ) {
        self.name = name
        self.most = most
        self.mostWaiting = mostWaiting
        self.patience = patience
        self.clock = clock
    }

    /// What the work gives. It runs to its end once it has begun, also when nobody waits for it any more.
    public func run<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result
    ) async throws(Refusal) -> Result {
        let answer = FirstAnswer<Result>()
        guard take(Job(isWanted: { answer.isAwaited }, run: { answer.give(work()) })) else {
            throw .tooMany
        }
        if let given = await clock.race(until: clock.now() + patience, { await answer.value() }), let given {
            return given
        }
        answer.give(nil)
        throw Task.isCancelled ? Refusal.cancelled : .tooLate
    }

    private func take(_ job: Job) -> Bool {
        let (isTaken, needsThread) = state.withLock { state in
            if state.waiting.count >= mostWaiting { state.waiting.removeAll { !$0.isWanted() } }
            guard state.running < most || state.waiting.count < mostWaiting else { return (false, false) }
            state.waiting.append(job)
            guard state.running < most else { return (true, false) }
            state.running += 1
            return (true, true)
        }
        if needsThread {
            let thread = Thread { self.workOff() }
            thread.name = name
            thread.start()
        }
        return isTaken
    }

    /// Until nothing waits; a thread that has nothing to do ends.
    private func workOff() {
        while let job = next() {
            if job.isWanted() { job.run() }
        }
    }

    private func next() -> Job? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
