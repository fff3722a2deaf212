import BillingAPI
import BillingModel
import Synchronization

/// Slows down addresses that send wrong keys, without holding up anybody else.
final class WrongKeyDelays: Sendable {
    enum Verdict: Hashable, Sendable {
        case answer
        /// Answer at that moment, then say `waited`.
        case wait(until: ContinuousClock.Instant)
        /// Too many answers wait already: say nothing about the key.
        case turnAway
    }

    private struct Address {
        var wrong = 0
        var last: ContinuousClock.Instant
        var waiting = 0
    }

    private struct State {
        var addresses: [String: Address] = [:]
        var waiting = 0
    }

    private let limits: WrongKeyLimits
    private let clock: DeadlineClock
    private let state = Mutex(State())

    init(_ limits: WrongKeyLimits, clock: DeadlineClock) {
        self.limits = limits
        self.clock = clock
    }

    /// Whether a key from there is looked at; not while too many wrong ones of theirs wait for their answer.
    func admits(_ address: String) -> Bool {
        state.withLock { state in
            guard let known = state.addresses[PeerAddress.caller(address)], known.wrong > limits.free else {
                return true
            }
            return known.waiting < limits.delayedPerAddress
        }
    }

    /// One more wrong key from there.
    func denied(_ address: String) -> Verdict {
        let (group, now) = (PeerAddress.caller(address), clock.now())
        return state.withLock { state in
            var known = state.addresses[group] ?? Address(last: now)
            if known.waiting == 0, now - known.last > limits.memory { known.wrong = 0 }
            known.wrong = min(known.wrong + 1, 1000)
            known.last = now
            var verdict = Verdict.answer
            if known.wrong > limits.free {
                let hasRoom = state.waiting < limits.delayed && known.waiting < limits.delayedPerAddress
                verdict = hasRoom ? .wait(until: now + delay(known.wrong - limits.free)) : .turnAway
                if hasRoom {
                    known.waiting += 1
                    state.waiting += 1
                }
            }
            state.addresses[group] = known
            makeRoom(in: &state)
            return verdict
        }
    }

    /// A delayed answer has left.
    func waited(_ address: String) {
        state.withLock { state in
            state.waiting = max(0, state.waiting - 1)
            let group = PeerAddress.caller(address)
            guard let known = state.addresses[group] else { return }
            state.addresses[group]?.waiting = max(0, known.waiting - 1)
        }
    }

    /// A right key from there: earlier wrong ones were mistakes.
    func proved(_ address: String) {
        state.withLock { state in
            let group = PeerAddress.caller(address)
            guard let known = state.addresses[group] else { return }
            if known.waiting == 0 {
                state.addresses[group] = nil
            } else {
                state.addresses[group]?.wrong = 0
            }
        }
    }

    var remembered: Int { state.withLock { $0.addresses.count } }

    private func delay(_ excess: Int) -> Duration {
        var delay = limits.first
        for _ in 1..<max(2, min(excess, 32)) where excess > 1 && delay < limits.longest { delay *= 2 }
        return min(delay, limits.longest)
    }

    /// The oldest tenth goes at once, so that a flood of addresses does not sort them each time.
    private func makeRoom(in state: inout State) {
        guard state.addresses.count > limits.addresses else { return }
        let oldest = state.addresses.filter { $0.value.waiting == 0 }.sorted { $0.value.last < $1.value.last }
        for (group, _) in oldest.prefix(max(1, limits.addresses / 10)) { state.addresses[group] = nil }
    }
}
