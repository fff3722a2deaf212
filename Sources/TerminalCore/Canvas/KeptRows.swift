/// All that the picture of a row follows from: two that are alike make the same cells.
public protocol RowLook: AnyObject, Sendable {
    func isAlike(_ other: any RowLook) -> Bool
}

/// The cells that were drawn from a look.
struct KeptRow: Sendable {
    let look: any RowLook
    let cells: [Cell]
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
            put(row.cells, at: start)
            keptRows[line.y] = row
        } else {
            draw(&self)
            keptRows[line.y] = KeptRow(look: look, cells: Array(cells[start..<(start + line.width)]))
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

    private mutating func put(_ kept: [Cell], at start: Int) {
        cells.withUnsafeMutableBufferPointer { cells in
            kept.withUnsafeBufferPointer { kept in
                for index in kept.indices {
                    let ground = cells[start + index].ground
                    cells[start + index] = kept[index]
                    cells[start + index].ground = ground
                }
            }
        }
    }
}
