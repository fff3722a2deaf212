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
            preview.map { ($0.label.isEmpty ? $0.text : "\($0.label): \($0.text)", $0.role) }
            + words.map { ("· " + $0, StyleRole.hint) }
        let wrapped = notes.flatMap { note in
            DisplayText.wrapped(note.0, to: max(1, area.width)).map { ($0, note.1) }
        }
        let buttonRows = isDialog ? 2 : 0
        let noteRows = min(wrapped.count, max(0, area.height / 2 - 1))
        let form = area.above(noteRows + buttonRows + 1)
        self.form.draw(in: form, isFocused: !isOnButtons, setting.texts, on: &canvas)
        drawHelp(in: Rect(x: area.x, y: form.endY, width: area.width, height: 1), on: &canvas, setting)
        for (index, line) in wrapped.prefix(noteRows).enumerated() {
            canvas.write(line.0, at: Point(x: area.x, y: form.endY + 1 + index), role: line.1, limit: area.width)
        }
        if isDialog { buttons.draw(in: area.bottom(1), isFocused: isOnButtons, on: &canvas) }
    }

    private func drawHelp(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        guard !area.isEmpty else { return }
        if !notice.isEmpty {
            canvas.write("! " + notice, at: area.origin, role: .danger, limit: area.width)
        } else if let field = form.focused, !isOnButtons {
            let help = field.declaration.help[setting.language]
            let choosing = pickerRefusal(setting) == nil ? setting.texts.enterPicks : setting.texts.typeTheNumber
            let picker = isOnPicker ? " · \(choosing)" : ""
            let label = field.declaration.label[setting.language]
            let meaning = help == label ? "" : ": \(help)"
            canvas.write(
                "\(field.declaration.name)\(meaning)\(picker)", at: area.origin, role: .hint, limit: area.width)
        }
    }
}
