import BillingAPI
import TerminalCore
import Widgets

extension Clash {
    /// Columns under which the values stand under each other.
    private static let narrowest = 56
    /// Rows that a value may take beside others; what is longer stands under them, over the whole width.
    private static let mostBeside = 4

    func draw(in area: Rect, isInDialog: Bool, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        canvas.write(texts.changedByAnother, at: area.origin, role: .warning, limit: area.width)
        let words = words(texts).flatMap { DisplayText.wrapped("· " + $0, to: max(1, area.width)) }
        let shownWords = words.prefix(max(0, area.height - 8))
        let spare = area.height > 14 ? 1 : 0
        let body = area.below(1 + spare).above(shownWords.count + 1 + spare)
        let layout = Layout(self, width: body.width, height: body.height, texts)
        draw(layout, in: body, ground: isInDialog ? .dialog : .text, on: &canvas, texts)
        var y = area.endY - 1 - spare - shownWords.count
        for line in shownWords {
            canvas.write(line, at: Point(x: area.x, y: y), limit: area.width)
            y += 1
        }
        buttons.draw(in: area.bottom(1), isFocused: isOnButtons, on: &canvas)
    }

    private func words(_ texts: Texts) -> [String] {
        let others = taken.map { $0.field.label[texts.language] }
        return notes + [texts.nothingSent, texts.clashKeys]
            + (others.isEmpty ? [] : [texts.takenOver(others.joined(separator: ", "))])
    }

    /// The part of it around the focused field.
    private func draw(
        _ layout: Layout, in body: Rect, ground: StyleRole, on canvas: inout Canvas, _ texts: Texts
    ) {
        let header = layout.header(texts)
        for cell in header { canvas.write(cell.text, at: Point(x: body.x + cell.x, y: body.y), role: cell.role) }
        let rows = layout.rows
        let area = header.isEmpty ? body : body.below(1)
        let focused = rows.indices.filter { rows[$0].entry == min(focus, entries.count - 1) }
        let end = (focused.last ?? 0) + 1
        let first = max(0, min(focused.first ?? 0, end - area.height))
        for (index, row) in rows.dropFirst(first).prefix(area.height).enumerated() {
            let y = area.y + index
            if row.isFirst, row.entry == focus {
                canvas.write(">", at: Point(x: area.x, y: y), role: .keyHint)
                canvas.cursor = Point(x: area.x, y: y)
            }
            for cell in row.cells {
                canvas.write(cell.text, at: Point(x: area.x + cell.x, y: y), role: cell.role, limit: cell.width)
            }
        }
        let left = Set(rows.dropFirst(first + area.height).filter { !$0.cells.isEmpty }.map(\.entry))
        guard !left.isEmpty, area.height > 1 else { return }
        let last = area.bottom(1)
        canvas.fill(last, role: ground)
        canvas.write(
            texts.moreFields(left.count), at: last.origin, role: .warning, limit: last.width)
    }

    /// Where everything stands, by the room there is.
    private struct Layout {
        struct Cell {
            var x: Int
            var text: String
            var role: StyleRole
            var width: Int
        }
        struct Row {
            var entry: Int
            var isFirst = false
            var cells: [Cell] = []
        }

        private static let mark = 4
        let label: Int
        let column: Int
        let isBeside: Bool
        private(set) var rows: [Row] = []

        init(_ clash: Clash, width: Int, height: Int, _ texts: Texts) {
            label = min(22, max(14, width / 5))
            column = max(1, (width - label) / 3)
            let columns = column
            let values = clash.entries.map { Self.values($0, texts) }
            isBeside =
                width >= Clash.narrowest
                && values.allSatisfy { value in
                    [value.was, value.theirs, value.mine].allSatisfy {
                        Self.wrapped($0, to: columns - Self.mark - 1).count <= Clash.mostBeside
                    }
                }
            for (index, entry) in clash.entries.enumerated() {
                rows +=
                    isBeside
                    ? beside(index, entry, values[index], texts)
                    : under(index, entry, values[index], width: width, height: height, texts)
            }
        }

        private static func values(
            _ entry: Entry, _ texts: Texts
        ) -> (was: String, theirs: String, mine: String) {
            let difference = entry.difference
            func shown(_ text: String) -> String {
                if case .multilineText = difference.field.kind, !text.isEmpty { return text }
                return texts.shown(text, of: difference.field)
            }
            return (shown(difference.was), shown(difference.now), shown(difference.yours ?? ""))
        }

