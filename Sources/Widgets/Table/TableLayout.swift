/// Which columns a table shows at a width, and where.
public struct TableLayout: Equatable, Sendable {
    /// A column's place, counted from the table's left edge.
    public struct Placement: Equatable, Sendable {
        /// Position among the table's columns.
        public var index: Int
        public var x: Int
        public var width: Int

        public init(index: Int, x: Int, width: Int) {
            self.index = index
            self.x = x
            self.width = width
        }
    }

    /// Columns at the left for the signs of a row: `>` selected, `*` marked.
    public static let gutter = 2
    static let gap = 2

    /// The columns that are shown, left to right.
    public let placed: [Placement]

    /// Leaves out the columns with the highest priority number until the others fit, then shares the room.
    public init(columns: [TableColumn], width: Int) {
        let room = width - Self.gutter
        let kept = Self.kept(columns, room: room)
        guard room > 0, !kept.isEmpty else {
            placed = []
            return
        }
        var widths = kept.map { columns[$0].minimum }
        var rest = room - widths.reduce(0, +) - Self.gap * (kept.count - 1)
        if rest < 0 {
            // Only a single column is kept although it does not fit.
            widths = [room]
        } else {
            Self.growToIdeal(&widths, kept.map { columns[$0] }, rest: &rest)
            Self.shareRest(&widths, kept.map { columns[$0] }, rest: rest)
        }
        var x = Self.gutter
        placed = zip(kept, widths).map { index, width in
            defer { x += width + Self.gap }
            return Placement(index: index, x: x, width: width)
        }
    }

    /// The narrowest table that shows all columns.
    public static func width(ofAll columns: [TableColumn]) -> Int {
        let columns = columns.filter(\.isShown)
        return gutter + columns.reduce(0) { $0 + $1.minimum } + gap * max(0, columns.count - 1)
    }

    private static func kept(_ columns: [TableColumn], room: Int) -> [Int] {
        var kept = columns.indices.filter { columns[$0].isShown }
        var needed = kept.reduce(0) { $0 + columns[$1].minimum } + gap * (kept.count - 1)
        while needed > room, kept.count > 1 {
            // Of equals the rightmost goes first.
            guard let last = kept.max(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) }) else { break }
            kept.removeAll { $0 == last }
            needed -= columns[last].minimum + gap
        }
        return kept
    }

    /// Gives each column the same share of what it lacks, the more important ones first when it runs out.
    private static func growToIdeal(_ widths: inout [Int], _ columns: [TableColumn], rest: inout Int) {
        let lacking = columns.indices.map { columns[$0].ideal - widths[$0] }
        let total = lacking.reduce(0, +)
        guard total > rest else {
            for index in columns.indices { widths[index] += lacking[index] }
            rest -= total
            return
        }
        let available = rest
        for index in columns.indices {
            let share = Int(Double(lacking[index]) / Double(max(1, total)) * Double(available))
            widths[index] += min(share, rest)
            rest -= min(share, rest)
        }
        let byPriority = columns.indices.sorted { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
        for index in byPriority where rest > 0 && widths[index] < columns[index].ideal {
            widths[index] += 1
            rest -= 1
        }
    }

    private static func shareRest(_ widths: inout [Int], _ columns: [TableColumn], rest: Int) {
        let flexible = columns.indices.filter { columns[$0].isFlexible }
        for (position, index) in flexible.enumerated() {
            widths[index] += rest / flexible.count + (position < rest % flexible.count ? 1 : 0)
        }
    }
}
