import TerminalCore
import Widgets

extension FormScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let inner = frame(area, on: &canvas, setting)
        switch phase {
        case .editing: drawEditing(in: inner, on: &canvas, setting)
        case .reviewing(_, let review):
            review.draw(in: inner, isDialog: isDialog, isSending: false, on: &canvas, setting)
        case .sending(_, let review): review.draw(in: inner, isDialog: isDialog, isSending: true, on: &canvas, setting)
        }
    }

    private func frame(_ area: Rect, on canvas: inout Canvas, _ setting: Setting) -> Rect {
        let title = "\(plan.title[setting.language]) · \(plan.subject)"
        if isDialog {
            let size = DialogLayout.size(in: area)
            return DialogBox.draw(title: title, size: size, in: area, on: &canvas).inset(columns: 1)
        }
        canvas.fill(area)
        canvas.write(title, at: area.origin, role: .title, limit: area.width)
        return area.below(1)
    }

    private func drawEditing(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let words = isDialog ? plan.consequences(givenArguments, setting) : []
        let notes =
            plan.warnings(givenArguments, setting).map { ("! " + $0, StyleRole.danger) }
            + preview.lines.map { ($0.label.isEmpty ? $0.text : "\($0.label): \($0.text)", $0.role) }
            + words.map { ("· " + $0, StyleRole.text) }
        let buttonRows = isDialog ? 2 : 0
        // Two fields stay in view, however much there is to say.
        let sentences = DisplayText.fitted(
            notes.map(\.0), to: max(1, area.width), rows: max(0, area.height - buttonRows - 3))
        let lines = zip(sentences, notes).flatMap { lines, note in lines.map { ($0, note.1) } }
        let help = helpLines(width: area.width, setting)
        let noteRows = min(lines.count, max(0, area.height - buttonRows - help.count - 2))
        let form = area.above(noteRows + buttonRows + help.count)
        self.form.draw(in: form, isFocused: !isOnButtons, setting.texts, on: &canvas)
        for (index, line) in help.enumerated() {
            canvas.write(
                line, at: Point(x: area.x, y: form.endY + index), role: notice.isEmpty ? .text : .danger,
                limit: area.width)
        }
        if notice.isEmpty {
            let name = Rect(x: area.x, y: form.endY, width: area.width, height: 1)
            canvas.setRole(.hint, in: name.right(of: DisplayText.width(meaning(setting))))
        }
        for (index, line) in lines.prefix(noteRows).enumerated() {
            canvas.write(
                line.0, at: Point(x: area.x, y: form.endY + help.count + index), role: line.1, limit: area.width)
        }
        if isDialog { buttons.draw(in: area.bottom(1), isFocused: isOnButtons, on: &canvas) }
    }

    /// What went wrong, in up to three lines; else what the focused field means, in one: first for staff, then the
    /// name that the vendor's documents use.
    private func helpLines(width: Int, _ setting: Setting) -> [String] {
        if !notice.isEmpty { return DisplayText.fitted("! " + notice, to: max(1, width), rows: 3) }
        return DisplayText.fitted(meaning(setting) + name(setting), to: max(1, width), rows: 1)
    }

    /// Nothing where the label says it already.
    private func meaning(_ setting: Setting) -> String {
        guard let field = form.focused?.declaration, !isOnButtons else { return "" }
        let help = field.help[setting.language]
        return help == field.label[setting.language] ? "" : help + "  "
    }

    private func name(_ setting: Setting) -> String {
        guard let field = form.focused?.declaration, !isOnButtons else { return "" }
        guard isOnPicker else { return field.name }
        guard pickerRefusal(setting) == nil else { return setting.texts.hints(field.name, setting.texts.typeTheNumber) }
        return setting.texts.hints(field.name, keyName(.choose, setting).map { setting.texts.picks(by: $0) })
    }
}
