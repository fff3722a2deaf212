import BillingAPI
import Widgets

/// Which records of a list are marked: by their ids, in the order in which they were marked, wherever they stand and
/// whether or not the filter shows them.
struct ListMarks: Equatable, Sendable {
    private(set) var ids: [Int] = []
    private var known: Set<Int> = []
    /// Where a range has begun.
    var anchor: Anchor?

    /// A row that stays the same record wherever it moves.
    struct Anchor: Equatable, Sendable {
        /// In the whole list, as far as that is known.
        var index: Int
        let id: Int
        /// The range has its other end too, and its rows are being read.
        var isEnded = false
    }

    /// Whether there is anything to let go of.
    var isActive: Bool { !ids.isEmpty || anchor != nil }

    /// With the rows of a range that is still open.
    func count(upTo cursor: Int) -> Int { ids.count + (anchor.map { abs($0.index - cursor) + 1 } ?? 0) }

    func has(_ id: Int) -> Bool { known.contains(id) }

    mutating func toggle(_ id: Int) {
        if known.remove(id) != nil { ids.removeAll { $0 == id } } else { add([id]) }
    }

    mutating func add(_ new: [Int]) {
        for id in new where known.insert(id).inserted { ids.append(id) }
    }

    /// As many as one run changes, the first of them first.
    ///
    /// - Returns: Whether all of them were taken.
    mutating func addAsManyAsAreChanged(_ new: [Int]) -> Bool {
        let missing = new.filter { !known.contains($0) }
        let room = max(0, BulkRun.mostRows - ids.count)
        add(Array(missing.prefix(room)))
        return missing.count <= room
    }
}

/// Rows that are to be marked.
struct CollectedRows: Sendable {
    var ids: [Int]
    /// There are more, which nobody has read.
    var hasMore = false
    /// They do not begin or end with the records that they were to.
    var haveMoved = false

    /// - Parameter ends: The first and the last record that they were to have.
    func between(_ ends: [Int]?) -> CollectedRows {
        guard let ends, let first = ends.first, let last = ends.last else { return self }
        var rows = self
        rows.haveMoved = ids.first != first || (!hasMore && ids.last != last)
        return rows
    }
}

/// What is done with marks.
enum Marking: Sendable {
    /// Marks the row under the cursor, or lets go of it.
    case row
    /// Begins a range, or ends it.
    case range
    /// All that the filter shows.
    case all
    case none
    /// Changes all that is marked.
    case change
}

extension ListScreen {
    mutating func mark(_ marking: Marking, _ height: Int, _ setting: Setting) -> Effect<Action> {
        switch marking {
        case .row:
            guard let row = state.selected else { return .none }
            marks.toggle(source.id(of: row))
            return move(to: state.cursor + 1, height, setting)
        case .range:
            guard let id = state.selected.map(source.id) else { return .alert }
            guard let first = marks.anchor else {
                marks.anchor = ListMarks.Anchor(index: state.cursor, id: id)
                return .none
            }
            marks.anchor?.isEnded = true
            let rows = min(first.index, state.cursor)...max(first.index, state.cursor)
            let ends = first.index <= state.cursor ? [first.id, id] : [id, first.id]
            return collect(from: rows.lowerBound, rows.count, between: ends)
        case .all: return collect(from: 0, nil)
        case .none:
            marks = ListMarks()
            return .stop(slot: Self.slot)
        case .change:
            guard bulkRefusal(setting) == nil, let kind = BulkKind.of(source.kind) else { return .alert }
            return .open(BulkDialog(kind, marks.ids, setting))
        }
    }

    private static var slot: String { "marks" }
    /// Rows of one question.
    private static var page: Int { 1000 }

