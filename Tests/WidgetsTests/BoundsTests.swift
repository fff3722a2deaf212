import BillingModel
import TerminalCore
import Testing
import Widgets

/// A widget with something in it, by a name for the messages.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let draw: @Sendable (String, Rect, inout Canvas) -> Void
    var testDescription: String { name }

    init(_ name: String, _ draw: @escaping @Sendable (String, Rect, inout Canvas) -> Void) {
        self.name = name
        self.draw = draw
    }
}

private let samples = [
    Sample("text input") { TextInput($0).draw(in: $1, isFocused: true, role: .field, placeholder: $0, on: &$2) },
    Sample("secret") { TextInput($0, isSecret: true).draw(in: $1, isFocused: false, on: &$2) },
    Sample("text area") { TextArea($0 + "\n" + $0).draw(in: $1, isFocused: true, on: &$2) },
    Sample("choice") {
        let options = [ChoiceInput.Option(value: "a", label: $0)]
        ChoiceInput(options: options, selected: "a").draw(in: $1, isFocused: true, on: &$2)
    },
    Sample("calendar") { text, area, canvas in
        guard let date = CalendarDate("2026-11-30") else { return }
        let names = Array(repeating: text, count: 12)
        CalendarView(selected: date, today: date).draw(
            in: area, isFocused: true, monthNames: names, weekdayNames: names, on: &canvas)
    },
    Sample("table") { text, area, canvas in
        let columns = [
            TableColumn(title: text, minimum: 3, ideal: 9, isFlexible: true),
            TableColumn(title: text, minimum: 4, ideal: 9, alignment: .trailing, priority: 1),
        ]
        let row = TableRow(cells: [text, text, text], role: .tableEnding, isMarked: true)
        TableView(columns: columns, sortedBy: 1, selectedRow: 1, highlighting: String(text.prefix(1))).draw(
            header: true, rows: [row, row, nil, row], in: area, on: &canvas)
    },
    Sample("dialog") { _ = DialogBox.draw(title: $0, size: Size(width: 9, height: 4), in: $1, on: &$2) },
    Sample("buttons") { ButtonRow([$0, $0, "x"], focused: 1).draw(in: $1, isFocused: true, on: &$2) },
    Sample("key bar") {
        KeyBar.draw([KeyBar.Item(key: "x", label: $0), KeyBar.Item(key: $0, label: "")], in: $1, on: &$2)
    },
    Sample("scrollbar") { Scrollbar.draw(offset: $0.count, viewport: 3, total: 9, in: $1, on: &$2) },
    Sample("paragraph") { _ = Paragraph($0 + " " + $0).draw(in: $1, on: &$2) },
]

@Suite struct BoundsTests {
    static let areas: [Rect] = {
        var areas: [Rect] = []
        for x in [-2, 3, 18] {
            for y in [-1, 2, 7] {
                for width in [0, 1, 2, 7, 40] {
                    for height in [0, 1, 3, 20] { areas.append(Rect(x: x, y: y, width: width, height: height)) }
                }
            }
        }
        return areas
    }()

    @Test(arguments: samples) func drawsNothingOutsideItsArea(sample: Sample) {
        var empty = Canvas(size: Size(width: 20, height: 8))
        empty.fill(empty.bounds, with: "#", role: .danger)
        let untouched = empty[0, 0]
        for text in hostileTexts {
            for area in Self.areas {
                var canvas = empty
                sample.draw(text, area, &canvas)
                let isOutside = { (point: Point) in !area.contains(point) && canvas[point.x, point.y] != untouched }
                let spilled = (0..<160).map { Point(x: $0 % 20, y: $0 / 20) }.filter(isOutside)
                #expect(spilled.isEmpty, "\(sample.name) with \(text.debugDescription) in \(area)")
                if let cursor = canvas.cursor { #expect(area.intersection(canvas.bounds).contains(cursor)) }
            }
        }
    }
}
