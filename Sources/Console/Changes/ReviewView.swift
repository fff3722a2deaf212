import TerminalCore
import Widgets

extension Review {
    /// A row of text with its look.
    private struct Row {
        /// Before the text; the rows that follow it have none.
        var label = ""
        var indent = 0
        var text: String
        var role: StyleRole
    }

    /// What stands round the things that must be read; the less room there is, the less of it.
    private struct Air {
        var hasBlanks: Bool
        var hasPlace: Bool
        var hasHeadings: Bool
        /// A dialog says it in its border too.
        var repeatsTitle = true

        static let all = [
            Air(hasBlanks: true, hasPlace: true, hasHeadings: true),
            Air(hasBlanks: false, hasPlace: true, hasHeadings: true),
            Air(hasBlanks: false, hasPlace: false, hasHeadings: true),
            bare,
        ]
        static let bare = Air(hasBlanks: false, hasPlace: false, hasHeadings: false, repeatsTitle: false)

        func shows(_ head: Head) -> Bool { !head.whose.isEmpty && (repeatsTitle || !head.action.isEmpty) }
    }

    /// From this on the note has its row, however much there is to review.
    private static var roomyHeight: Int { 15 }
    /// Rows that the changes keep, however much else there is to say.
    private static var leastForChanges: Int { 4 }

    func draw(in area: Rect, isSending: Bool, on canvas: inout Canvas, _ setting: Setting) {
        let label = min(28, max(12, area.width * 3 / 10))
        let blocks = lines.map { rows(of: $0, width: area.width - label) }
        // In a low window the blank lines give way to the changes, and the note to the buttons until it is gone to.
        var offset = min(offset, max(0, lines.count - 1))
        var needed = blocks.dropFirst(offset).reduce(0) { $0 + $1.count }
        var sentences = sentences(width: area.width, setting.texts)
        let (air, top) = air(
            in: area, changes: blocks.reduce(0) { $0 + $1.count }, words: sentences.reduce(0) { $0 + $1.count })
        let heading = heading(of: sentences, air, setting.texts)
        // What follows from a change comes before the rest of its fields; who scrolls these away sees the rest of the words.
        func roomForWords() -> Int { area.height - top - 2 - heading.count - min(needed, Self.leastForChanges) }
        if self.offset > offset, sentences.reduce(0, { $0 + $1.count }) > roomForWords() {
            sentences.removeFirst(min(self.offset - lines.count, max(0, sentences.count - 1)))
            (offset, needed) = (lines.count, 0)
        }
        let words = heading + words(sentences, rows: roomForWords(), setting)
        let room = area.height - top - words.count - 1 - needed
        let hasNoteRow = note != nil && (room >= 1 || area.height >= Self.roomyHeight)
        let spare = room - (hasNoteRow ? 1 : 0)
        let footer = hasNoteRow ? 2 : 1
        let hasPairs = lines.contains { $0.values.count > 1 }
        let gap = hasPairs && spare >= 2 + blocks.count ? 1 : 0
        drawTop(in: area.top(top), air, isSending: isSending, on: &canvas, setting)
        let body = area.below(top).above(words.count + footer + (spare >= 2 ? 2 : 0))
        let end = drawLines(blocks, from: offset, label: label, gap: gap, in: body, on: &canvas, setting)
        let y = min(end + 1 - gap, area.endY - words.count - footer - (spare >= 2 ? 1 : 0))
        draw(words, in: area.below(y - area.y), on: &canvas)
        drawFooter(in: area.bottom(footer), isSending: isSending, on: &canvas, setting.texts)
    }

    /// As much of it as leaves room for all there is to read, and the rows above the changes with it.
    private func air(in area: Rect, changes: Int, words: Int) -> (Air, top: Int) {
        let footer = note == nil ? 1 : 2
        let fitting = Air.all.first { air in
            let heading = head != nil && air.hasHeadings && words > 0 ? 1 : 0
            let blanks = air.hasBlanks ? 2 : 0
            return top(air) + changes + heading + words + blanks + footer <= area.height
        }
        let air = fitting ?? .bare
        return (air, top(air))
    }

    private func top(_ air: Air) -> Int {
        guard let head else { return 2 }
        let whose = air.shows(head) ? 1 : 0
        let place = air.hasPlace && !head.place.isEmpty ? 1 : 0
        let blanks = air.hasBlanks ? (whose + place > 0 ? 2 : 1) : 0
        return 1 + whose + place + blanks + (air.hasHeadings && !lines.isEmpty ? 1 : 0)
    }

    // MARK: Whose it is

