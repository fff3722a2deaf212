import Synchronization

/// The changes that a connection heard of, whoever made them, and those who wait for the next.
final class HeardChanges: Sendable {
    private struct State {
        var count: Int64 = 0
        var seen: Int64 = 0
        /// The last ones, in the order in which they were heard of; nil where nobody knows what changed.
        var last: [ChangedRow?] = []
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    /// - Parameter row: Nil where anything may have changed.
    func add(_ row: ChangedRow?) {
        let waiting = state.withLock { state in
            state.count += 1
            state.last.append(row)
            // Half of them at a time, so that not every one moves all others.
            if state.last.count > 2 * Self.mostKept { state.last.removeFirst(Self.mostKept) }
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.finish() }
    }

    /// Whoever has not looked for longer than this reads everything again, which costs no more than all of these.
    static let mostKept = 2000

    /// How many there were up to now.
    func look() -> Int64 {
        state.withLock { state in
            state.seen = state.count
            return state.count
        }
    }

    /// Those after that many.
    func look(since counter: Int64) -> StoreChanges {
        state.withLock { state in
            state.seen = state.count
            let kept = state.count - Int64(state.last.count)
            guard counter >= kept, counter <= state.count else { return StoreChanges(counter: state.count, rows: nil) }
            var rows: Set<ChangedRow> = []
            for row in state.last.dropFirst(Int(counter - kept)) {
                guard let row else { return StoreChanges(counter: state.count, rows: nil) }
                rows.insert(row)
            }
            return StoreChanges(counter: state.count, rows: rows)
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
