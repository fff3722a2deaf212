import TerminalCore

/// A bar of one column that shows which part of a longer text is visible.
public enum Scrollbar {
    /// Draws in the first column of `area`; nothing when everything is visible.
    public static func draw(offset: Int, viewport: Int, total: Int, in area: Rect, on canvas: inout Canvas) {
        guard !area.isEmpty, viewport > 0, total > viewport else { return }
        let column = area.left(1)
        canvas.fill(column, with: "│", role: .border)
        let length = max(1, min(column.height, column.height * viewport / total))
        let last = total - viewport
        let travel = column.height - length
        let start = travel * max(0, min(offset, last)) / last
        canvas.fill(
            Rect(x: column.x, y: column.y + start, width: 1, height: length), with: "█", role: .border)
    }
}
