import BillingAPI
import Synchronization

/// Which requests may go over connections that have been idle for a while.
///
/// A server ends such a connection when it likes, and a request that meets its end has no answer. A read is then sent
/// anew. A write goes over one that has answered just now, or over a fresh one, so that no such end leaves its outcome
/// unknown.
final class KeptConnections: Sendable {
    static let shared = KeptConnections()

    private struct Known {
        var answered: ContinuousClock.Instant?
        var underWay = 0
    }

    private let places = Mutex<[String: Known]>([:])

    /// How a request travels.
    struct Way: Equatable {
        /// How long its connection may have been idle, and is kept afterwards.
        var keeping: Duration
        /// Whether it is sent anew where its connection ends without an answer.
        var isRepeated: Bool
    }

    /// As long as the servers keep them, most of which do so for 60 or 75 seconds.
    static let long = Duration.seconds(60)
    /// Shorter than web servers keep theirs (Apache: 5 s), so that no write meets a closing connection.
    static let short = Duration.seconds(3)

    /// - Parameter origin: The server, as it begins a URL.
    func begin(_ request: WireRequest, to origin: String, at now: ContinuousClock.Instant) -> Way {
        places.withLock { places in
            let known = places[origin] ?? Known()
            let idle = known.answered.map { now - $0 }
            // While others are under way an older connection than the last one would be taken.
            let isFresh = known.underWay == 0 && idle.map { $0 < Self.short } ?? false
            let way = Way(
                keeping: request.changesNothing || isFresh ? Self.long : Self.short,
                isRepeated: request.changesNothing && idle != nil)
            if way.keeping == Self.long { places[origin, default: Known()].underWay += 1 }
            return way
        }
    }

    /// - Parameter answered: When the answer was whole; nil where there is none.
    func end(_ way: Way, to origin: String, answered: ContinuousClock.Instant?) {
        guard way.keeping == Self.long else { return }
        places.withLock { places in
            places[origin, default: Known()].underWay -= 1
            // What has failed says nothing about the others.
            places[origin, default: Known()].answered = answered
        }
    }
}
