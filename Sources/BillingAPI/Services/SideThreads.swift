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
    private let pause: @Sendable (Duration) async throws -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - most: How many pieces of work go on at the same time.
    ///   - pause: How the patience passes; tests let it jump.
    public init(
        _ name: String, most: Int, mostWaiting: Int, patience: Duration,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.name = name
        self.most = most
        self.mostWaiting = mostWaiting
        self.patience = patience
        self.pause = pause
    }

    /// What the work gives. It runs to its end once it has begun, also when nobody waits for it any more.
    public func run<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result
    ) async throws(Refusal) -> Result {
        let answer = Answer<Result>()
        guard take(Job(isWanted: { answer.isAwaited }, run: { answer.give(.success(work())) })) else {
            throw .tooMany
        }
        let patience = Task { [pause, patience] in
            try await pause(patience)
            answer.give(.failure(.tooLate))
        }
        defer { patience.cancel() }
        return try await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            answer.give(.failure(.cancelled))
        }.get()
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

/// Given once, by whoever comes first.
private final class Answer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<Value, SideThreads.Refusal>, Never>)
        case given(Result<Value, SideThreads.Refusal>)
        case taken
    }

    private let state = Mutex(State.open)

    var isAwaited: Bool {
        state.withLock { state in
            switch state {
            case .open, .awaited: true
            case .given, .taken: false
            }
        }
    }

    func give(_ result: Result<Value, SideThreads.Refusal>) {
        let waiting = state.withLock { state -> CheckedContinuation<Result<Value, SideThreads.Refusal>, Never>? in
            switch state {
            case .open:
                state = .given(result)
                return nil
            case .awaited(let continuation):
                state = .taken
                return continuation
            case .given, .taken: return nil
            }
        }
        waiting?.resume(returning: result)
    }

    func value() async -> Result<Value, SideThreads.Refusal> {
        await withCheckedContinuation { continuation in
            let result = state.withLock { state -> Result<Value, SideThreads.Refusal>? in
                if case .given(let result) = state {
                    state = .taken
                    return result
                }
                state = .awaited(continuation)
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }
}
