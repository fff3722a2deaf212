import TerminalCore
import Widgets

extension FormEditor {
    func draw(in area: Rect, isFocused: Bool, notice: String, on canvas: inout Canvas, _ setting: Setting) {
        let words = isDialog ? plan.consequences(givenArguments, setting) : []
        let notes =
            plan.warnings(givenArguments, setting).map { ("! " + $0, StyleRole.danger) }
            + preview.sentences.map { ($0.text, $0.role) }
            + words.map { ("· " + $0.text, StyleRole.text) }
        // A blank row before the buttons.
        let spare = isDialog ? 1 : 0
        // Two fields stay in view, however much there is to say.
        let sentences = DisplayText.fitted(
            notes.map(\.0), to: max(1, area.width), rows: max(0, area.height - spare - 3))
        let lines = zip(sentences, notes).flatMap { lines, note in lines.map { ($0, note.1) } }
        let help =
            notice.isEmpty
            ? DisplayText.fitted(
                meaning(isFocused, setting) + name(isFocused, setting), to: max(1, area.width), rows: 1)
            : DisplayText.fitted("! " + notice, to: max(1, area.width), rows: 3)
        let noteRows = min(lines.count, max(0, area.height - spare - help.count - 2))
        let form = area.above(noteRows + spare + help.count)
        self.form.draw(in: form, isFocused: isFocused, setting.texts, on: &canvas)
        for (index, line) in help.enumerated() {
            canvas.write(
                line, at: Point(x: area.x, y: form.endY + index), role: notice.isEmpty ? .text : .danger,
                limit: area.width)
        }
        if notice.isEmpty {
            let name = Rect(x: area.x, y: form.endY, width: area.width, height: 1)
            canvas.setRole(.hint, in: name.right(of: DisplayText.width(meaning(isFocused, setting))))
        }
        for (index, line) in lines.prefix(noteRows).enumerated() {
            canvas.write(
                line.0, at: Point(x: area.x, y: form.endY + help.count + index), role: line.1, limit: area.width)
        }
    }

    /// What the focused field means: first for staff, then the name that the vendor's documents use. Nothing where the label says it already.
    private func meaning(_ isFocused: Bool, _ setting: Setting) -> String {
        guard let field = form.focused?.declaration, isFocused else { return "" }
        let help = field.help[setting.language]
        return help == field.label[setting.language] ? "" : help + "  "
    }

    private func name(_ isFocused: Bool, _ setting: Setting) -> String {
        guard let field = form.focused?.declaration, isFocused else { return "" }
        guard isOnPicker else { return field.name }
        guard pickerRefusal(setting) == nil else { return setting.texts.hints(field.name, setting.texts.typeTheNumber) }
        return setting.texts.hints(field.name, setting.keys.name(of: .choose).map { setting.texts.picks(by: $0) })
    }
}
