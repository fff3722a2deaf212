import BillingAPI
import TerminalCore
import Widgets

/// What is about to be sent: every field with its old and new value, and in words what else happens.
struct Review: Sendable {
    struct Line: Equatable, Sendable {
        var label: String
        var old: String
        var new: String
    }

    var lines: [Line]
    /// A new record has no old values.
    var hasOld = true
    var consequences: [String]
    /// Lines above the visible part.
    private(set) var offset = 0
    /// Cancel first: what Enter does by itself in a dialog changes nothing.
    var buttons: ButtonRow

    init(lines: [Line], consequences: [String], _ texts: Texts) {
        self.lines = lines
        self.consequences = consequences
        buttons = ButtonRow([texts.cancel, texts.sendButton])
    }

    init<Change>(
        _ plan: FormPlan<Change>, _ form: Form, _ change: Change, preview: [String], _ setting: Setting
    ) {
        let texts = setting.texts
        let shown = form.fields.filter { plan.sendsOnlyChanges ? $0.isChanged : !$0.value.isEmpty }
        self.init(
            lines: shown.map { field in
                Line(
                    label: field.declaration.label[setting.language],
                    old: field.isChanged ? field.shown(field.original, texts) : "",
                    new: [field.shown(field.value, texts), field.remark].filter { !$0.isEmpty }.joined(separator: "  "))
            },
            consequences: preview + plan.consequences(change.arguments, setting), texts)
        hasOld = plan.sendsOnlyChanges
    }

    /// The keys that move on the review page; all others are commands.
    static func uses(_ key: Key, isDialog: Bool) -> Bool {
        switch key {
        case .up, .down: true
        case .left, .right, .tab, .backTab: isDialog
        default: false
        }
    }

    /// More changes than fit are scrolled line by line; Tab goes round the buttons, the arrows do not.
    mutating func handle(_ key: Key) {
        switch key {
        case .up: offset = max(0, offset - 1)
        case .down: offset = min(offset + 1, max(0, lines.count - 1))
        case .tab, .backTab: buttons.focused = 1 - buttons.focused
        default: _ = buttons.handle(key)
        }
    }

    func draw(in area: Rect, isDialog: Bool, isSending: Bool, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        canvas.write(texts.reviewTitle, at: area.origin, role: .heading)
        let label = min(28, max(12, area.width * 3 / 10))
        let half = hasOld ? max(4, (area.width - label - 4) / 2) : 0
        let old = Rect(x: area.x + label, y: area.y, width: half, height: area.height)
        let new = area.right(of: old.endX - area.x + (hasOld ? 4 : 0))
        if hasOld { canvas.write(texts.oldValue, at: Point(x: old.x, y: area.y + 1), role: .tableHeader) }
        canvas.write(texts.newValue, at: Point(x: new.x, y: area.y + 1), role: .tableHeader)
        let words = consequences.flatMap { DisplayText.wrapped("· " + $0, to: max(1, area.width)) }
        // In a low window the blank lines give way to the changes.
        let needed = lines.dropFirst(offset).reduce(0) { $0 + Self.rows(of: $1, width: new.width) }
        let spare = area.height - 2 - words.count - 1 - needed
        let body = area.below(2).above(words.count + (spare >= 2 ? 3 : 1))
        var y = body.y
        for (index, line) in lines.enumerated().dropFirst(offset) {
            let parts = DisplayText.wrapped(line.new, to: max(1, new.width))
            let rows = Self.rows(of: line, width: new.width)
            // The last visible row says how many fields stand below it.
            if y + rows > body.endY - (index < lines.count - 1 ? 1 : 0) {
                canvas.write(texts.more(lines.count - index), at: Point(x: body.x, y: y), role: .warning)
                break
            }
            canvas.write(line.label, at: Point(x: area.x, y: y), role: .label, limit: label - 1)
            if hasOld {
                canvas.write(line.old, at: Point(x: old.x, y: y), role: .oldValue, limit: half)
                canvas.write("→", at: Point(x: old.endX + 1, y: y), role: .dim)
            }
            for (row, part) in parts.prefix(rows).enumerated() {
                let isCut = row == rows - 1 && parts.count > rows
                canvas.write(
                    isCut ? part + " …" : part, at: Point(x: new.x, y: y + row), role: .newValue, limit: new.width)
            }
            y += rows
        }
        y = min(y + 1, area.endY - words.count - (spare >= 2 ? 2 : 1))
        for word in words {
            canvas.write(word, at: Point(x: area.x, y: y), role: .hint, limit: area.width)
            y += 1
        }
        drawEnd(in: area.bottom(1), isDialog, isSending, on: &canvas, texts)
    }

    private static func rows(of line: Line, width: Int) -> Int {
        min(4, max(1, DisplayText.wrapped(line.new, to: max(1, width)).count))
    }

    private func drawEnd(
        in area: Rect, _ isDialog: Bool, _ isSending: Bool, on canvas: inout Canvas, _ texts: Texts
    ) {
        if isSending {
            canvas.write(texts.sending, at: area.origin, role: .status)
        } else if isDialog {
            buttons.draw(in: area, isFocused: true, on: &canvas)
        } else {
            canvas.write(texts.enterSends, at: area.origin, role: .keyHint)
        }
    }
}
