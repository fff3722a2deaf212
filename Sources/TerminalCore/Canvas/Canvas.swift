/// A grid of cells that screens draw into.
///
/// Everything written passes `DisplayText`, so control characters, escape sequences and invisible
/// characters in customer data can never reach a terminal, whichever screen draws them.
public struct Canvas: Equatable, Sendable {
    public let size: Size
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Point?
    /// What means something when it is pointed at, the later ones in front.
    public internal(set) var regions: [Region] = []
    var cells: [Cell]
    /// By their place, what was drawn from a look, here and in the picture before.
    var keptRows: [KeptRow?] = []
    /// From the first to the last row in which something may stand on a ground of its own.
    private(set) var laidRows = 0..<0
    var earlierRows: [KeptRow?] = []

    /// Sides beyond `largestSide` are cut to it, negative ones to 0.
    public init(size: Size) {
        self.size = Size(
            width: min(max(0, size.width), Self.largestSide), height: min(max(0, size.height), Self.largestSide))
        cells = Array(repeating: .blank, count: self.size.width * self.size.height)
    }

    /// A terminal may claim 65535 columns; memory must not follow it there.
    public static let largestSide = 2000

    /// What is seen and pointed at, however it was drawn.
    public static func == (a: Canvas, b: Canvas) -> Bool {
        a.size == b.size && a.cursor == b.cursor && a.regions == b.regions && a.cells == b.cells
    }

    public var bounds: Rect { Rect(size) }

    /// The cell at a column and row; blank outside the canvas.
    public subscript(x: Int, y: Int) -> Cell {
        contains(x, y) ? cells[y * size.width + x] : .blank
    }

