extension Canvas {
    /// The rows that differ from what `before` has there; all of them where it is not as large.
    public func changedRows(since before: Canvas) -> [Int] {
        guard size == before.size else { return Array(0..<size.height) }
        return (0..<size.height).filter { !isAlike($0, $0, of: before) }
    }

    /// The columns of a row between the first and the last that differ from what `before` has there, whole clusters.
    ///
    /// Nil where none does. The other canvas is as large.
    public func change(inRow y: Int, since before: Canvas) -> Range<Int>? {
        guard (0..<size.height).contains(y), size == before.size, !isAlike(y, y, of: before) else { return nil }
        let row = (y * size.width)..<((y + 1) * size.width)
        guard var first = row.first(where: { cells[$0] != before.cells[$0] }),
            var last = row.last(where: { cells[$0] != before.cells[$0] })
        else { return nil }
        if cells[first].width == 0 { first -= 1 }
        if cells[last].width == 2 { last += 1 }
        return (first - row.lowerBound)..<(last + 1 - row.lowerBound)
    }

    /// Whether a row is what another canvas, as wide, has in one of its rows.
    ///
    /// Compares words instead of cells, and all of them: nearly every row is the same at nearly every key.
    func isAlike(_ y: Int, _ other: Int, of before: Canvas) -> Bool {
        let length = size.width * MemoryLayout<Cell>.stride
        return cells.withUnsafeBytes { new in
            before.cells.withUnsafeBytes { old in
                let new = UnsafeRawBufferPointer(rebasing: new[(y * length)..<((y + 1) * length)])
                let old = UnsafeRawBufferPointer(rebasing: old[(other * length)..<((other + 1) * length)])
                var difference: UInt64 = 0
                // Counted so that the compiler takes several words at once.
                for word in 0..<(length / MemoryLayout<UInt64>.size) {
                    let place = word &* MemoryLayout<UInt64>.size
                    difference |=
                        new.load(fromByteOffset: place, as: UInt64.self)
                        ^ old.load(fromByteOffset: place, as: UInt64.self)
                }
                return difference == 0
            }
        }
    }
}
