import CNcurses
import TerminalCore

/// Copies what changed of a canvas into curses' screen.
@MainActor struct ScreenPainter {
    var palette: Palette
    /// Whether only ASCII may be sent.
    let isASCII: Bool
    private var shown: Canvas?
    private var scalars: [UInt32] = []

    init(palette: Palette, isASCII: Bool) {
        self.palette = palette
        self.isASCII = isASCII
    }

    /// Draws everything at the next `paint`.
    mutating func forget() {
        shown = nil
    }

    /// Draws `canvas` as far as it fits; sends nothing when it is what is shown.
    mutating func paint(_ canvas: Canvas, on screen: Size) {
        let previous = shown?.size == canvas.size ? shown : nil
        if previous == nil { screen_erase() }
        // What was erased is drawn already, unless the theme gives even plain text a colour.
        let erased = previous == nil && palette.ink(for: .text) == .plain ? Cell.blank : nil
        var isChanged = previous == nil
        for y in 0..<min(canvas.size.height, screen.height) {
            let row = canvas.row(y)
            let old = previous?.row(y)
            if row == old { continue }
            isChanged = true
            paint(row, over: old, erased: erased, y: y, columns: screen.width)
        }
        if previous == nil || previous?.cursor != canvas.cursor {
            isChanged = true
            place(canvas.cursor, on: screen)
        }
        shown = canvas
        if isChanged { screen_refresh() }
    }

    private func place(_ cursor: Point?, on screen: Size) {
        guard let cursor, Rect(screen).contains(cursor) else { return screen_cursor(false, 0, 0) }
        screen_cursor(true, Int32(cursor.y), Int32(cursor.x))
    }

    private mutating func paint(
        _ row: ArraySlice<Cell>, over old: ArraySlice<Cell>?, erased: Cell?, y: Int, columns: Int
    ) {
        for (x, cell) in row.enumerated().prefix(columns) where cell.width > 0 && cell != erased {
            if let old, old[old.startIndex + x] == cell {
                // The right half may have been a cluster of its own.
                let right = row.startIndex + x + 1
                if cell.width == 1 || old[old.startIndex + x + 1] == row[right] { continue }
            }
            draw(cell, x: x, y: y, room: columns - x)
        }
    }

    private mutating func draw(_ cell: Cell, x: Int, y: Int, room: Int) {
        let ink = palette.ink(for: cell.role, on: cell.ground)
        let width = Int(cell.width)
        scalars.removeAll(keepingCapacity: true)
        for scalar in cell.character.unicodeScalars { scalars.append(scalar.value) }
        if width == 1, scalars.count == 1, scalars[0] < 0x7F { return put(ink, x: x, y: y) }
        if !isASCII, width <= room, isDrawnAsCounted(width) { return put(ink, x: x, y: y) }
        let sign = isASCII ? GlyphFallback.ascii(cell.character, width: width) : width == 1 ? "\u{FFFD}" : "\u{FFFD} "
        for (offset, scalar) in sign.unicodeScalars.enumerated() where offset < room {
            scalars = [scalar.value]
            put(ink, x: x + offset, y: y)
        }
    }

    /// Whether the C library, by which curses places text, agrees with the width that the canvas counted.
    private func isDrawnAsCounted(_ width: Int) -> Bool {
        guard let base = scalars.first, screen_columns(base) == width else { return false }
        return scalars.dropFirst().allSatisfy { screen_columns($0) == 0 }
    }

    private func put(_ ink: Ink, x: Int, y: Int) {
        scalars.withUnsafeBufferPointer {
            screen_put(Int32(y), Int32(x), $0.baseAddress, $0.count, ink.attributes, ink.pair)
        }
    }
}
