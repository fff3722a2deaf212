import SQLStore
import Synchronization

/// Rows of long lists whose places are known, since a page with them was read: from there the next page is near.
///
/// What is known of a state of the data counts for that state alone. Every write makes another one.
final class ListLandmarks: Sendable {
    /// A list whose rows stand in one order.
    struct Order: Hashable {
        var table: String
        /// The column by which it is sorted.
        var sort: String
        /// What leaves out rows.
        var conditions: [SQLQuery]
    }

    /// A row and how many stand before it, from the lowest up.
    struct Landmark: Equatable {
        var place: Int
        var key: Int
    }

    private struct Known {
        var connection: Int
        var order: Order
        var state: String
        /// The newest last.
        var landmarks: [Landmark] = []
    }

    /// The one that was used last stands last.
    private let known = Mutex<[Known]>([])

    /// What is known of the list; the newest last.
    func landmarks(of order: Order, at moment: StoreMoment) -> [Landmark] {
        known.withLock { known in
            let found = known.last { $0.connection == moment.connection && $0.order == order }
            return found?.state == moment.state ? found?.landmarks ?? [] : []
        }
    }

    func add(_ landmarks: [Landmark], to order: Order, at moment: StoreMoment) {
        known.withLock { known in
            let place = known.firstIndex { $0.connection == moment.connection && $0.order == order }
            var list =
                place.map { known.remove(at: $0) }
                ?? Known(connection: moment.connection, order: order, state: moment.state)
            if list.state != moment.state { (list.state, list.landmarks) = (moment.state, []) }
            list.landmarks.append(contentsOf: landmarks.filter { !list.landmarks.contains($0) })
            list.landmarks.removeFirst(max(0, list.landmarks.count - Self.mostOfAList))
            known.append(list)
            if known.count > Self.mostLists { known.removeFirst() }
        }
    }

    static let mostOfAList = 64
    /// Of every connection by itself.
    static let mostLists = 32
}
