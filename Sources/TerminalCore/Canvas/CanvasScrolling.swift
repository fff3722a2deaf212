/// Rows that moved up or down together, as those of a list do that scrolls.
public struct Scrolling: Equatable, Sendable {
    /// The rows that something moved into or out of.
    public let rows: Range<Int>
    /// How many rows they moved up; down where it is negative.
    public let step: Int

    public init(rows: Range<Int>, step: Int) {
        self.rows = rows
        self.step = step
    }

    /// The rows that nothing moved into.
    public var vacated: Range<Int> {
        let count = min(abs(step), rows.count)
        return step > 0 ? (rows.upperBound - count)..<rows.upperBound : rows.lowerBound..<(rows.lowerBound + count)
    }
}

extension Canvas {
    /// How many rows must be spared: fewer are as soon drawn as moved.
    private static let fewestSpared = 8

    /// The rows that moved since `before`; nil where too few did, and where it is not as large.
    ///
    /// - Parameter changed: The rows that are not what they were.
    public func scrolling(since before: Canvas, changed: [Int]) -> Scrolling? {
        guard size == before.size else { return nil }
        guard changed.count >= Self.fewestSpared else { return nil }
        // One of these moved where most rows did, whatever else was drawn anew.
        for row in (1...3).map({ changed[changed.count * $0 / 4] }) {
            guard let step = nearestStep(of: row, since: before) else { continue }
            let moved = neighbours(of: row, by: step, since: before)
            let spared = changed.count { moved.contains($0) } - abs(step)
            guard spared >= Self.fewestSpared else { continue }
            let rows = min(moved.lowerBound, moved.lowerBound + step)..<max(moved.upperBound, moved.upperBound + step)
            return Scrolling(rows: rows, step: step)
        }
        return nil
    }

    /// Moves rows with all that stands on them; those that nothing moves into become blank.
    public mutating func scroll(_ scrolling: Scrolling) {
        let rows = scrolling.rows.clamped(to: 0..<size.height)
        let away = min(abs(scrolling.step), rows.count) * size.width
        let moved = (rows.lowerBound * size.width)..<(rows.upperBound * size.width)
        cells.withUnsafeMutableBufferPointer { cells in
            let area = UnsafeMutableBufferPointer(rebasing: cells[moved])
            guard let first = area.baseAddress else { return }
            let staying = area.count - away
            if scrolling.step > 0 {
                first.update(from: first + away, count: staying)
                (first + staying).update(repeating: .blank, count: away)
            } else {
                (first + away).update(from: first, count: staying)
                first.update(repeating: .blank, count: away)
            }
        }
    }

    private func nearestStep(of row: Int, since before: Canvas) -> Int? {
        for distance in 1..<max(1, size.height) {
            if hasCome(row, by: distance, since: before) { return distance }
            if hasCome(row, by: -distance, since: before) { return -distance }
        }
        return nil
    }

    /// The rows around one that moved as it did.
    private func neighbours(of row: Int, by step: Int, since before: Canvas) -> Range<Int> {
        var (first, end) = (row, row + 1)
        while hasCome(first - 1, by: step, since: before) { first -= 1 }
        while hasCome(end, by: step, since: before) { end += 1 }
        return first..<end
    }

    /// Whether what stands in a row stood so many rows below it.
    private func hasCome(_ row: Int, by step: Int, since before: Canvas) -> Bool {
        let rows = 0..<size.height
        return rows.contains(row) && rows.contains(row + step) && isAlike(row, row + step, of: before)
    }
}
