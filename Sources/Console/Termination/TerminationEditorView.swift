import BillingAPI
import TerminalCore
import Widgets

extension TerminationEditor {
    func draw(in area: Rect, isFocused: Bool, notice: String, on canvas: inout Canvas, _ setting: Setting) {
        let part = isFocused ? part : nil
        let texts = setting.texts
        let reasonRows = plan.reasonField == nil ? 0 : area.height < Self.roomyHeight ? 1 : 2
        // In a low window the weeks give way: what an ending brings about stays in view beside the day itself.
        let rowsForWords = 4
        let weeks = min(CalendarView.size.height, max(4, area.height - 1 - reasonRows - rowsForWords))
        let days = area.top(weeks).left(CalendarView.size.width)
        calendar.draw(
            in: days, isFocused: part == .calendar, monthNames: texts.monthNames, weekdayNames: texts.weekdayNames,
            on: &canvas)
        drawExplanation(in: area.top(days.height).right(of: days.width + 2), on: &canvas, setting)
        var y = days.endY
        drawRow(plan.dateField, part == .date, at: y, in: area, on: &canvas, setting) { field, canvas in
            date.draw(
                in: field.left(12), isFocused: part == .date, role: part == .date ? .fieldFocused : .field,
                placeholder: "", on: &canvas)
            guard let day = typedDate, date.text != texts.date(day) else { return }
            let place = field.right(of: 14)
            canvas.write("= \(texts.dayOfWeek(day))", at: place.origin, role: .dim, limit: place.width)
        }
        y += 1
        if let reasonField = plan.reasonField {
            drawRow(reasonField, part == .reason, at: y, in: area, on: &canvas, setting) { field, canvas in
                reason.draw(
                    in: Rect(x: field.x, y: field.y, width: field.width, height: reasonRows),
                    isFocused: part == .reason,
                    role: part == .reason ? .fieldFocused : .field, on: &canvas)
            }
            y += reasonRows
        }
        drawWords(notice, in: area.bottom(area.endY - y), on: &canvas, setting)
    }

    private func drawRow(
        _ field: FieldDeclaration, _ isFocused: Bool, at y: Int, in area: Rect, on canvas: inout Canvas,
        _ setting: Setting, _ draw: (Rect, inout Canvas) -> Void
    ) {
        let label = 22
        if isFocused { canvas.write(">", at: Point(x: area.x, y: y), role: .keyHint) }
        canvas.write(field.label[setting.language], at: Point(x: area.x + 2, y: y), role: .label, limit: label - 3)
        draw(Rect(x: area.x + label, y: y, width: area.width - label, height: 1), &canvas)
    }

    /// Why the proposed day is the proposed day; it carries a * in the calendar.
    private func drawExplanation(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        // Where they do not all fit the last ones stay, whole: they name the proposed day.
        var sentences = plan.explanation.map { DisplayText.wrapped($0, to: max(1, area.width)) }[...]
        while sentences.count > 1, sentences.reduce(0, { $0 + $1.count }) > area.height { sentences.removeFirst() }
        let lines = sentences.flatMap { $0 }
        for (row, line) in lines.prefix(area.height).enumerated() {
            canvas.write(line, at: Point(x: area.x, y: area.y + row), role: .dialog, limit: area.width)
        }
    }

    /// From this on there is room for two lines of a reason and a blank one.
    private static var roomyHeight: Int { 14 }

    private func drawWords(_ notice: String, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let loud = notice.isEmpty ? typedDate.map { plan.warnings($0, setting) } ?? [] : [notice]
        let quiet = notice.isEmpty ? typedDate.map { plan.consequences($0, setting) } ?? [] : []
        let kept = asideWords(setting)
        let sentences =
            kept.map { ("· " + $0, StyleRole.warning) } + loud.map { ("! " + $0, StyleRole.danger) }
            + quiet.map { ("· " + $0.text, StyleRole.text) }
        let fitted = DisplayText.fitted(sentences.map(\.0), to: max(1, area.width), rows: area.height)
        let lines = zip(fitted, sentences).flatMap { lines, sentence in lines.map { ($0, sentence.1) } }
        for (row, line) in lines.prefix(area.height).enumerated() {
            canvas.write(line.0, at: Point(x: area.x, y: area.y + row), role: line.1, limit: area.width)
        }
    }
}
