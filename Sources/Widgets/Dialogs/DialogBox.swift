import TerminalCore

/// A framed box in the middle of the screen, on a ground of its own.
public enum DialogBox {
    /// Columns and rows the frame and its margin take of a box.
    public static let border = Size(width: 4, height: 2)

    /// Draws an empty box of `size`, frame included, cut to the screen; returns the area for its content.
    public static func draw(title: String, size: Size, in screen: Rect, on canvas: inout Canvas) -> Rect {
        let size = Size(width: max(0, size.width), height: max(0, size.height))
        let box = screen.centred(size)
        canvas.lay(.dialog, in: box)
        canvas.frame(box, role: .dialog)
        if !title.isEmpty, box.width > 6, box.height > 1 {
            canvas.write(
                " \(title) ", at: Point(x: box.x + 2, y: box.y), role: .dialogTitle, limit: box.width - 4)
        }
        return box.inset(columns: border.width / 2, rows: border.height / 2)
    }
}
