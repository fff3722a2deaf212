import BillingModel
import TerminalCore
import Widgets

extension ListScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let hasPane = area.width >= Self.paneWidth
        let shown = columns(setting)
        let columns = titles(of: shown, setting)
        let table = Self.table(in: area, columns)
        drawTable(shown, columns, in: table.below(1), on: &canvas, setting)
        if hasPane { drawPane(in: area.below(1).right(of: table.width + 1), on: &canvas, setting) }
        if let problem {
            drawProblem(problem, in: area, on: &canvas)
        } else {
            drawFilter(in: area.top(1), on: &canvas, setting)
        }
    }

    func isIncomplete(_ setting: Setting) -> Bool {
        problem == nil && state.hasGaps(height: rowsHeight(setting.area))
    }

    /// The wheel moves the mark, a click puts it where it was done; neither opens anything.
    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        guard let first = pointing.id.firstRow, !state.rows.isEmpty else { return nil }
        switch pointing.deed {
        case .wheelUp: return .move(.up)
        case .wheelDown: return .move(.down)
        case .press:
            let index = first + pointing.cell.y
            return index <= state.lastIndex ? .mark(index) : nil
        }
    }

    /// What went wrong stands above the rows, and where it is long over the titles of the columns.
    private func drawProblem(_ problem: String, in area: Rect, on canvas: inout Canvas) {
        for (row, line) in DisplayText.fitted("! " + problem, to: max(1, area.width), rows: 2).enumerated() {
            canvas.fill(area.row(row))
            canvas.write(line, at: area.row(row).origin, role: .danger)
        }
    }

    /// Those of the drawn rows are at hand: what the system tells of no row is found out by looking at all.
    func titles(of columns: [ListColumn<Row>], _ setting: Setting) -> [TableColumn] {
        let isAtHand = !state.rows.isEmpty && !drawnTitles.isEmpty && chosenColumns(setting) == drawnColumns
        return isAtHand ? drawnTitles : tableColumns(columns, setting.texts)
    }

    func tableColumns(_ columns: [ListColumn<Row>], _ texts: Texts) -> [TableColumn] {
        columns.map { column in
            var title = column.tableColumn(texts)
            title.isShown = shows(column)
            return title
        }
    }

    /// Whether the signs that its legend is about stand in the list.
    func showsSigns(_ setting: Setting) -> Bool {
        guard let wanted = source.signColumn else { return true }
        let columns = columns(setting)
        guard let index = columns.firstIndex(where: { $0.id == wanted }), !state.rows.isEmpty else { return false }
        let titles = titles(of: columns, setting)
        let width = Self.table(in: setting.area, titles).width
        return TableLayout(columns: titles, width: width).placed.contains { $0.index == index }
    }

    static func table(in area: Rect, _ columns: [TableColumn]) -> Rect {
        area.width >= paneWidth ? area.left(tableWidth(columns, beside: area.width)) : area
    }

    /// Two thirds, and more where the pane would take a column away that a narrower window shows.
    private static func tableWidth(_ columns: [TableColumn], beside width: Int) -> Int {
        max(width * 2 / 3, min(TableLayout.width(ofAll: columns), width - narrowestPane))
    }

    private func drawTable(
        _ shownColumns: [ListColumn<Row>], _ columns: [TableColumn], in area: Rect, on canvas: inout Canvas,
        _ setting: Setting
    ) {
        let height = area.height - 1
        guard height > 0 else { return }
        let rows = tableRows(height, shownColumns, setting)
        let isEmpty = state.hasAnswer && state.rows.isEmpty
        let known = isEmpty ? 0 : min(height, state.lastIndex - state.top + 1)
        TableView(
            columns: columns, sortedBy: shownColumns.firstIndex { $0.id == all[order.column].id },
            ascending: order.ascending, selectedRow: isEmpty ? nil : state.cursor - state.top,
            highlighting: shown.highlighted
        ).draw(
            header: true, rows: state.hasAnswer || !state.rows.isEmpty ? Array(rows.prefix(known)) : [], in: area,
            on: &canvas)
        canvas.mark(area.below(1), as: .rows(from: state.top))
        if isEmpty, !state.isLooking {
            drawNothing(in: area.below(2).right(of: 2), on: &canvas, setting)
        } else if state.rows.isEmpty, !state.hasAnswer, problem == nil {
            canvas.write(setting.texts.loading, at: Point(x: area.x + 2, y: area.y + 2), role: .dim)
        }
    }

    private func tableRows(
        _ height: Int, _ columns: [ListColumn<Row>], _ setting: Setting
    ) -> [TableRow?] {
        let (first, drawn, hasMarks) = (state.top - state.offset, drawn, marks.isActive)
        let isCurrent = chosenColumns(setting) == drawnColumns
        var rows: [TableRow?] = []
        rows.reserveCapacity(height)
        // Nearly nothing in here goes by the type of the records, which costs its look-up: it is done for each row at
        // each key, and in a loop for that reason.
        for position in first..<(first + height) {
            guard drawn.indices.contains(position) else {
                rows.append(nil)
                continue
            }
            let row = (isCurrent ? drawn[position] : nil) ?? tableRow(state.rows[position], columns, setting)
            rows.append(hasMarks ? marked(row, at: position) : row)
        }
        return rows
    }

    private func drawNothing(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let nothing =
            shown.isEmpty
            ? setting.texts.emptyList
            : setting.texts.noMatch(SearchTerm.of(filter.text), back: keyName(.back, setting))
        var sentences: [String] = []
        if !shown.isEmpty {
            if setting.preparation != nil { sentences.append(setting.texts.noMatchWhilePreparing) }
            if state.readAt != nil, !shown.words.isEmpty, !source.findsWordsElsewhere, !state.isFoundByWords {
                sentences.append(setting.texts.noMatchElsewhere)
            }
        }
        // What was typed may be long; what does not fit of it is cut.
        let lines =
            DisplayText.fitted(nothing, to: max(1, area.width), rows: 3)
            + sentences.flatMap { DisplayText.wrapped($0, to: max(1, area.width)) }
        for (row, line) in lines.prefix(area.height).enumerated() {
            canvas.write(line, at: Point(x: area.x, y: area.y + row), role: .dim, limit: area.width)
        }
    }
}
