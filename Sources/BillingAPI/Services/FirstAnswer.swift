import Synchronization

/// Given once, by whoever comes first; nil when nobody waits any more.
final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value?, Never>)
        case given(Value?)
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

    func give(_ result: Value?) {
        let waiting = state.withLock { state -> CheckedContinuation<Value?, Never>? in
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

    /// What was given already, which then nobody gets a second time; the outer nil where nothing was.
    func taken() -> Value?? {
        state.withLock { state in
            guard case .given(let result) = state else { return nil }
            state = .taken
            return .some(result)
        }
    }

    func value() async -> Value? {
        await withCheckedContinuation { continuation in
            let result = state.withLock { state -> Value?? in
                if case .given(let result) = state {
                    state = .taken
                    return .some(result)
                }
                state = .awaited(continuation)
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }
}
