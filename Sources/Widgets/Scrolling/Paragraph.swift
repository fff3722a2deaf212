import TerminalCore

/// Running text, wrapped to whatever width it is drawn in.
public struct Paragraph: Equatable, Sendable {
    public var text: String
    public var role: StyleRole

    public init(_ text: String, role: StyleRole = .text) {
        self.text = text
        self.role = role
    }

    /// Rows it takes at a width.
    public func height(width: Int) -> Int {
        width > 0 ? DisplayText.wrapped(text, to: width).count : 0
    }

    /// Draws the rows from `offset` on; returns how many were drawn.
    @discardableResult
    public func draw(in area: Rect, offset: Int = 0, on canvas: inout Canvas) -> Int {
        guard !area.isEmpty else { return 0 }
        let lines = DisplayText.wrapped(text, to: area.width).dropFirst(max(0, offset)).prefix(area.height)
        for (row, line) in lines.enumerated() {
            canvas.write(line, at: Point(x: area.x, y: area.y + row), role: role, limit: area.width)
        }
        return lines.count
    }
}
