import Dispatch
import SQLStore
import Synchronization

/// Rows that are made on a thread of their own while those before them are written.
struct RowsAhead: Sequence {
    let numbers: Range<Int>
    let row: @Sendable (Int) -> [SQLValue]

    init(_ numbers: Range<Int>, _ row: @escaping @Sendable (Int) -> [SQLValue]) {
        self.numbers = numbers
        self.row = row
    }

    func makeIterator() -> Iterator { Iterator(numbers, row) }

    struct Iterator: IteratorProtocol {
        private let row: @Sendable (Int) -> [SQLValue]
        private let queue = DispatchQueue(label: "balie.demo.rows")
        private var left: Range<Int>
        private var coming: Some?
        private var rows: ArraySlice<[SQLValue]> = []

        fileprivate init(_ numbers: Range<Int>, _ row: @escaping @Sendable (Int) -> [SQLValue]) {
            self.row = row
            left = numbers
            order()
        }

        mutating func next() -> [SQLValue]? {
            if rows.isEmpty {
                rows = coming?.taken()[...] ?? []
                order()
            }
            return rows.popFirst()
        }

        private mutating func order() {
            let numbers = left.prefix(Self.atOnce)
            left = left.dropFirst(numbers.count)
            coming = numbers.isEmpty ? nil : Some(numbers, row, on: queue)
        }

        /// Few enough to weigh nothing.
        private static let atOnce = 500
    }

    private final class Some: Sendable {
        private let made = DispatchGroup()
        private let rows = Mutex<[[SQLValue]]>([])

        init(_ numbers: Range<Int>, _ row: @escaping @Sendable (Int) -> [SQLValue], on queue: DispatchQueue) {
            queue.async(group: made) { [self] in
                let fresh = numbers.map(row)
                rows.withLock { $0 = fresh }
            }
        }

        func taken() -> [[SQLValue]] {
            made.wait()
            return rows.withLock { $0 }
        }
    }
}
