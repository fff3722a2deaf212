import BillingModel
import TerminalCore

/// Draws the visible rows of a table.
///
/// `>` stands before the selected row and `*` before marked ones; neither is told by colour alone.
public struct TableView: Sendable {
    public var columns: [TableColumn]
    /// Position of the sorted column, which carries `▲` or `▼`.
    public var sortedBy: Int?
    public var ascending: Bool
    /// Position among the rows that are drawn.
    public var selectedRow: Int?
    /// What was typed to filter; each word's hits are set off.
    public let highlighting: String
    private let match: TextMatch

    public init(
        columns: [TableColumn], sortedBy: Int? = nil, ascending: Bool = true, selectedRow: Int? = nil,
        highlighting: String = ""
    ) {
        self.columns = columns
        self.sortedBy = sortedBy
        self.ascending = ascending
        self.selectedRow = selectedRow
        self.highlighting = highlighting
        match = TextMatch(SearchWords(highlighting))
    }

    /// Draws the rows that fit; a nil row is still loading.
    public func draw(header: Bool, rows: [TableRow?], in area: Rect, on canvas: inout Canvas) {
        guard !area.isEmpty else { return }
        let layout = TableLayout(columns: columns, width: area.width)
        if header { drawHeader(layout, in: area.row(0), on: &canvas) }
        let body = header ? area.below(1) : area
        let decimals = decimals(of: rows.prefix(body.height))
        let table = TableLook(
            alignments: columns.map(\.alignment), layout: layout, decimals: decimals, highlighting: highlighting)
        for (y, row) in rows.prefix(body.height).enumerated() {
            let (isSelected, line) = (y == selectedRow, body.row(y))
            canvas.draw(TableRowLook(row: row, isSelected: isSelected, table: table), in: line) {
                drawRow(row, isSelected: isSelected, layout: layout, decimals, in: line, on: &$0)
            }
        }
    }

    /// The longest fraction, decimal sign included, of each column of numbers.
    private func decimals(of rows: ArraySlice<TableRow?>) -> [Int: Int] {
        var result: [Int: Int] = [:]
        for index in columns.indices where columns[index].alignment == .decimal {
            result[index] = rows.compactMap { $0?.cells[safe: index] }.map(Self.fraction).max()
        }
        return result
    }

    private static func fraction(_ number: String) -> Int {
        number.lastIndex { $0 == "." || $0 == "," }.map { number.distance(from: $0, to: number.endIndex) } ?? 0
    }

    private func drawHeader(_ layout: TableLayout, in line: Rect, on canvas: inout Canvas) {
        canvas.fill(line, role: .tableHeader)
        for place in layout.placed {
            let column = columns[place.index]
            let cell = line.cell(place)
            guard place.index == sortedBy else {
                column.write(column.title, role: .tableHeader, in: cell, on: &canvas)
                continue
            }
            let sign = ascending ? "▲" : "▼"
            let room = max(0, place.width - 2)
            let title = String(DisplayText.clusters(column.title, fitting: room).map(\.character))
            column.write(room > 0 ? title + " " + sign : sign, role: .tableHeader, in: cell, on: &canvas)
        }
    }

    private func drawRow(
        _ row: TableRow?, isSelected: Bool, layout: TableLayout, _ decimals: [Int: Int], in line: Rect,
        on canvas: inout Canvas
    ) {
        let role = isSelected ? .tableSelected : Self.role(of: row)
        canvas.fill(line, role: role)
        let signs = (isSelected ? ">" : " ") + (row?.isMarked == true ? "*" : " ")
        canvas.write(signs, at: line.origin, role: role, limit: min(line.width, TableLayout.gutter))
        for place in layout.placed {
            let column = columns[place.index]
            let cell = line.cell(place)
            guard let row else {
                column.write(String(repeating: "·", count: min(3, place.width)), role: role, in: cell, on: &canvas)
                continue
            }
            guard let text = row.cells[safe: place.index] else { continue }
            // Fewer decimals than others have are blanks at the right, where there is room for them.
            let missing = decimals[place.index].map { $0 - Self.fraction(text) } ?? 0
            let room = missing == 0 ? 0 : max(0, cell.width - DisplayText.width(text))
            let start = column.write(
                text, role: isSelected || row.isMarked ? role : row.cellRoles[place.index] ?? role,
                in: cell.left(cell.width - min(missing, room)), on: &canvas)
            highlight(text, from: start, in: cell, on: &canvas)
        }
    }