        private static func wrapped(_ text: String, to columns: Int) -> [String] {
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .flatMap { $0.isEmpty ? [""] : DisplayText.wrapped(String($0), to: max(1, columns)) }
        }

        /// What stands over the columns; nothing where the values stand under each other.
        func header(_ texts: Texts) -> [Cell] {
            guard isBeside else { return [] }
            return [
                Cell(x: label, text: texts.before, role: .tableHeader, width: column),
                Cell(x: label + column + Self.mark, text: texts.theirs, role: .tableHeader, width: column),
                Cell(x: label + 2 * column + Self.mark, text: texts.mine, role: .tableHeader, width: column),
            ]
        }

        private func sign(_ entry: Entry, _ side: Side) -> String { entry.side == side ? "(*) " : "( ) " }

        private func beside(
            _ index: Int, _ entry: Entry, _ value: (was: String, theirs: String, mine: String), _ texts: Texts
        ) -> [Row] {
            let room = column - Self.mark - 1
            let names = DisplayText.wrapped(entry.difference.field.label[texts.language], to: label - 3)
            let columns = [
                Self.wrapped(value.was, to: column - 1), Self.wrapped(value.theirs, to: room),
                Self.wrapped(value.mine, to: room),
            ]
            let height = max(names.count, columns.map(\.count).max() ?? 1)
            var rows = (0..<height).map { row -> Row in
                func line(_ lines: [String]) -> String { row < lines.count ? lines[row] : "" }
                func marked(_ side: Side) -> String { row == 0 ? sign(entry, side) : "    " }
                return Row(
                    entry: index, isFirst: row == 0,
                    cells: [
                        Cell(x: 2, text: line(names), role: .label, width: label - 3),
                        Cell(x: label, text: line(columns[0]), role: .oldValue, width: column - 1),
                        Cell(
                            x: label + column, text: marked(.theirs) + line(columns[1]), role: .warning,
                            width: column - 1),
                        Cell(
                            x: label + 2 * column, text: marked(.mine) + line(columns[2]), role: .newValue,
                            width: column - 1),
                    ])
            }
            rows.append(Row(entry: index))
            return rows
        }

        /// Each value over the whole width; what does not fit in the window is cut before what they all begin with.
        private func under(
            _ index: Int, _ entry: Entry, _ value: (was: String, theirs: String, mine: String), width: Int, height: Int,
            _ texts: Texts
        ) -> [Row] {
            let most = max(2, (height - 2) / 3)
            let names = [texts.before, texts.theirs, texts.mine]
            let indent = 4 + Self.mark + (names.map { DisplayText.width($0) }.max() ?? 0) + 2
            let room = max(1, width - indent - 1)
            var whole = [value.was, value.theirs, value.mine]
            if whole.contains(where: { Self.wrapped($0, to: room).count > most }) {
                whole = Self.withoutCommonStart(whole)
            }
            var rows = [
                Row(
                    entry: index, isFirst: true,
                    cells: [
                        Cell(
                            x: 2, text: entry.difference.field.label[texts.language], role: .label, width: width - 3)
                    ])
            ]
            let signs = ["    ", sign(entry, .theirs), sign(entry, .mine)]
            let roles: [StyleRole] = [.oldValue, .warning, .newValue]
            for part in 0..<3 {
                let lines = Self.wrapped(whole[part], to: room)
                for (number, line) in lines.prefix(most).enumerated() {
                    let isCut = number == most - 1 && lines.count > most
                    let head = number == 0 ? signs[part] + names[part] : ""
                    rows.append(
                        Row(
                            entry: index,
                            cells: [
                                Cell(x: 4, text: head, role: roles[part], width: indent - 4),
                                Cell(
                                    x: indent, text: isCut ? line + " …" : line, role: roles[part],
                                    width: width - indent),
                            ]))
                }
            }
            rows.append(Row(entry: index))
            return rows
        }

        /// Long texts mostly begin alike, and what differs must be seen: what they share is left out up to a few words.
        private static func withoutCommonStart(_ texts: [String]) -> [String] {
            let all = texts.map(Array.init)
            let shortest = all.map(\.count).min() ?? 0
            let shared = (0..<shortest).first { place in all.contains { $0[place] != all[0][place] } } ?? shortest
            guard shared > 30 else { return texts }
            return all.map { "… " + String($0.dropFirst(shared - 20)) }
        }
    }
}
