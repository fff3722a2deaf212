import Dispatch
import Synchronization

/// Hands things one by one from a thread that may wait to a task, which may not block one.
final class HandOver<Item: Sendable>: Sendable {
    private struct State {
        var item: Item?
        var taker: CheckedContinuation<Item?, Never>?
        var isOver = false
    }

    private let state = Mutex(State())
    /// Signalled when there is room for the next.
    private let room = DispatchSemaphore(value: 1)

    /// Waits until the one before is taken.
    ///
    /// - Returns: False once nobody takes anything any more.
    func give(_ item: Item) -> Bool {
        room.wait()
        let (taker, isOver) = state.withLock { state in
            if state.isOver { return (CheckedContinuation<Item?, Never>?.none, true) }
            guard let taker = state.taker else {
                state.item = item
                return (nil, false)
            }
            state.taker = nil
            return (taker, false)
        }
        if isOver {
            // For whoever comes next.
            room.signal()
            return false
        }
        if let taker {
            taker.resume(returning: item)
            room.signal()
        }
        return true
    }

    /// The next one; nil after the last.
    func take() async -> Item? {
        await withCheckedContinuation { taker in
            let (item, isOver) = state.withLock { state in
                defer { state.item = nil }
                if state.item == nil, !state.isOver { state.taker = taker }
                return (state.item, state.isOver)
            }
            if let item {
                taker.resume(returning: item)
                room.signal()
            } else if isOver {
                taker.resume(returning: nil)
            }
        }
    }

    /// There is nothing more to give, or nobody who takes.
    func end() {
        let taker = state.withLock { state in
            state.isOver = true
            defer { state.taker = nil }
            return state.taker
        }
        taker?.resume(returning: nil)
        room.signal()
    }
}
