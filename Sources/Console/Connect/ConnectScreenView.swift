import TerminalCore
import Widgets

extension ConnectScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        canvas.write(title(setting), at: area.origin, role: .title, limit: area.width)
        let body = area.below(2)
        switch phase {
        case .reading: canvas.write(setting.texts.loading, at: body.origin, role: .dim)
        case .choosing: drawChoice(in: body, on: &canvas, setting)
        case .editing: drawForm(in: body, on: &canvas, setting)
        case .opening(let system): canvas.write(setting.texts.opening(system.name), at: body.origin, limit: body.width)
        case .checking(let steps), .checked(let steps), .saving(let steps):
            drawSteps(steps, in: body, on: &canvas, setting)
        }
    }

    private func drawChoice(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let names = known.map(\.name) + [setting.texts.newSystem]
        let width = min(32, (names.map { DisplayText.width($0) }.max() ?? 0) + 4)
        let words = notice.isEmpty ? [] : DisplayText.fitted("! " + notice, to: max(1, area.width), rows: 3)
        for (row, line) in words.enumerated() {
            canvas.write(line, at: area.bottom(words.count).row(row).origin, role: .danger, limit: area.width)
        }
        let area = area.above(words.count)
        let top = max(0, cursor - area.height + 1)
        for (row, name) in names.enumerated().dropFirst(top).prefix(area.height) {
            let line = Rect(x: area.x, y: area.y + row - top, width: area.width, height: 1)
            let role: StyleRole = row == cursor ? .tableSelected : .text
            canvas.fill(line, role: role)
            canvas.write(row == cursor ? ">" : " ", at: line.origin, role: role)
            canvas.write(name, at: Point(x: line.x + 2, y: line.y), role: role, limit: line.width - 2)
            guard known.indices.contains(row) else { continue }
            let system = known[row]
            let state = system.isInView ? setting.texts.inView : system.isOpen ? setting.texts.isOpen : ""
            canvas.write(
                [system.place, state].filter { !$0.isEmpty }.joined(separator: " · "),
                at: Point(x: line.x + 2 + width, y: line.y), role: role, limit: line.width - 2 - width)
        }
    }

    private func drawForm(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let form = area.above(2)
        fields.form.draw(in: form, isFocused: true, setting.texts, on: &canvas)
        let help = Rect(x: area.x, y: form.endY, width: area.width, height: 2)
        let text = notice.isEmpty ? fields.form.focused?.declaration.help[setting.language] ?? "" : "! " + notice
        for (row, line) in DisplayText.fitted(text, to: max(1, help.width), rows: help.height).enumerated() {
            canvas.write(
                line, at: Point(x: help.x, y: help.y + row), role: notice.isEmpty ? .text : .danger, limit: help.width)
        }
    }

    private func drawSteps(_ steps: [CheckStep], in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        let draft = fields.draft
        canvas.write(
            "\(draft.name) · \(draft.kind.name) · \(draft.url)", at: area.origin, role: .heading, limit: area.width)
        var y = area.y + 2
        for step in steps {
            let (sign, role): (String, StyleRole) =
                switch step.judgement {
                case .done: ("✓", .ok)
                case .doubtful: ("!", .warning)
                case .failed: ("✗", .danger)
                }
            for (row, line) in DisplayText.wrapped(
                step.sentence[setting.language], to: max(1, area.width - 4)
            ).enumerated() where y < area.endY - 2 {
                if row == 0 { canvas.write(sign, at: Point(x: area.x, y: y), role: role) }
                canvas.write(line, at: Point(x: area.x + 2, y: y), role: .text, limit: area.width - 2)
                y += 1
            }
        }
        let end =
            if case .checking = phase {
                texts.checking(draft.url)
            } else if case .saving = phase {
                texts.savingProfile
            } else if !notice.isEmpty {
                "! " + notice
            } else {
                Self.works(steps)
                    ? texts.opens(draft.name, by: keyName(.open, setting), back: keyName(.back, setting))
                    : texts.checkFailed(back: keyName(.back, setting))
            }
        let role: StyleRole = notice.isEmpty && Self.works(steps) ? .keyHint : .danger
        for (row, line) in DisplayText.fitted(end, to: max(1, area.width), rows: 2).enumerated() {
            canvas.write(line, at: Point(x: area.x, y: area.endY - 2 + row), role: role, limit: area.width)
        }
    }
}
