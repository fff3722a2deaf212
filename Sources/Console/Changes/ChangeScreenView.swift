import TerminalCore
import Widgets

extension ChangeScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let setting = setting.knowing(names)
        let inner = frame(area, on: &canvas, setting)
        switch phase {
        case .editing, .checking:
            let inner = drawCompany(in: inner, on: &canvas, setting)
            editor.draw(
                in: isDialog ? inner.above(1) : inner, isFocused: !isOnButtons, notice: notice, on: &canvas, setting)
            if isDialog { buttons.draw(in: inner.bottom(1), isFocused: isOnButtons, on: &canvas) }
        case .asking(_, let review), .looking(_, let review):
            review.draw(in: inner, isSending: false, on: &canvas, setting)
        case .deciding(_, let clash): clash.draw(in: inner, isInDialog: isDialog, on: &canvas, setting)
        case .sending(_, let review): review.draw(in: inner, isSending: true, on: &canvas, setting)
        }
    }

    /// Who else is at the record, and what they did; gives the room under it.
    private func drawCompany(in area: Rect, on canvas: inout Canvas, _ setting: Setting) -> Rect {
        let company = company(setting)
        guard !company.isEmpty else { return area }
        // In a low window the fields come first.
        let rows = area.height < 12 ? 1 : 3
        let texts = company.map(\.text)
        let shown = DisplayText.fitted(texts, to: max(1, area.width), rows: max(rows, 1))
        let lines = zip(shown, company).flatMap { lines, sentence in lines.map { ($0, sentence.role) } }
        for (row, line) in lines.suffix(rows).enumerated() {
            canvas.write(line.0, at: Point(x: area.x, y: area.y + row), role: line.1, limit: area.width)
        }
        return area.below(min(rows, lines.count))
    }

    private var hasOwnHead: Bool {
        switch phase {
        case .asking(_, let review), .sending(_, let review), .looking(_, let review): review.head != nil
        case .editing, .checking, .deciding: false
        }
    }

    private func frame(_ area: Rect, on canvas: inout Canvas, _ setting: Setting) -> Rect {
        let title = "\(editor.plan.title[setting.language]) · \(editor.plan.subject)"
        if isDialog {
            let size = DialogLayout.size(in: area)
            return DialogBox.draw(title: title, size: size, in: area, on: &canvas).inset(columns: 1)
        }
        canvas.fill(area)
        // What is about to be sent names its record itself, alone.
        if hasOwnHead { return area }
        canvas.write(title, at: area.origin, role: .title, limit: area.width)
        return area.below(1)
    }
}
