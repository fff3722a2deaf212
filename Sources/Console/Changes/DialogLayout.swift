import TerminalCore

/// How large the dialogs are that hold a form.
enum DialogLayout {
    private static let width = 78
    private static let height = 19

    /// The whole width where only slivers of the page under it would remain beside it.
    static func size(in area: Rect) -> Size {
        Size(width: area.width < width + 8 ? area.width : width, height: min(height, area.height))
    }
}
