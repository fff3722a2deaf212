import Synchronization

/// The changes that a connection heard of, whoever made them, and those who wait for the next.
final class HeardChanges: Sendable {
    private struct State {
        var count: Int64 = 0
        var seen: Int64 = 0
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    func add() {
        let waiting = state.withLock { state in
            state.count += 1
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.finish() }
    }

    /// How many there were up to now.
    func look() -> Int64 {
        state.withLock { state in
            state.seen = state.count
            return state.count
        }
    }

    /// Returns when there is one that was not looked at; at once where there is already.
    func wait(atMost longest: Duration) async {
        let (stream, waiter) = AsyncStream<Void>.makeStream()
        let isThere = state.withLock { state in
            if state.count == state.seen { state.waiting.append(waiter) }
            return state.count != state.seen
        }
        if isThere { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream {} }
            group.addTask { try? await Task.sleep(for: longest) }
            await group.next()
            group.cancelAll()
        }
        state.withLock { state in state.waiting.removeAll { $0 == waiter } }
    }
}
