import CNcurses
import TerminalCore

/// Copies what changed of a canvas into curses' screen.
@MainActor struct ScreenPainter {
    var palette: Palette
    /// Whether only ASCII may be sent.
    let isASCII: Bool
    /// Fewer rows are seen whole anyway; over a slow line each byte counts.
    private static let fewestHeld = 8
    private var shown: Canvas?
    /// Scalars in one ink that wait to be put side by side.
    private var run: [UInt32] = []

    init(palette: Palette, isASCII: Bool) {
        self.palette = palette
        self.isASCII = isASCII
    }

    /// Draws everything at the next `paint`.
    mutating func forget() {
        shown = nil
    }

    /// Draws `canvas` as far as it fits; sends nothing when it is what is shown.
    ///
    /// - Parameter holding: Whether the terminal shows a picture only when it is whole, where it is told so.
    mutating func paint(_ canvas: Canvas, on screen: Size, holding: Bool) {
        let cursor = shown?.cursor
        let (before, erased, rows) = prepare(for: canvas, on: screen)
        var changed = erased.count
        // What was erased is drawn already, unless the theme gives even plain text a colour.
        let isBlank = palette.ink(for: .text) == .plain
        for y in rows where y < screen.height {
            let isUnknown = !isBlank && erased.contains(y)
            let change = isUnknown ? 0..<canvas.size.width : canvas.change(inRow: y, since: before)
            guard let columns = change else { continue }
            changed += 1
            paint(canvas.row(y), columns.clamped(to: 0..<screen.width), y: y)
        }
        shown = canvas
        guard changed > 0 || cursor != canvas.cursor else { return }
        let isHeld = holding && changed >= Self.fewestHeld
        screen_begin(isHeld)
        // Also where it has not moved: curses takes it along to whatever is put.
        place(canvas.cursor, on: screen)
        screen_end(isHeld)
    }

    /// Moves what only moved; tells what curses' screen shows then, which rows of it are erased, and which may differ.
    private mutating func prepare(
        for canvas: Canvas, on screen: Size
    ) -> (before: Canvas, erased: Range<Int>, rows: [Int]) {
        let all = 0..<canvas.size.height
        guard var before = shown, before.size == canvas.size else {
            screen_erase()
            return (Canvas(size: canvas.size), all, Array(all))
        }
        let changed = canvas.changedRows(since: before)
        // Curses moves lines of the whole screen.
        guard screen == canvas.size, let scrolling = canvas.scrolling(since: before, changed: changed),
            screen_scroll(Int32(scrolling.rows.lowerBound), Int32(scrolling.rows.count), Int32(scrolling.step))
        else { return (before, 0..<0, changed) }
        // Only one canvas of it is kept, so that none is copied.
        shown = nil
        before.scroll(scrolling)
        return (before, scrolling.vacated, Array(all))
    }

    private func place(_ cursor: Point?, on screen: Size) {
        guard let cursor, Rect(screen).contains(cursor) else { return screen_cursor(false, 0, 0) }
        screen_cursor(true, Int32(cursor.y), Int32(cursor.x))
    }

    /// Hands neighbours in one ink to curses at once.
    private mutating func paint(_ row: ArraySlice<Cell>, _ columns: Range<Int>, y: Int) {
        guard var last = row.dropFirst(columns.lowerBound).first else { return }
        var (start, ink) = (columns.lowerBound, palette.ink(for: last.role, on: last.ground))
        for x in columns {
            let cell = row[row.startIndex + x]
            // The right half of what was put already.
            if cell.width == 0 { continue }
            if cell.role != last.role || cell.ground != last.ground || isFull {
                last = cell
                let next = palette.ink(for: cell.role, on: cell.ground)
                if next != ink || isFull {
                    put(ink, x: start, y: y)
                    (start, ink) = (x, next)
                }
            }
            append(cell.cluster, room: columns.upperBound - x)
        }
        put(ink, x: start, y: y)
    }

    /// Whether curses takes no further cluster in the same call.
    private var isFull: Bool { run.count > Int(SCREEN_RUN) - 5 }

    private mutating func append(_ cluster: DisplayText.Cluster, room: Int) {
        let (base, width) = (cluster.base, cluster.width)
        if base.value < 0x7F, !cluster.hasMarks { return run.append(base.value) }
        if !isASCII, width <= room, isDrawnAsCounted(cluster) {
            run.append(base.value)
            if cluster.hasMarks { run += cluster.marks.map { $0.value | SCREEN_MARK } }
            return
        }
        let sign = isASCII ? GlyphFallback.ascii(base, width: width) : width == 1 ? "\u{FFFD}" : "\u{FFFD} "
        run += sign.unicodeScalars.prefix(room).map(\.value)
    }

    /// Whether the C library, by which curses places text, agrees with the width that the canvas counted.
    private func isDrawnAsCounted(_ cluster: DisplayText.Cluster) -> Bool {
        guard screen_columns(cluster.base.value) == cluster.width else { return false }
        return !cluster.hasMarks || cluster.marks.allSatisfy { screen_columns($0.value) == 0 }
    }

    private mutating func put(_ ink: Ink, x: Int, y: Int) {
        run.withUnsafeBufferPointer {
            screen_put(Int32(y), Int32(x), $0.baseAddress, $0.count, ink.attributes, ink.pair)
        }
        run.removeAll(keepingCapacity: true)
    }
}
