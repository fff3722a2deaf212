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
    /// What must not be overlooked; stands before the consequences.
    var warnings: [String] = []
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
            lines: plan.facts
                + shown.map { field in
                    Line(
                        label: field.declaration.label[setting.language],
                        old: field.isChanged ? field.shown(field.original, texts) : "",
                        new: [field.shown(field.value, texts), field.remark].filter { !$0.isEmpty }.joined(
                            separator: "  "))
                },
            consequences: shown.compactMap { UnseenCharacters.sentence(about: $0, texts) } + preview
                + plan.consequences(change.arguments, setting), texts)
        hasOld = plan.sendsOnlyChanges
        warnings = plan.warnings(change.arguments, setting)
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
        let values = area.right(of: label)
        func rows(_ sign: String, _ sentences: [String], _ role: StyleRole) -> [(text: String, role: StyleRole)] {
            sentences.flatMap { DisplayText.wrapped(sign + $0, to: max(1, area.width)) }.map { ($0, role) }
        }
        let words = rows("! ", warnings, .danger) + rows("· ", consequences, .text)
        let blocks = lines.map { valueRows(of: $0, width: values.width) }
        // In a low window the blank lines give way to the changes.
        let needed = blocks.dropFirst(offset).reduce(0) { $0 + $1.count }
        let spare = area.height - 2 - words.count - 1 - needed
        let gap = hasOld && spare >= 2 + blocks.count ? 1 : 0
        let body = area.below(2).above(words.count + (spare >= 2 ? 3 : 1))
        var y = body.y
        for (index, line) in lines.enumerated().dropFirst(offset) {
            // The last visible row says how many fields stand below it.
            if y + blocks[index].count > body.endY - (index < lines.count - 1 ? 1 : 0) {
                canvas.write(
                    texts.more(lines.count - index, down: setting.keys.name(of: .down)), at: Point(x: body.x, y: y),
                    role: .warning)
                break
            }
            canvas.write(line.label, at: Point(x: area.x, y: y), role: .label, limit: label - 1)
            for value in blocks[index] {
                canvas.write(value.text, at: Point(x: values.x, y: y), role: value.role, limit: values.width)
                y += 1
            }
            y += gap
        }
        y = min(y + 1 - gap, area.endY - words.count - (spare >= 2 ? 2 : 1))
        for word in words {
            canvas.write(word.text, at: Point(x: area.x, y: y), role: word.role, limit: area.width)
            y += 1
        }
        drawEnd(in: area.bottom(1), isDialog, isSending, on: &canvas, setting)
    }

    /// What was behind a `-`, what will be behind a `+`; long ones are cut in their last row.
    private func valueRows(of line: Line, width: Int) -> [(text: String, role: StyleRole)] {
        func rows(_ sign: String, _ text: String, atMost most: Int, _ role: StyleRole) -> [(String, StyleRole)] {
            let parts = DisplayText.wrapped(text, to: max(1, width - 2))
            return parts.prefix(most).enumerated().map { row, part in
                let isCut = row == most - 1 && parts.count > most
                return ((row == 0 ? sign : " ") + " " + part + (isCut ? " …" : ""), role)
            }
        }
        let old = hasOld && !line.old.isEmpty ? rows("-", line.old, atMost: 2, .oldValue) : []
        return old + rows("+", line.new, atMost: 4, .newValue)
    }

    private func drawEnd(
        in area: Rect, _ isDialog: Bool, _ isSending: Bool, on canvas: inout Canvas, _ setting: Setting
    ) {
        let keys = setting.keys
        if isSending {
            canvas.write(setting.texts.sending, at: area.origin, role: .status)
        } else if isDialog {
            buttons.draw(in: area, isFocused: true, on: &canvas)
        } else {
            let hint = setting.texts.sends(by: keys.name(of: .send), back: keys.name(of: .back))
            canvas.write(hint, at: area.origin, role: .keyHint)
        }
    }
}
