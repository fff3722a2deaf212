import TerminalCore
import Widgets

extension Review {
    /// A row of text with its look.
    private typealias Row = (text: String, role: StyleRole)
    /// From this on the note has its row, however much there is to review.
    private static var roomyHeight: Int { 15 }

    func draw(in area: Rect, isSending: Bool, on canvas: inout Canvas, _ setting: Setting) {
        canvas.write(title, at: area.origin, role: titleRole, limit: area.width)
        drawPlace(beside: DisplayText.width(title), in: area.top(1), on: &canvas, setting.texts.inPlace(setting.place))
        let label = min(28, max(12, area.width * 3 / 10))
        let blocks = lines.map { rows(of: $0, width: area.width - label) }
        // In a low window the blank lines give way to the changes, and the note to the buttons until it is gone to.
        var offset = min(offset, max(0, lines.count - 1))
        var needed = blocks.dropFirst(offset).reduce(0) { $0 + $1.count }
        let sentences = sentences(width: area.width)
        // Half of it is theirs, whatever there is to say; who scrolls them away sees the rest of the words.
        func roomForWords() -> Int { area.height - 4 - min(needed, max(4, (area.height - 4) / 2)) }
        if self.offset > offset, sentences.reduce(0, { $0 + $1.count }) > roomForWords() {
            (offset, needed) = (self.offset, 0)
        }
        var words = words(sentences, rows: roomForWords(), setting)
        let room = area.height - 2 - words.count - 1 - needed
        let hasNoteRow = note != nil && (room >= 1 || area.height >= Self.roomyHeight)
        var spare = room - (hasNoteRow ? 1 : 0)
        // Where there is room each block says what it is.
        let hasHeads = spare >= 4 && offset == 0 && changes > 0 && mayBeSent
        if hasHeads {
            drawHead(in: area.row(2), on: &canvas, setting.texts)
            if let first = words.firstIndex(where: { $0.role == .text }) {
                words.insert((setting.texts.whatElseHappens, .heading), at: first)
            }
            spare -= 2
        }
        let footer = hasNoteRow ? 2 : 1
        let hasPairs = lines.contains { $0.values.count > 1 }
        let gap = hasPairs && spare >= 2 + blocks.count ? 1 : 0
        let body = area.below(hasHeads ? 3 : 2).above(words.count + footer + (spare >= 2 ? 2 : 0))
        let end = drawLines(blocks, from: offset, label: label, gap: gap, in: body, on: &canvas, setting)
        var y = min(end + 1 - gap, area.endY - words.count - footer - (spare >= 2 ? 1 : 0))
        for word in words {
            canvas.write(word.text, at: Point(x: area.x, y: y), role: word.role, limit: area.width)
            y += 1
        }
        drawFooter(in: area.bottom(footer), isSending: isSending, on: &canvas, setting.texts)
    }

    /// How many fields get another value.
    private var changes: Int { lines.count { line in line.values.contains { $0.role == .newValue } } }

    private func drawHead(in row: Rect, on canvas: inout Canvas, _ texts: Texts) {
        let used = canvas.write(texts.whatChanges, at: row.origin, role: .heading, limit: row.width)
        drawPlace(beside: used, in: row, on: &canvas, texts.changedFields(changes))
    }

    /// Where it goes to, as far as there is room; the banner says it too.
    private func drawPlace(beside used: Int, in row: Rect, on canvas: inout Canvas, _ words: String) {
        let width = DisplayText.width(words)
        guard used + 2 + width <= row.width else { return }
        canvas.write(words, at: Point(x: row.endX - width, y: row.y), role: .dim)
    }

    private func sentences(width: Int) -> [[Row]] {
        func worded(_ sign: String, _ sentences: [String], _ role: StyleRole) -> [[Row]] {
            sentences.map { DisplayText.wrapped(sign + $0, to: max(1, width)).map { ($0, role) } }
        }
        return worded("! ", warnings, .danger) + worded("· ", foretold + consequences, .text)
    }

    /// As many sentences as fit, whole; a row says how many do not.
    private func words(_ all: [[Row]], rows: Int, _ setting: Setting) -> [Row] {
        guard all.reduce(0, { $0 + $1.count }) > rows else { return all.flatMap { $0 } }
        var shown: [Row] = []
        var left = all[...]
        while let next = left.first, shown.count + next.count < max(1, rows) {
            shown += next
            left.removeFirst()
        }
        return shown + [(setting.texts.more(left.count, down: setting.keys.name(of: .down)), .warning)]
    }

    /// - Returns: The row after the last one.
    private func drawLines(
        _ blocks: [[Row]], from offset: Int, label: Int, gap: Int, in body: Rect, on canvas: inout Canvas,
        _ setting: Setting
    ) -> Int {
        let values = body.right(of: label)
        var y = body.y
        for (index, line) in lines.enumerated().dropFirst(offset) {
            // The last visible row says how many fields stand below it.
            if y + blocks[index].count > body.endY - (index < lines.count - 1 ? 1 : 0) {
                canvas.write(
                    setting.texts.more(lines.count - index, down: setting.keys.name(of: .down)),
                    at: Point(x: body.x, y: y), role: .warning)
                break
            }
            if line.values.isEmpty {
                canvas.write(line.label, at: Point(x: body.x, y: y), role: .heading, limit: body.width)
            } else {
                canvas.write(line.label, at: Point(x: body.x, y: y), role: .label, limit: label - 1)
            }
            for row in blocks[index] {
                canvas.write(row.text, at: Point(x: values.x, y: y), role: row.role, limit: values.width)
                y += 1
            }
            y += gap
        }
        return y
    }

    /// The note above the buttons; in their place where there is one row and somebody types there.
    private func drawFooter(in area: Rect, isSending: Bool, on canvas: inout Canvas, _ texts: Texts) {
        if isSending {
            canvas.write(texts.sending, at: area.bottom(1).origin, role: .status)
            return
        }
        let isTyping = focus == .line
        if let note, area.height > 1 || isTyping { note.draw(in: area.top(1), on: &canvas, texts) }
        if area.height > 1 || !isTyping { buttons.draw(in: area.bottom(1), isFocused: !isTyping, on: &canvas) }
    }

    /// The values of a line under each other, each behind its sign; long ones are cut in their last row.
    private func rows(of line: Line, width: Int) -> [Row] {
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
