import BillingAPI
import BillingModel

/// Where the cursor stands in a list of which only the rows around it are known.
///
/// The cursor belongs to a record: when rows arrive in another order it follows its record's id.
struct ListState<Row: Sendable>: Sendable {
    private(set) var offset = 0
    private(set) var rows: [Row] = []
    /// All matches; nil while the system has not counted them.
    private(set) var total: Int?
    /// There are no fewer than this, where counting stopped.
    private(set) var atLeast = 0
    /// How old the rows are; nil where they are what the data are now.
    private(set) var readAt: LocalTime?
    private(set) var cursor = 0
    private(set) var top = 0
    private(set) var hasAnswer = false
    /// How many rows that were seen before stand in for those that were asked for; nil where the rows are the answer.
    private(set) var standIns: Int?
    /// How far a system was looked through that does not find such rows itself.
    private(set) var looked: LookedThrough?
    /// Whether a system elsewhere looked for every word, in any notation.
    private(set) var isFoundByWords = false
    private var cursorID: Int?

    /// Rows before and after the visible ones that are fetched with them, so that scrolling finds them there.
    static var margin: Int { 60 }

    /// The last index the cursor may stand on, as far as known.
    var lastIndex: Int { max(0, (total ?? max(atLeast, offset + rows.count)) - 1) }

    /// Whether more of them may stand in what was not looked through yet.
    var isLooking: Bool { looked?.isWhole == false }

    func row(at index: Int) -> Row? {
        rows.indices.contains(index - offset) ? rows[index - offset] : nil
    }

    var selected: Row? { row(at: cursor) }

    /// Puts a record that was read again where it stood; nothing else moves.
    mutating func replace(at position: Int, by row: Row) { rows[position] = row }

    mutating func move(to index: Int, height: Int, id: (Row) -> Int) {
        cursor = min(max(0, index), lastIndex)
        cursorID = selected.map(id)
        reveal(height: height)
    }

    /// Keeps the cursor in view, with no more movement than that needs.
    mutating func reveal(height: Int) {
        let height = max(1, height)
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, lastIndex - height + 1))
    }

    /// The rows to ask for when something visible is unknown; nil while everything is there.
    func missing(height: Int) -> (offset: Int, limit: Int)? {
        // An empty list has no row to wait for.
        let end = min(top + max(1, height), total ?? max(atLeast, offset + rows.count))
        if hasAnswer, top >= offset, end <= offset + rows.count { return nil }
        let start = max(0, top - Self.margin)
        return (start, top - start + height + Self.margin)
    }

    /// Whether a row in view is not known yet, so that only its place could be shown.
    func hasGaps(height: Int) -> Bool {
        guard !rows.isEmpty else { return !hasAnswer }
        return top < offset || min(top + max(1, height), lastIndex + 1) > offset + rows.count
    }

    /// What to ask for while everything visible is there, before scrolling on comes to what is not; nil while that is
    /// far. More is asked for than is missed, so that the next lines ask nothing.
    func ahead(height: Int) -> (offset: Int, limit: Int)? {
        let end = offset + rows.count
        guard hasAnswer, missing(height: height) == nil else { return nil }
        let near = min(max(1, height), Self.margin * 3 / 4)
        if end < total ?? .max, top + height + near > end {
            let start = max(0, top - Self.margin)
            return (start, top - start + height + 2 * Self.margin)
        }
        guard offset > 0, top - near < offset else { return nil }
        let start = max(0, top - 2 * Self.margin)
        return (start, top - start + height + Self.margin)
    }

    /// What to ask for when the same place must be read again.
    func window(height: Int) -> (offset: Int, limit: Int) {
        let start = max(0, top - Self.margin)
        return (start, top - start + max(1, height) + Self.margin)
    }

    mutating func take(_ window: Page<Row>, limit: Int, height: Int, id: (Row) -> Int) {
        offset = window.offset
        rows = window.rows
        readAt = window.readAt
        hasAnswer = true
        standIns = nil
        looked = window.looked
        isFoundByWords = window.isFoundByWords
        if let counted = window.total {
            total = counted
        } else if isLooking {
            total = nil
        } else if rows.count < limit, !rows.isEmpty || offset == 0 {
            // A page that is not full is the last one.
            total = offset + rows.count
        } else if rows.isEmpty {
            // Fewer are left than there were: how many, the rows before these tell.
            (total, atLeast, hasAnswer) = (nil, 0, false)
        } else if let known = total, known < offset + rows.count {
            total = nil
        }
        if let cursorID, let index = rows.firstIndex(where: { id($0) == cursorID }) {
            let shift = offset + index - cursor
            cursor += shift
            top = max(0, top + shift)
        }
        cursor = min(cursor, lastIndex)
        cursorID = selected.map(id)
        reveal(height: height)
    }

    /// - Parameter most: where counting stopped; that many or more means that nobody knows how many more.
    mutating func counted(_ number: Int, most: Int?, height: Int) {
        if let most, number >= most {
            atLeast = number
            total = nil
        } else {
            total = rows.isEmpty ? number : max(number, offset + rows.count)
        }
        if cursor > lastIndex { (cursor, cursorID) = (lastIndex, nil) }
        reveal(height: height)
    }

    /// `513`, of those seen so far where they stand in for the answer; `1000+` where counting stopped, `…` where it has
    /// not been done.
    var shownTotal: String {
        if let total = standIns ?? total { return String(total) }
        if isLooking { return "\(offset + rows.count)+" }
        return atLeast > 0 ? "\(max(atLeast, offset + rows.count))+" : "…"
    }

    /// What was seen before and fits a filter stands in for its rows until the system has answered.
    mutating func standIn(_ seen: Page<Row>, height: Int) {
        offset = seen.offset
        rows = seen.rows
        readAt = seen.readAt ?? readAt
        standIns = seen.total ?? rows.count
        cursor = min(cursor, lastIndex)
        reveal(height: height)
    }

    /// Another filter or order: back to the first row. Old rows stay visible until the new ones come.
    mutating func restart() {
        cursor = 0
        top = 0
        cursorID = nil
        total = nil
        atLeast = 0
        hasAnswer = false
        standIns = nil
        looked = nil
    }
}
