import BillingAPI
import BillingModel
import Logging
import Synchronization

/// The connections of one listening address, and who has to leave when there are too many.
///
/// Whoever has sent a whole request comes before whoever has not: what only takes a place is ended for the next one
/// that comes, so that half requests, however many, shut nobody out.
final class OpenConnections: Sendable {
    /// How far a connection has come, and so how soon it has to make room: the first case goes first.
    enum Stage: Int, Comparable, Sendable {
        /// No whole head has come yet. Part of the next one, sent along with a request, does not show and counts as idle.
        case head
        /// A head has come, its body has not.
        case body
        /// Nothing is asked at the moment.
        case idle
        /// An answer is on its way, for as long as the client takes it.
        case reading
        /// A whole request is answered.
        case answering

        static func < (one: Stage, other: Stage) -> Bool { one.rawValue < other.rawValue }
    }

    private struct Connection {
        var caller: String
        /// Many callers come through a trusted proxy, which waits for their requests itself.
        var isProxy: Bool
        var stage = Stage.head
        var since: ContinuousClock.Instant
        let end: @Sendable () -> Void

        /// Whether it only takes a place; an answer that is not taken does so after a while.
        func canLeave(at now: ContinuousClock.Instant, _ limits: ServerLimits) -> Bool {
            stage < .reading || (stage == .reading && now - since > limits.head)
        }
    }

    private struct State {
        var connections: [Int: Connection] = [:]
        var callers: [String: Int] = [:]
        var lastID = 0
        var ended = 0
        var lastWarning: ContinuousClock.Instant?
    }

    private let limits: ServerLimits
    private let trustedProxies: [IPNetwork]
    private let clock: DeadlineClock
    private let logger: Logger
    private let counters: ServerCounters
    private let state = Mutex(State())

    init(_ configuration: ServerConfiguration, clock: DeadlineClock, counters: ServerCounters, logger: Logger) {
        limits = configuration.limits
        trustedProxies = configuration.trustedProxies
        self.clock = clock
        self.counters = counters
        self.logger = logger
    }

    /// Whether one more may come, if need be for one that has to leave.
    var hasRoom: Bool {
        let now = clock.now()
        return state.withLock { state in
            state.connections.count < limits.connections
                || state.connections.values.contains { $0.canLeave(at: now, limits) }
        }
    }

    /// Whether whoever has had an answer should leave the place to others.
    var isFull: Bool { state.withLock { $0.connections.count >= limits.connections } }

    /// One more from that address. `end` is called, at most once, if it has to leave.
    func opened(from address: String, _ end: @escaping @Sendable () -> Void) -> Int {
        let caller = PeerAddress.caller(address)
        let isProxy = IPAddress(address).map { address in trustedProxies.contains { $0.contains(address) } } ?? false
        let now = clock.now()
        let (id, leaving) = state.withLock { state in
            state.lastID += 1
            state.connections[state.lastID] = Connection(caller: caller, isProxy: isProxy, since: now, end: end)
            state.callers[caller, default: 0] += 1
            return (state.lastID, makeRoom(for: state.lastID, at: now, in: &state))
        }
        counters.connectionOpened()
        if let leaving { ended(leaving) }
        return id
    }

    /// It has come further, or back to where nothing is asked.
    func moved(_ id: Int, to stage: Stage) {
        let now = clock.now()
        state.withLock { state in
            guard state.connections[id]?.stage != stage else { return }
            state.connections[id]?.stage = stage
            state.connections[id]?.since = now
        }
    }

    /// Its head did not come in time.
    func isLate(_ id: Int) {
        if let late = state.withLock({ Self.take(id, from: &$0) }) { ended(late) }
    }

    func closed(_ id: Int) {
        state.withLock { _ = Self.take(id, from: &$0) }
        counters.connectionClosed()
    }

    /// Whom the newcomer replaces; itself, when its caller has too many and all of them are being answered.
    private func makeRoom(
        for newcomer: Int, at now: ContinuousClock.Instant, in state: inout State
    ) -> Connection? {
        guard let own = state.connections[newcomer] else { return nil }
        let hasTooMany = !own.isProxy && state.callers[own.caller, default: 0] > limits.perCaller
        guard hasTooMany || state.connections.count > limits.connections else { return nil }
        let others = state.connections.filter { id, connection in
            id != newcomer && connection.canLeave(at: now, limits)
                && (!hasTooMany || connection.caller == own.caller)
        }
        let leaving = Self.first(of: others, state) ?? (hasTooMany ? newcomer : nil)
        return leaving.flatMap { Self.take($0, from: &state) }
    }

    /// Who has come least far, of the caller with most, for the longest time.
    private static func first(of connections: [Int: Connection], _ state: State) -> Int? {
        connections
            .min { one, other in
                // Numbers grow, so that of two that came at one moment the first goes.
                let isOlder = one.key < other.key
                let (one, other) = (one.value, other.value)
                if one.isProxy != other.isProxy { return other.isProxy }
                if one.stage != other.stage { return one.stage < other.stage }
                let (mine, theirs) = (state.callers[one.caller, default: 0], state.callers[other.caller, default: 0])
                if mine != theirs { return mine > theirs }
                return one.since == other.since ? isOlder : one.since < other.since
            }?.key
    }

    private static func take(_ id: Int, from state: inout State) -> Connection? {
        guard let connection = state.connections.removeValue(forKey: id) else { return nil }
        let left = state.callers[connection.caller, default: 1] - 1
        state.callers[connection.caller] = left > 0 ? left : nil
        return connection
    }

    private func ended(_ connection: Connection) {
        connection.end()
        counters.connectionEnded()
        let now = clock.now()
        let count = state.withLock { state -> Int? in
            state.ended += 1
            if let last = state.lastWarning, now - last < .seconds(60) { return nil }
            state.lastWarning = now
            defer { state.ended = 0 }
            return state.ended
        }
        guard let count else { return }
        logger.warning(
            "Connections were ended to make room, or because no whole request came on them.",
            metadata: [
                "ended": "\(count)", "most": "\(limits.connections)", "a-caller": "\(limits.perCaller)",
            ])
    }
}
