import BillingAPI
import Synchronization

/// Pauses that last until a test ends them.
public actor HeldPause {
    private var gates: [CheckedContinuation<Void, Never>] = []
    private var begun = 0
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    public init() {}

    public func wait() async {
        begun += 1
        await withCheckedContinuation { gate in
            gates.append(gate)
            let ready = waiters.filter { $0.count <= begun }
            waiters.removeAll { $0.count <= begun }
            for waiter in ready { waiter.continuation.resume() }
        }
    }

    /// Returns when this many pauses have begun since the start.
    public func arrived(_ count: Int) async {
        guard begun < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
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
