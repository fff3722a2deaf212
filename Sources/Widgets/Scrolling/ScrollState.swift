import TerminalCore

/// The first visible row of something longer than its window.
///
/// A viewport is the number of visible rows, a total the number of all rows.
public struct ScrollState: Equatable, Sendable {
    public private(set) var offset: Int

    public init(offset: Int = 0) {
        self.offset = max(0, offset)
    }

    /// Scrolls as little as needed to show a row, and never past the end.
    public mutating func reveal(row: Int, viewport: Int, total: Int) {
        if row < offset { offset = row }
        if viewport > 0, row >= offset + viewport { offset = row - viewport + 1 }
        clamp(viewport: viewport, total: total)
    }

    /// Moves by a row, a page, or to an end; false when everything is visible already.
    public mutating func handle(_ key: Key, viewport: Int, total: Int) -> Bool {
        guard viewport > 0, total > viewport else { return false }
        switch key {
        case .up: offset -= 1
        case .down: offset += 1
        case .pageUp: offset -= max(1, viewport - 1)
        case .pageDown: offset += max(1, viewport - 1)
        case .home: offset = 0
        case .end: offset = total
        default: return false
        }
        clamp(viewport: viewport, total: total)
        return true
    }

    private mutating func clamp(viewport: Int, total: Int) {
        offset = max(0, min(offset, total - max(0, viewport)))
    }
}

/// Where a window must begin to show its cursor, when nothing remembers where it began before.
enum Window {
    /// A start that shows `cursor` up to `cursorEnd`; it moves by quarter windows, so that not every key scrolls.
    static func start(showing cursor: Int, upTo cursorEnd: Int, size: Int) -> Int {
        guard size > 0, cursorEnd > size else { return 0 }
        let step = max(1, size / 4)
        let needed = (cursorEnd - size + step - 1) / step * step
        return min(needed, cursor)
    }
}
