import TerminalCore

/// The line that says which keys work now.
public enum KeyBar {
    public struct Item: Equatable, Sendable {
        public var key: String
        public var label: String
        public var isEnabled: Bool

        public init(key: String, label: String, isEnabled: Bool = true) {
            self.key = key
            self.label = label
            self.isEnabled = isEnabled
        }

        var width: Int { DisplayText.width(key) + 1 + DisplayText.width(label) }
    }

    /// Draws in the area's first row; an item without room is left out whole, and later ones may still fit.
    public static func draw(_ items: [Item], in area: Rect, on canvas: inout Canvas) {
        let area = area.top(1)
        guard !area.isEmpty else { return }
        canvas.fill(area, role: .hint)
        var x = area.x
        for item in items where item.width <= area.endX - x {
            let labelX = x + DisplayText.width(item.key) + 1
            canvas.write(item.key, at: Point(x: x, y: area.y), role: item.isEnabled ? .keyHint : .keyHintDisabled)
            canvas.write(
                item.label, at: Point(x: labelX, y: area.y), role: item.isEnabled ? .hint : .keyHintDisabled)
            x += item.width + gap
        }
    }

    private static let gap = 2
}
