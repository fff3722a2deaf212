import BillingAPI
import BillingModel

/// A list without its window: what is asked, sorted and searched.
struct PageKey: Hashable, Sendable {
    var list: ActionName
    var arguments: Arguments

    /// The same whatever is looked for in whichever order: the rows of all these lists are rows of one.
    var unsearched: PageKey {
        var key = self
        for field in [ListParameters.searchFor, ListParameters.searchAt, ListParameters.sort, ListParameters.order] {
            key.arguments[field] = nil
        }
        return key
    }
}

/// The rows that `SeenPages` keeps, of any kind of record, in blocks.
actor PageMemory {
    private struct Block {
        let rows: any Sendable
        let count: Int
        let readAt: LocalTime
        let asked: Duration
        var lastUse: Int

        func stretch<Row: Sendable>(_ number: Int) -> SeenRows<Row>.Stretch? {
            (rows as? [Row]).map {
                SeenRows.Stretch(offset: number * PageWindow.block, rows: $0, readAt: readAt, asked: asked)
            }
        }
    }

    private struct List {
        var total: Int?
        var blocks: [Int: Block] = [:]
    }

    private let mostRows: Int
    private let lifetime: Duration
    private var lists: [PageKey: List] = [:]
    private var uses = 0
    /// Another number after every change: an answer to a question from before it is not kept.
    private(set) var state = 0

    init(mostRows: Int, lifetime: Duration) {
        self.mostRows = mostRows
        self.lifetime = lifetime
    }

    /// How many rows are kept; an empty answer takes the place of one.
    var count: Int { lists.values.reduce(0) { $0 + $1.blocks.values.reduce(0) { $0 + max(1, $1.count) } } }

    /// The kept blocks of a window, young enough to show.
    func rows<Row: Sendable>(_ key: PageKey, _ window: PageWindow, at now: Duration) -> SeenRows<Row> {
        dropOld(at: now)
        guard let list = lists[key] else { return SeenRows(state: state) }
        uses += 1
        var seen = SeenRows<Row>(total: list.total, state: state)
        for number in window.blocks(amongRows: list.total) {
            guard let stretch: SeenRows<Row>.Stretch = list.blocks[number]?.stretch(number) else { continue }
            lists[key]?.blocks[number]?.lastUse = uses
            seen.stretches.append(stretch)
        }
        return seen
    }

    /// All rows that are kept of a list, whatever was looked for, the oldest first.
    func everything<Row: Sendable>(of key: PageKey, at now: Duration) -> [SeenRows<Row>.Stretch] {
        dropOld(at: now)
        let wanted = key.unsearched
        var stretches: [SeenRows<Row>.Stretch] = []
        for (known, list) in lists where known.unsearched == wanted {
            stretches += list.blocks.compactMap { number, block in block.stretch(number) }
        }
        return stretches.sorted { $0.asked < $1.asked }
    }

    /// - Parameters:
    ///   - state: `state` when the question was asked.
    ///   - replacesAll: Staff wanted this list anew: nothing older of it is shown again.
    func keep<Row: Sendable>(
        _ seen: SeenRows<Row>.Stretch, _ key: PageKey, total: Int?, state: Int, replacesAll: Bool
    ) {
        guard state == self.state else { return }
        if replacesAll {
            for known in lists.keys where known.list == key.list { lists[known] = nil }
        }
        // Nothing is counted past the end: the list has become shorter than was thought.
        guard seen.offset == 0 || !seen.rows.isEmpty else {
            lists[key] = nil
            return
        }
        // Answers that disagree about the list's length are of different lists: the older ones go.
        var list = lists[key] ?? List(total: total)
        if list.total != total { list = List(total: total) }
        uses += 1
        for (number, rows) in Self.blocks(of: seen, total) {
            list.blocks[number] = Block(
                rows: rows, count: rows.count, readAt: seen.readAt, asked: seen.asked, lastUse: uses)
        }
        lists[key] = list
        dropOld(at: seen.asked)
        dropUnused()
    }

    func forget() {
        state += 1
        lists = [:]
    }

    /// The whole blocks of an answer; that with the last row is whole however few rows it has.
    private static func blocks<Row: Sendable>(of seen: SeenRows<Row>.Stretch, _ total: Int?) -> [(Int, [Row])] {
        let isLast = total.map { seen.end >= $0 } ?? false
        let size = PageWindow.block
        let first = (seen.offset + size - 1) / size
        return stride(from: first * size - seen.offset, through: seen.rows.count, by: size).enumerated()
            .compactMap { index, start in
                let rows = Array(seen.rows[start...].prefix(size))
                let isWhole = rows.count == size || (isLast && (!rows.isEmpty || seen.rows.isEmpty))
                return isWhole ? (first + index, rows) : nil
            }
    }

    private func dropOld(at now: Duration) {
        lists = lists.mapValues { list in
            List(total: list.total, blocks: list.blocks.filter { now - $1.asked < lifetime })
        }
        dropEmpty()
    }

    /// What was not used for longest goes until the rows are few enough: whoever scrolls on leaves it behind.
    private func dropUnused() {
        var rows = count
        guard rows > mostRows else { return }
        let kept = lists.flatMap { key, list in list.blocks.map { (key: key, number: $0, block: $1) } }
        for old in kept.sorted(by: { ($0.block.lastUse, $0.number) < ($1.block.lastUse, $1.number) }) {
            guard rows > mostRows else { break }
            lists[old.key]?.blocks[old.number] = nil
            rows -= max(1, old.block.count)
        }
        dropEmpty()
    }

    private func dropEmpty() { lists = lists.filter { !$0.value.blocks.isEmpty } }
}
