/// All that the picture of a row follows from: two that are alike make the same cells.
public protocol RowLook: AnyObject, Sendable {
    func isAlike(_ other: any RowLook) -> Bool
}

/// The cells that were drawn from a look.
struct KeptRow: Sendable {
    let look: any RowLook
    let cells: [Cell]
    /// Whether all of them stand on the ground of the page.
    let isOnPage: Bool
}

extension Canvas {
    /// An empty canvas that takes over rows that look as they did in an earlier picture.
    public init(size: Size, after earlier: Canvas?) {
        self.init(size: size)
        guard let earlier, earlier.size == self.size else { return }
        earlierRows = earlier.keptRows
    }

    /// Draws a line of which each cell follows from a look and from nothing that was drawn there before, but for its
    /// ground; where the same was drawn before, its cells are put there again.
    public mutating func draw(_ look: some RowLook, in line: Rect, by draw: (inout Canvas) -> Void) {
        guard line.height == 1, !line.isEmpty, line.intersection(bounds) == line else { return draw(&self) }
        if keptRows.isEmpty { keptRows = Array(repeating: nil, count: size.height) }
        let start = line.y * size.width + line.x
        if let row = earlierRow(look, in: line) {
            splitWide(y: line.y, from: line.x, to: line.endX)
            put(row, at: start, isOnPage: row.isOnPage && !laidRows.contains(line.y))
            keptRows[line.y] = row
        } else {
            draw(&self)
            keptRows[line.y] = KeptRow(
                look: look, cells: Array(cells[start..<(start + line.width)]), isOnPage: !laidRows.contains(line.y))
        }
    }

    /// Where it stood before, or beside that: lists scroll by a line.
    private func earlierRow(_ look: some RowLook, in line: Rect) -> KeptRow? {
        for y in [line.y, line.y + 1, line.y - 1] where earlierRows.indices.contains(y) {
            guard let row = earlierRows[y], row.cells.count == line.width, row.look.isAlike(look) else { continue }
            return row
        }
        return nil
    }

    private mutating func put(_ row: KeptRow, at start: Int, isOnPage: Bool) {
        cells.withUnsafeMutableBufferPointer { cells in
            row.cells.withUnsafeBufferPointer { kept in
                let place = UnsafeMutableBufferPointer(rebasing: cells[start..<(start + kept.count)])
                // Nearly every row at nearly every key.
                if isOnPage { return _ = place.update(fromContentsOf: kept) }
                for index in kept.indices {
                    let ground = place[index].ground
                    place[index] = kept[index]
                    place[index].ground = ground
                }
            }
        }
    }
}
