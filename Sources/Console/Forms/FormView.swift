import BillingAPI
import TerminalCore
import Widgets

extension Form {
    private enum Line {
        case heading(String)
        case field(Int, height: Int)
        /// A line of a sentence, and the width of its widest line.
        case problem(String, width: Int, role: StyleRole)

        var height: Int {
            if case .field(_, let height) = self { height } else { 1 }
        }
    }

    /// How many rows all of it takes.
    func height(width: Int, _ texts: Texts) -> Int {
        lines(texts, focused: focus, width: width, valueWidth: Self.valueWidth(width)).reduce(0) { $0 + $1.height }
    }

    private static func labelWidth(_ width: Int) -> Int { min(30, max(14, width * 2 / 5)) }
    private static func valueWidth(_ width: Int) -> Int { max(1, width - labelWidth(width) - 2) }

    /// Draws the part of the form around the focused field; headings stand between the groups.
    func draw(in area: Rect, isFocused: Bool, _ texts: Texts, on canvas: inout Canvas) {
        let (labelWidth, valueWidth) = (Self.labelWidth(area.width), Self.valueWidth(area.width))
        let lines = lines(texts, focused: isFocused ? focus : nil, width: area.width, valueWidth: valueWidth)
        var y = area.y - scroll(lines, height: area.height)
        for line in lines {
            let row = Rect(x: area.x, y: y, width: area.width, height: line.height)
            y += line.height
            guard row.y >= area.y, row.endY <= area.endY else { continue }
            switch line {
            case .heading(let text): canvas.write(text, at: row.origin, role: .heading, limit: row.width)
            case .problem(let text, let width, let role):
                // Under its value, or further left where the whole sentence needs the room.
                let x = min(row.x + labelWidth, max(row.x + 2, row.endX - width - 2))
                canvas.write(text, at: Point(x: x, y: row.y), role: role)
            case .field(let index, _):
                draw(index, in: row, labelWidth, isFocused: isFocused && index == focus, texts, on: &canvas)
            }
        }
    }

    private func draw(
        _ index: Int, in row: Rect, _ labelWidth: Int, isFocused: Bool, _ texts: Texts, on canvas: inout Canvas
    ) {
        let field = fields[index]
        // Signs beside the colours: > is where you are, * is what you changed.
        if isFocused { canvas.write(">", at: row.origin, role: .keyHint) }
        if field.isChanged { canvas.write("*", at: Point(x: row.x + 1, y: row.y), role: .fieldChanged) }
        canvas.write(
            field.declaration.label[texts.language], at: Point(x: row.x + 2, y: row.y), role: .label,
            limit: labelWidth - 3)
        let value = row.right(of: labelWidth)
        field.draw(in: value, isFocused: isFocused, texts, on: &canvas)
        let remark = field.understood(texts) ?? field.remark
        if !remark.isEmpty {
            let used = DisplayText.width(field.typedText) + 2
            canvas.write(
                remark, at: Point(x: value.x + used, y: value.y), role: .dim, limit: max(0, value.width - used))
        }
    }

    private func lines(_ texts: Texts, focused: Int?, width: Int, valueWidth: Int) -> [Line] {
        var lines: [Line] = []
        var group = ""
        let hasGroups = Set(fields.map { $0.declaration.group }).count > 1
        for (index, field) in fields.enumerated() {
            let heading = field.declaration.group[texts.language]
            if hasGroups, heading != group {
                lines.append(.heading(heading))
                group = heading
            }
            lines.append(.field(index, height: field.height(width: valueWidth)))
            for (note, role) in field.notes(isFocused: index == focused, texts) {
                let sentence = DisplayText.fitted(note, to: max(1, width - 4), rows: 3)
                let widest = sentence.map { DisplayText.width($0) }.max() ?? 0
                lines += sentence.enumerated().map { row, text in
                    .problem((row == 0 ? "└ " : "  ") + text, width: widest, role: role)
                }
            }
        }
        return lines
    }

    /// Rows above the area: the focused field stays in the middle, as far as the form's ends allow.
    private func scroll(_ lines: [Line], height: Int) -> Int {
        let total = lines.reduce(0) { $0 + $1.height }
        guard total > height else { return 0 }
        var before = 0
        for line in lines {
            if case .field(focus, _) = line { break }
            before += line.height
        }
        return min(max(0, before - height / 2), total - height)
    }
}
