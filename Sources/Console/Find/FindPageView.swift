import BillingModel
import TerminalCore
import Widgets

extension FindPage {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        let texts = setting.texts
        let used = canvas.write("/ ", at: area.origin, role: .label)
        input.draw(
            in: area.top(1).right(of: used), isFocused: true, role: .fieldFocused, placeholder: texts.findHint,
            on: &canvas)
        let (sentence, role) = sentence(texts)
        canvas.write(sentence, at: Point(x: area.x, y: area.y + 1), role: role, limit: area.width)
        drawRows(in: area.below(2), on: &canvas, texts)
    }

    /// What is known of the answers; a system that does not answer is named.
    private func sentence(_ texts: Texts) -> (String, StyleRole) {
        guard !term.isEmpty else { return (rows.isEmpty ? texts.findWhat : texts.recentCustomers, .dim) }
        let failed = places.indices.compactMap { index in
            found[index]?.problem.map { "\(places[index].name): \($0.message[texts.language])" }
        }
        if opensBest { return (texts.bestOpensSoon, .text) }
        if let first = failed.first { return ("! " + first, .danger) }
        let rows = rows
        guard !rows.isEmpty else { return (isWhole ? texts.foundNothing(term) : texts.loading, .dim) }
        let hasMore = places.indices.contains { found[$0]?.hasMore == true }
        let count = texts.foundCount(rows.count, hasMore: hasMore, isWhole: isWhole)
        return (nearest == nil ? count : texts.foundNothing(term) + " " + texts.nearest, .dim)
    }

    private func drawRows(in area: Rect, on canvas: inout Canvas, _ texts: Texts) {
        let rows = rows
        guard !rows.isEmpty, area.height > 1 else { return }
        let names = Dictionary(places.map { ($0.system, $0.name) }, uniquingKeysWith: { first, _ in first })
        let height = area.height - 1
        let marked = cursor(in: rows)
        // A window that has become lower still shows the marked row.
        let offset = min(max(scroll.offset, marked - height + 1), marked)
        var columns = [
            TableColumn(title: texts.code, minimum: 8, ideal: 10, priority: 0),
            TableColumn(title: texts.name, minimum: 14, ideal: 26, isFlexible: true, priority: 0),
            TableColumn(title: texts.foundAt, minimum: 12, ideal: 34, isFlexible: true, priority: 1),
            TableColumn(title: texts.kindOfRecord, minimum: 8, ideal: 9, priority: 2),
        ]
        if names.count > 1 {
            let widest = min(14, names.values.map { DisplayText.width($0) }.max() ?? 0)
            columns.append(TableColumn(title: texts.system, minimum: widest, ideal: widest, priority: 1))
        }
        TableView(columns: columns, selectedRow: marked - offset, highlighting: nearest ?? term).draw(
            header: true,
            rows: rows[offset...].prefix(height).map { row in
                TableRow(cells: row.cells(names.count > 1 ? names[row.id.system] : nil), role: row.role)
            }, in: area, on: &canvas)
    }
}
