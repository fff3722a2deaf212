import Synchronization

/// Counts what each caller has under way, also where all of them come through one proxy.
final class RequestsUnderWay: Sendable {
    private let perCaller: Int
    private let counts = Mutex<[String: Int]>([:])

    init(perCaller: Int) {
        self.perCaller = perCaller
    }

    /// Whether one more from that address is taken; then say `left` when it has its answer.
    func admit(_ address: String) -> Bool {
        let caller = PeerAddress.caller(address)
        return counts.withLock { counts in
            guard counts[caller, default: 0] < perCaller else { return false }
            counts[caller, default: 0] += 1
            return true
        }
    }

    func left(_ address: String) {
        let caller = PeerAddress.caller(address)
        counts.withLock { counts in
            let left = counts[caller, default: 1] - 1
            counts[caller] = left > 0 ? left : nil
        }
    }
}