    /// Reads the ids of rows page by page, whether or not anybody has seen them.
    ///
    /// - Parameters:
    ///   - count: Nil for all there are.
    ///   - ends: The records that they are to begin and end with.
    private func collect(from first: Int, _ count: Int?, between ends: [Int]? = nil) -> Effect<Action> {
        let (source, request) = (source, request(offset: first, limit: 0))
        return .read(
            slot: Self.slot,
            { service throws(APIError) in
                try await Self.ids(of: source, request, count ?? .max, service).between(ends)
            }
        ) { .ranged($0) }
    }

    private static func ids(
        of source: Source, _ request: ListRequest, _ count: Int, _ service: any BillingService
    ) async throws(APIError) -> CollectedRows {
        var (ids, asked) = ([Int](), request)
        asked.countsAll = false
        // One more than are taken tells that there are more.
        let count = min(count, BulkRun.mostRows + 1)
        while ids.count < count {
            asked.limit = min(page, count - ids.count)
            let page = try await source.ask(asked, service)
            ids += page.rows.map(source.id)
            asked.offset += page.rows.count
            // A system that is looked through may give none now and more later.
            guard page.rows.count == asked.limit || page.looked?.isWhole == false else { break }
        }
        return CollectedRows(ids: Array(ids.prefix(BulkRun.mostRows)), hasMore: ids.count > BulkRun.mostRows)
    }

    mutating func take(marked result: Result<CollectedRows, APIError>, _ setting: Setting) -> Effect<Action> {
        marks.anchor = nil
        switch result {
        case .success(let rows) where rows.haveMoved:
            return .notice(Notice(.problem, setting.texts.rangeHasMoved)) + .alert
        case .success(let rows):
            let isWhole = marks.addAsManyAsAreChanged(rows.ids) && !rows.hasMore
            guard !isWhole else { return .none }
            return .notice(Notice(.problem, setting.texts.markedInPart(marks.ids.count, of: state.total))) + .alert
        case .failure(let error): return .notice(Notice(.problem, error.message[setting.language])) + .alert
        }
    }

    /// A range goes on from its record, wherever that stands among rows that have come, and is none without it. Where its
    /// place is not among them, its end tells whether it is the same still.
    mutating func followAnchor(_ setting: Setting) -> Effect<Action> {
        guard let anchor = marks.anchor else { return .none }
        if let position = state.rows.firstIndex(where: { source.id(of: $0) == anchor.id }) {
            marks.anchor?.index = state.offset + position
            return .none
        }
        let isBetween = state.rows.indices.contains(anchor.index - state.offset)
        let isGone = isBetween || state.rows.isEmpty || anchor.index > state.lastIndex
        guard isGone, !state.isLooking, !anchor.isEnded else { return .none }
        marks.anchor = nil
        return .notice(Notice(.problem, setting.texts.rangeHasMoved))
    }

    /// Among other rows, or in another order, what has begun as a range is none. Whoever saw one is told.
    mutating func letGoOfRange(_ setting: Setting) -> Effect<Action> {
        guard let anchor = marks.anchor else { return .none }
        marks.anchor = nil
        guard !anchor.isEnded, anchor.index != state.cursor else { return .none }
        return .notice(Notice(.info, setting.texts.rangeIsLetGoOf))
    }

    /// A row with its mark; nothing is looked up while there is none.
    func marked(_ row: TableRow, at position: Int) -> TableRow {
        guard marks.isActive else { return row }
        let index = state.offset + position
        let isInRange =
            marks.anchor.map { (min($0.index, state.cursor)...max($0.index, state.cursor)).contains(index) } ?? false
        guard isInRange || marks.has(source.id(of: state.rows[position])) else { return row }
        var row = row
        row.isMarked = true
        return row
    }

    /// Why the marked records cannot be changed all at once.
    func bulkRefusal(_ setting: Setting) -> String? {
        guard let kind = BulkKind.of(source.kind) else { return setting.texts.nothingInBulk }
        let reasons = kind.deeds.map { setting.reasonAgainst($0.action(of: kind)) }
        if !reasons.contains(nil), let reason = reasons.first { return reason }
        return marks.ids.isEmpty ? setting.texts.markFirst(setting.keys) : nil
    }
}
