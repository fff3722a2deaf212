import BillingAPI
import Synchronization

/// Pauses that last until a test ends them.
public actor HeldPause {
    private var gates: [CheckedContinuation<Void, Never>] = []
    /// How many have begun since the start.
    public private(set) var begun = 0
    private var isOpen = false
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    public init() {}

    public func wait() async {
        begun += 1
        let ready = waiters.filter { $0.count <= begun }
        waiters.removeAll { $0.count <= begun }
        guard !isOpen else {
            for waiter in ready { waiter.continuation.resume() }
            return
        }
        await withCheckedContinuation { gate in
            gates.append(gate)
            for waiter in ready { waiter.continuation.resume() }
        }
    }

    /// Returns when this many pauses have begun since the start.
    public func arrived(_ count: Int) async {
        guard begun < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
    }

    /// From now on pauses last again until they are ended.
    public func hold() { isOpen = false }

    /// Ends the pauses that have begun and, until they are held, all that begin.
    public func open() {
        isOpen = true
        end()
    }

    /// Ends the pauses that have begun.
    public func end() {
        for gate in gates { gate.resume() }
        gates = []
    }
}

/// Time that passes when a test says so.
public final class HandTurnedTime: Sendable {
    private let elapsed = Mutex(Duration.zero)

    public init() {}

    public var uptime: Uptime { Uptime { [self] in elapsed.withLock { $0 } } }

    public func pass(seconds: Int) { elapsed.withLock { $0 += .seconds(seconds) } }
}
