import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// The row above a list: what it is filtered by, and its order.
extension ListScreen {
    /// The second row never repeats the tab: it is what is searched for, and the order.
    func drawFilter(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let width = drawOrder(in: area, on: &canvas, setting)
        guard isTyping || !filter.text.isEmpty else {
            guard let key = keyName(.filter, setting) else { return }
            let used = canvas.write("\(key) ", at: area.origin, role: .label)
            let hint = area.right(of: used).left(area.width - used - width - 2)
            canvas.write(setting.texts.searches, at: hint.origin, role: .dim, limit: hint.width)
            return
        }
        let used = canvas.write("/ ", at: area.origin, role: .label)
        let room = area.right(of: used).left(area.width - used - width - 2)
        let taken = drawBeside(in: room, on: &canvas, setting)
        filter.draw(
            in: room.left(room.width - taken), isFocused: isTyping,
            role: isTyping ? .fieldFocused : .text, placeholder: setting.texts.filterHint, on: &canvas)
    }

    /// What is wrong takes the place of the order; otherwise that stands at the right end.
    ///
    /// - Returns: The columns that it takes.
    private func drawOrder(in area: Rect, on canvas: inout Canvas, _ setting: Setting) -> Int {
        guard asked.problem == nil else { return 0 }
        let marked = marks.isActive ? setting.texts.marked(marks.count(upTo: state.cursor)) : nil
        let order = [marked, orderInWords(setting.texts)].compactMap { $0 }.joined(separator: " · ")
        let width = DisplayText.width(order)
        canvas.write(order, at: Point(x: area.endX - width, y: area.y), role: .dim)
        return width
    }

    private static var narrowestSearch: Int { 16 }

    /// - Returns: The columns that it takes of the search.
    private func drawBeside(in area: Rect, on canvas: inout Canvas, _ setting: Setting) -> Int {
        let (sentence, role) = beside(setting)
        guard let sentence else { return 0 }
        let typed = DisplayText.width(filter.text) + 3
        let room = area.width - max(Self.narrowestSearch, typed) - 2
        let isTooLong = DisplayText.width(sentence) > room
        if isTooLong, asked.problem != nil, pending(setting) == nil {
            // It stands whole, over the titles of the columns.
            let below = Rect(x: 0, y: area.y + 1, width: setting.area.width, height: 1)
            canvas.fill(below)
            let line = DisplayText.fitted(sentence, to: below.width, rows: 1).first ?? ""
            canvas.write(line, at: below.origin, role: role)
            return 0
        }
        let brief = isTooLong ? pending(setting) ?? sentence : sentence
        let found = DisplayText.truncated(brief, to: max(0, area.width - Self.narrowestSearch - 2))
        let width = DisplayText.width(found)
        canvas.write(found, at: Point(x: area.endX - width, y: area.y), role: role, limit: width)
        return width + 2
    }

    /// What somebody is typing and is not understood yet; why it is not is said where there is room for that.
    private func pending(_ setting: Setting) -> String? {
        guard isTyping, let problem = asked.problem, !problem.isUnfinished, asked.isInLastPart else { return nil }
        return setting.texts.notUnderstoodYet(problem.part)
    }

    /// What stands beside the search: what is wrong in it or still to be typed, how far a system was looked through, or
    /// by what the row under the cursor was found.
    private func beside(_ setting: Setting) -> (String?, StyleRole) {
        if let problem = asked.problem {
            if let pending = pending(setting) { return ("\(pending) · \(problem.sentence)", .dim) }
            return problem.isUnfinished ? (problem.sentence, .dim) : ("! " + problem.sentence, .danger)
        }
        if let looked = state.looked, !looked.isWhole {
            let isPausing = !reading.isUnderWay
            return (setting.texts.lookedThrough(looked, more: isPausing ? keyName(.pageDown, setting) : nil), .dim)
        }
        return (hiddenHit(setting), .text)
    }

    /// By what the row under the cursor was found, where none of its columns shows it.
    private func hiddenHit(_ setting: Setting) -> String? {
        guard !shown.words.isEmpty, state.hasAnswer, let row = state.selected else { return nil }
        let columns = columns(setting)
        let titles = titles(of: columns, setting)
        let layout = TableLayout(columns: titles, width: Self.table(in: setting.area, titles).width)
        let cells = layout.placed.map { columns[$0.index].cell(row, setting.texts) }
        return source.hiddenHit(row, SearchWords(shown.words), beside: cells, setting.texts)
            .map(setting.texts.found(by:))
    }
}