    private static func role(of row: TableRow?) -> StyleRole {
        guard let row else { return .dim }
        return row.isMarked ? .tableMarked : row.role
    }

    private func highlight(_ text: String, from start: Int, in cell: Rect, on canvas: inout Canvas) {
        guard !match.isEmpty else { return }
        // What lies behind the cell's width is never visible, however long the text.
        let visible = cell.width + highlighting.count
        if let columns = DisplayText.plainWidth(text) {
            let hits = match.ranges(inPlain: Array(text.utf8.prefix(visible)))
            let used = columns > cell.width ? cell.width - 1 : columns
            for hit in hits {
                mark((start + hit.lowerBound)..<(start + hit.upperBound), upTo: start + used, in: cell, on: &canvas)
            }
            return
        }
        let characters = Array(text.prefix(visible))
        let hits = match.ranges(in: characters)
        guard !hits.isEmpty else { return }
        var edges = [start]
        for character in characters {
            edges.append(edges[edges.count - 1] + DisplayText.width(String(character)))
        }
        let used = DisplayText.width(text, fitting: cell.width)
        let isCut = edges[edges.count - 1] - start > cell.width
        let end = start + used - (isCut ? 1 : 0)
        for hit in hits { mark(edges[hit.lowerBound]..<edges[hit.upperBound], upTo: end, in: cell, on: &canvas) }
    }

    /// - Parameter end: The `…` of a cut text is no hit.
    private func mark(_ hit: Range<Int>, upTo end: Int, in cell: Rect, on canvas: inout Canvas) {
        let width = min(hit.upperBound, end) - hit.lowerBound
        canvas.setRole(.match, in: Rect(x: hit.lowerBound, y: cell.y, width: width, height: 1))
    }
}

/// All that the rows of a table look by, other than what each of them holds.
private final class TableLook: Sendable {
    let alignments: [TableColumn.Alignment]
    let layout: TableLayout
    let decimals: [Int: Int]
    let highlighting: String

    init(alignments: [TableColumn.Alignment], layout: TableLayout, decimals: [Int: Int], highlighting: String) {
        self.alignments = alignments
        self.layout = layout
        self.decimals = decimals
        self.highlighting = highlighting
    }

    func isAlike(_ other: TableLook) -> Bool {
        self === other
            || layout == other.layout && alignments == other.alignments && decimals == other.decimals
                && highlighting == other.highlighting
    }
}

private final class TableRowLook: RowLook {
    let row: TableRow?
    let isSelected: Bool
    let table: TableLook

    init(row: TableRow?, isSelected: Bool, table: TableLook) {
        self.row = row
        self.isSelected = isSelected
        self.table = table
    }

    func isAlike(_ other: any RowLook) -> Bool {
        guard let other = other as? TableRowLook else { return false }
        return isSelected == other.isSelected && row == other.row && table.isAlike(other.table)
    }
}

extension TableColumn {
    /// Writes at the column's side of a cell; returns the text's first column.
    @discardableResult
    fileprivate func write(_ text: String, role: StyleRole, in cell: Rect, on canvas: inout Canvas) -> Int {
        var x = cell.x
        if alignment != .leading { x += max(0, cell.width - DisplayText.width(text, fitting: cell.width)) }
        canvas.write(text, at: Point(x: x, y: cell.y), role: role, limit: cell.endX - x)
        return x
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Rect {
    fileprivate func cell(_ place: TableLayout.Placement) -> Rect {
        Rect(x: x + place.x, y: y, width: place.width, height: height)
    }
}
