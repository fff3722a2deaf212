import Synchronization

/// Lets one at a time do what has one name, in the order they came; who is cancelled while waiting leaves the queue.
final class Turns: Sendable {
    /// Ends when nobody holds it any more, whichever way that comes.
    final class Turn: Sendable {
        private let end: @Sendable () -> Void

        fileprivate init(_ end: @escaping @Sendable () -> Void) {
            self.end = end
        }

        deinit { end() }
    }

    private struct Waiting {
        var number: Int
        var waiter: CheckedContinuation<Bool, Never>
    }

    private struct State {
        /// Behind each turn that has begun, those who wait for its end.
        var queues: [ActionName: [Waiting]] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    /// A turn that can begin now; nil where another has not ended.
    func free(_ name: ActionName) -> Turn? {
        let isFree = state.withLock { state in
            guard state.queues[name] == nil else { return false }
            state.queues[name] = []
            return true
        }
        return isFree ? turn(name) : nil
    }

    /// Returns when the turn comes; nil when the task is cancelled before.
    func next(_ name: ActionName) async -> Turn? {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        let isMine = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                if let answer = begin(name, number, waiter) { waiter.resume(returning: answer) }
            }
        } onCancel: {
            leave(name, number)
        }
        return isMine ? turn(name) : nil
    }

    private func turn(_ name: ActionName) -> Turn { Turn { [self] in end(name) } }

    /// Whether the turn has come already; nil for who has to wait.
    private func begin(_ name: ActionName, _ number: Int, _ waiter: CheckedContinuation<Bool, Never>) -> Bool? {
        state.withLock { state in
            // Who was cancelled before this has been looked for in vain.
            if Task.isCancelled { return false }
            guard state.queues[name] != nil else {
                state.queues[name] = []
                return true
            }
            state.queues[name]?.append(Waiting(number: number, waiter: waiter))
            return nil
        }
    }

    private func leave(_ name: ActionName, _ number: Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let place = state.queues[name]?.firstIndex(where: { $0.number == number }) else {
                return nil
            }
            return state.queues[name]?.remove(at: place).waiter
        }
        waiter?.resume(returning: false)
    }

    private func end(_ name: ActionName) {
        let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let queue = state.queues[name], !queue.isEmpty else {
                state.queues[name] = nil
                return nil
            }
            return state.queues[name]?.removeFirst().waiter
        }
        waiter?.resume(returning: true)
    }
}
