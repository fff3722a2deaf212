import TerminalCore

/// A sign and what it means; each sign means one thing everywhere.
public struct LegendItem: Equatable, Sendable {
    var sign: String
    /// How the sign looks where it stands.
    var role: StyleRole
    var meaning: String

    static func ends(_ meaning: String) -> LegendItem { LegendItem(sign: "!", role: .tableEnding, meaning: meaning) }
    static func ended(_ meaning: String) -> LegendItem { LegendItem(sign: "✗", role: .tableEnded, meaning: meaning) }
    static func undecided(_ meaning: String) -> LegendItem {
        LegendItem(sign: "?", role: .warning, meaning: meaning)
    }
    static func isIn(_ meaning: String) -> LegendItem {
        LegendItem(sign: "*", role: .tableMarked, meaning: meaning)
    }
    static func changed(_ meaning: String) -> LegendItem {
        LegendItem(sign: "*", role: .fieldChanged, meaning: meaning)
    }
}

/// The legend, as far as it fits: an item without room is left out whole.
enum Legend {
    static func draw(_ items: [LegendItem], in area: Rect, on canvas: inout Canvas) {
        var x = area.x
        for item in items {
            let width = DisplayText.width(item.sign) + 1 + DisplayText.width(item.meaning)
            guard x + width <= area.endX else { return }
            let used = canvas.write(item.sign, at: Point(x: x, y: area.y), role: item.role)
            canvas.write(item.meaning, at: Point(x: x + used + 1, y: area.y), role: .dim)
            x += width + 3
        }
    }
}