    /// The cells of one row, left to right; none outside the canvas.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        guard y >= 0, y < size.height else { return [] }
        return cells[(y * size.width)..<((y + 1) * size.width)]
    }

    /// Writes one line of text, cut at `limit` columns and at the canvas's edge; returns the columns used.
    ///
    /// A line that is cut ends in `…`, so that a shortened name never looks like a whole one.
    @discardableResult
    public mutating func write(
        _ text: String, at point: Point, role: StyleRole = .text, limit: Int = .max
    ) -> Int {
        guard contains(point.x, point.y) else { return 0 }
        let room = min(limit, size.width - point.x)
        guard room > 0 else { return 0 }
        let plain = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
            DisplayText.isPlain(bytes) ? writePlain(bytes, at: point, role: role, room: room) : nil
        }
        if let used = plain ?? nil { return used }
        var x = point.x
        DisplayText.fit(text, in: room) { cluster in
            put(cluster, role: role, at: Point(x: x, y: point.y))
            x += cluster.width
        }
        return x - point.x
    }

    /// Lays an empty area with a ground of its own, on which everything written there later stands.
    public mutating func lay(_ ground: StyleRole, in area: Rect) {
        let rows = area.y..<max(area.y, area.endY)
        let (first, end) = (min(laidRows.lowerBound, rows.lowerBound), max(laidRows.upperBound, rows.upperBound))
        laidRows = laidRows.isEmpty ? rows : first..<end
        fill(area, role: ground)
        change(area) { $0.ground = ground }
    }

    /// Takes everything drawn in an area back behind what is drawn in front of it: dim, on the ground of the page, and
    /// out of the mouse's reach.
    public mutating func fade(_ area: Rect) {
        change(area) { cell in
            cell.role = .dim
            cell.ground = .text
        }
        cursor = nil
        regions.removeAll { !$0.area.intersection(area).isEmpty }
    }

    /// Gives every cell of an area one character and role; one that is not one safe column shows as the sign.
    public mutating func fill(_ area: Rect, with character: Unicode.Scalar = " ", role: StyleRole = .text) {
        let area = area.intersection(bounds)
        guard !area.isEmpty else { return }
        let cluster = ScalarKind(character) == .narrow ? DisplayText.Cluster(character) : .sign
        for y in area.y..<area.endY {
            splitWide(y: y, from: area.x, to: area.endX)
            draw(in: (y * size.width + area.x)..<(y * size.width + area.endX), role) { _ in cluster }
        }
    }

    /// Changes the meaning of what is already drawn.
    public mutating func setRole(_ role: StyleRole, in area: Rect) {
        change(area) { $0.role = role }
    }

    private mutating func change(_ area: Rect, _ change: (inout Cell) -> Void) {
        let area = area.intersection(bounds)
        for y in area.y..<area.endY {
            let start = y * size.width
            cells.withUnsafeMutableBufferPointer { cells in
                for index in (start + area.x)..<(start + area.endX) { change(&cells[index]) }
            }
        }
    }

    /// Replaces what stands on a cell; its ground stays.
    private mutating func draw(_ cluster: DisplayText.Cluster, _ role: StyleRole, at index: Int) {
        cells[index].cluster = cluster
        cells[index].role = role
    }

    /// The same for cells side by side.
    @inline(__always)
    private mutating func draw(in indices: Range<Int>, _ role: StyleRole, _ cluster: (Int) -> DisplayText.Cluster) {
        cells.withUnsafeMutableBufferPointer { cells in
            for index in indices {
                cells[index].cluster = cluster(index)
                cells[index].role = role
            }
        }
    }

    /// A single-line box along the area's edge.
    public mutating func frame(_ area: Rect, role: StyleRole = .border) {
        guard area.width >= 2, area.height >= 2 else { return }
        let right = area.endX - 1
        let bottom = area.endY - 1
        fill(Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: 1), with: "─", role: role)
        fill(Rect(x: area.x + 1, y: bottom, width: area.width - 2, height: 1), with: "─", role: role)
        fill(Rect(x: area.x, y: area.y + 1, width: 1, height: area.height - 2), with: "│", role: role)
        fill(Rect(x: right, y: area.y + 1, width: 1, height: area.height - 2), with: "│", role: role)
        let corners: [(Int, Int, Unicode.Scalar)] = [
            (area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘"),
        ]
        for (x, y, character) in corners {
            fill(Rect(x: x, y: y, width: 1, height: 1), with: character, role: role)
        }
    }

    /// The text of the canvas, right-trimmed, one line a row: what a test compares.
    public var picture: String {
        (0..<size.height).map { y in
            var line = ""
            for cell in row(y) where cell.width > 0 { line.append(cell.character) }
            return line.trimmingTrailingSpaces()
        }.joined(separator: "\n")
    }

    private func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < size.width && y >= 0 && y < size.height
    }

    /// Writes printable ASCII, a column a byte, without looking at clusters: nearly all that is ever drawn.
    private mutating func writePlain(
        _ bytes: UnsafeBufferPointer<UInt8>, at point: Point, role: StyleRole, room: Int
    ) -> Int {
        guard !bytes.isEmpty else { return 0 }
        let used = min(bytes.count, room)
        splitWide(y: point.y, from: point.x, to: point.x + used)
        let start = point.y * size.width + point.x
        draw(in: start..<(start + used), role) { DisplayText.Cluster(Unicode.Scalar(bytes[$0 - start])) }
        if bytes.count > room { draw(.ellipsis, role, at: start + used - 1) }
        return used
    }

    /// Puts one cluster, which must fit in the row.
    private mutating func put(_ cluster: DisplayText.Cluster, role: StyleRole, at point: Point) {
        splitWide(y: point.y, from: point.x, to: point.x + cluster.width)
        let index = point.y * size.width + point.x
        draw(cluster, role, at: index)
        if cluster.width == 2 { draw(.continuation, role, at: index + 1) }
    }

    /// Blanks what would remain outside of wide clusters that reach across either end of a span to be overwritten.
    mutating func splitWide(y: Int, from start: Int, to end: Int) {
        let row = y * size.width
        if start > 0, cells[row + start].width == 0 {
            draw(.blank, cells[row + start - 1].role, at: row + start - 1)
        }
        if end < size.width, cells[row + end].width == 0 {
            draw(.blank, cells[row + end].role, at: row + end)
        }
    }
}

extension String {
    func trimmingTrailingSpaces() -> String {
        guard let end = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...end])
    }
}