    private func drawTop(
        in area: Rect, _ air: Air, isSending: Bool, on canvas: inout Canvas, _ setting: Setting
    ) {
        let texts = setting.texts
        var used = canvas.write(title, at: area.origin, role: titleRole, limit: area.width)
        guard let head else {
            return drawAside(texts.inPlace(setting.place), beside: used, in: area.top(1), on: &canvas)
        }
        if !head.action.isEmpty {
            used += canvas.write(
                " · \(head.action)", at: area.right(of: used).origin, limit: max(0, area.width - used))
        }
        let aside = air.hasPlace ? isSending ? "" : texts.nothingIsSentYet : texts.inPlace(head.place)
        drawAside(aside, beside: used, in: area.top(1), on: &canvas)
        var y = air.hasBlanks ? 2 : 1
        if air.shows(head) {
            canvas.write(head.whose, at: area.row(y).origin, role: .title, limit: area.width)
            y += 1
        }
        if air.hasPlace, !head.place.isEmpty {
            let role: StyleRole = head.isProduction ? .warning : .dim
            canvas.write(texts.inPlace(head.place), at: area.row(y).origin, role: role, limit: area.width)
        }
        guard air.hasHeadings, !lines.isEmpty else { return }
        let row = area.bottom(1)
        let heading = canvas.write(texts.whatChanges, at: row.origin, role: .heading, limit: row.width)
        if changes > 0 { drawAside(texts.fields(changes), beside: heading, in: row, on: &canvas) }
    }

    /// At the right end, as far as there is room.
    private func drawAside(_ words: String, beside used: Int, in row: Rect, on canvas: inout Canvas) {
        let width = DisplayText.width(words)
        guard used + 2 + width <= row.width else { return }
        canvas.write(words, at: Point(x: row.endX - width, y: row.y), role: .dim)
    }

    // MARK: What else happens

    private func heading(of sentences: [[Row]], _ air: Air, _ texts: Texts) -> [Row] {
        guard head != nil, air.hasHeadings, !sentences.isEmpty else { return [] }
        return [Row(text: texts.whatElseHappens, role: .heading)]
    }

    private func sentences(width: Int, _ texts: Texts) -> [[Row]] {
        func worded(_ sign: String, _ sentence: String, _ role: StyleRole) -> [Row] {
            DisplayText.wrapped(sign + sentence, to: max(1, width)).map { Row(text: $0, role: role) }
        }
        let indent = 2 + (Consequence.Subject.allCases.map { DisplayText.width(texts.word(for: $0)) }.max() ?? 0)
        var last = Consequence.Subject.other
        let rest = (foretold.map { Consequence.money($0) } + consequences).grouped.map { consequence -> [Row] in
            let word = texts.word(for: consequence.subject)
            guard head != nil, !word.isEmpty else { return worded("· ", consequence.text, .text) }
            defer { last = consequence.subject }
            let parts = DisplayText.wrapped(consequence.text, to: max(1, width - indent))
            return parts.enumerated().map { row, part in
                let isFirst = row == 0 && consequence.subject != last
                return Row(label: isFirst ? word : "", indent: indent, text: part, role: .text)
            }
        }
        return warnings.map { worded("! ", $0, .danger) } + rest
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
        return shown + [Row(text: setting.texts.more(left.count, down: setting.keys.name(of: .down)), role: .warning)]
    }

    private func draw(_ words: [Row], in area: Rect, on canvas: inout Canvas) {
        for (y, word) in words.enumerated() {
            let row = area.row(y)
            canvas.write(word.label, at: row.origin, role: .label, limit: word.indent)
            canvas.write(
                word.text, at: row.right(of: word.indent).origin, role: word.role, limit: row.width - word.indent)
        }
    }

    // MARK: What changes

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
                canvas.write(line.label, at: Point(x: body.x, y: y), role: line.role, limit: body.width)
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

    /// The values of a line under each other, each behind its sign; long ones are cut in their last row.
    private func rows(of line: Line, width: Int) -> [Row] {
        guard !line.values.isEmpty else { return [Row(text: "", role: .text)] }
        return line.values.flatMap { value in
            let indent = DisplayText.width(value.sign) + 1
            let parts = DisplayText.wrapped(value.text, to: max(1, width - indent))
            return parts.prefix(value.most).enumerated().map { row, part in
                let isCut = row == value.most - 1 && parts.count > value.most
                let start = row == 0 ? value.sign + " " : String(repeating: " ", count: indent)
                return Row(text: start + part + (isCut ? " …" : ""), role: value.role)
            }
        }
    }

    // MARK: Why, and what is done

    /// The note above the buttons; in their place where there is one row and somebody types there.
    private func drawFooter(in area: Rect, isSending: Bool, on canvas: inout Canvas, _ texts: Texts) {
        if isSending {
            canvas.write(texts.sending, at: area.bottom(1).origin, role: .status)
            return
        }
        let isTyping = focus == .line
        if let note, area.height > 1 || isTyping { note.draw(in: area.top(1), on: &canvas, texts) }
        guard area.height > 1 || !isTyping else { return }
        let counted = countedButtons(texts)
        let row = counted.width <= area.width ? counted : buttons
        row.draw(in: area.bottom(1), isFocused: !isTyping, on: &canvas)
    }
}
