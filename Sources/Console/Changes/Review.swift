import BillingAPI
import TerminalCore
import Widgets

/// A change standing still until somebody decides: fields with their values, in words what else there is to know, and
/// buttons, of which the first one changes nothing.
struct Review: Sendable {
    struct Value: Equatable, Sendable {
        /// `-`, `+`, or a word: colour never says it alone.
        var sign: String
        var text: String
        var role: StyleRole
        /// Rows that a long one may take.
        var most: Int

        init(_ sign: String, _ text: String, _ role: StyleRole, atMost most: Int) {
            self.sign = sign
            self.text = text
            self.role = role
            self.most = most
        }
    }

    struct Line: Equatable, Sendable {
        var label: String
        /// None under a heading.
        var values: [Value]

        init(label: String, values: [Value]) {
            self.label = label
            self.values = values
        }

        /// What stands there now behind a `-`, and what will behind a `+`.
        init(label: String, old: String, new: String) {
            self.label = label
            let before = old.isEmpty ? [] : [Value("-", old, .oldValue, atMost: 2)]
            values = before + [Value("+", new, .newValue, atMost: 4)]
        }
    }

    enum Button: Sendable {
        case back, send, goOn, lookAgain, sendAgain
        /// Where no form is gone back to.
        case leave
        /// What becomes of a draft.
        case recall, afresh, dropDraft
    }

    var title: String
    var titleRole = StyleRole.heading
    var lines: [Line]
    var consequences: [String]
    /// What must not be overlooked; stands before the consequences.
    var warnings: [String] = []
    /// Whether anybody can have seen it.
    var wasShown = false
    /// Lines above the visible part.
    private(set) var offset = 0
    private var choices: [Button]
    private var buttons: ButtonRow

    init(
        title: String? = nil, lines: [Line], consequences: [String], buttons: [Button] = [.back, .send], _ texts: Texts
    ) {
        self.title = title ?? texts.reviewTitle
        self.lines = lines
        self.consequences = consequences
        choices = buttons
        self.buttons = ButtonRow(buttons.map(texts.title))
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
                        // A new record has no old values.
                        old: field.isChanged && plan.sendsOnlyChanges ? field.shown(field.original, texts) : "",
                        new: [field.shown(field.value, texts), field.remark].filter { !$0.isEmpty }.joined(
                            separator: "  "))
                },
            consequences: shown.compactMap { UnseenCharacters.sentence(about: $0, texts) } + preview
                + plan.consequences(change.arguments, setting), texts)
        warnings = plan.warnings(change.arguments, setting)
    }

    /// The same of a change that nothing is typed for.
    func withoutForm(_ texts: Texts) -> Review {
        var review = self
        review.choices = choices.map { $0 == .back ? .leave : $0 }
        review.buttons = ButtonRow(review.choices.map(texts.title))
        return review
    }

    /// What Enter does: the first one until somebody moves the mark.
    var marked: Button { choices[buttons.focused] }

    /// Up and down scroll more changes than fit, line by line; left and right move the mark, Tab moves it round.
    mutating func handle(_ key: Key) {
        switch key {
        case .up: offset = max(0, offset - 1)
        case .down: offset = min(offset + 1, max(0, lines.count - 1))
        case .tab: moveMark(1)
        case .backTab: moveMark(-1)
        default: _ = buttons.handle(key)
        }
    }

    /// To the next button, or from the last one to the first.
    private mutating func moveMark(_ step: Int) {
        buttons.focused = (buttons.focused + step + choices.count) % choices.count
    }

    func draw(in area: Rect, isSending: Bool, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        canvas.write(title, at: area.origin, role: titleRole, limit: area.width)
        let label = min(28, max(12, area.width * 3 / 10))
        let values = area.right(of: label)
        func worded(_ sign: String, _ sentences: [String], _ role: StyleRole) -> [(text: String, role: StyleRole)] {
            sentences.flatMap { DisplayText.wrapped(sign + $0, to: max(1, area.width)) }.map { ($0, role) }
        }
        let words = worded("! ", warnings, .danger) + worded("· ", consequences, .text)
        let blocks = lines.map { rows(of: $0, width: values.width) }
        // In a low window the blank lines give way to the changes.
        let needed = blocks.dropFirst(offset).reduce(0) { $0 + $1.count }
        let spare = area.height - 2 - words.count - 1 - needed
        let hasPairs = lines.contains { $0.values.count > 1 }
        let gap = hasPairs && spare >= 2 + blocks.count ? 1 : 0
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
            if line.values.isEmpty {
                canvas.write(line.label, at: Point(x: area.x, y: y), role: .heading, limit: area.width)
            } else {
                canvas.write(line.label, at: Point(x: area.x, y: y), role: .label, limit: label - 1)
            }
            for row in blocks[index] {
                canvas.write(row.text, at: Point(x: values.x, y: y), role: row.role, limit: values.width)
                y += 1
            }
            y += gap
        }
        y = min(y + 1 - gap, area.endY - words.count - (spare >= 2 ? 2 : 1))
        for word in words {
            canvas.write(word.text, at: Point(x: area.x, y: y), role: word.role, limit: area.width)
            y += 1
        }
        if isSending {
            canvas.write(texts.sending, at: area.bottom(1).origin, role: .status)
        } else {
            buttons.draw(in: area.bottom(1), isFocused: true, on: &canvas)
        }
    }

    /// The values of a line under each other, each behind its sign; long ones are cut in their last row.
    private func rows(of line: Line, width: Int) -> [(text: String, role: StyleRole)] {
        guard !line.values.isEmpty else { return [("", .text)] }
        return line.values.flatMap { value in
            let indent = DisplayText.width(value.sign) + 1
            let parts = DisplayText.wrapped(value.text, to: max(1, width - indent))
            return parts.prefix(value.most).enumerated().map { row, part in
                let isCut = row == value.most - 1 && parts.count > value.most
                let start = row == 0 ? value.sign + " " : String(repeating: " ", count: indent)
                return (start + part + (isCut ? " …" : ""), value.role)
            }
        }
    }
}
