import BillingAPI
import TerminalCore
import Widgets

extension OutboxScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let setting = setting.knowing(names)
        canvas.fill(area)
        canvas.write(title(setting), at: area.origin, role: .title, limit: area.width)
        let body = area.below(2)
        switch phase {
        case .reading where writes.isEmpty: canvas.write(setting.texts.loading, at: body.origin, role: .dim)
        case .reading, .listing: drawList(in: body, on: &canvas, setting)
        case .showing(let shown), .settling(let shown):
            shown.review.draw(in: body, isSending: false, on: &canvas, setting)
        }
    }

    private func drawList(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        let words = problem.isEmpty ? writes.isEmpty ? texts.outboxIsEmpty : texts.outboxWords : problem
        let lines = DisplayText.fitted(words, to: max(1, area.width), rows: 3)
        for (row, line) in lines.enumerated() {
            canvas.write(line, at: area.row(row).origin, role: problem.isEmpty ? .text : .danger, limit: area.width)
        }
        guard !writes.isEmpty else { return }
        let body = area.below(lines.count + 1)
        let height = max(1, body.height - 1)
        let first = max(0, cursor - height + 1)
        TableView(columns: columns(texts), selectedRow: cursor - first).draw(
            header: true, rows: writes.dropFirst(first).prefix(height).map { row($0, setting) }, in: body, on: &canvas)
    }

    private func columns(_ texts: Texts) -> [TableColumn] {
        [
            TableColumn(title: texts.sentAt, minimum: 16, ideal: 16, priority: 1),
            TableColumn(title: texts.system, minimum: 5, ideal: 10, priority: 3),
            TableColumn(title: texts.change, minimum: 10, ideal: 18),
            TableColumn(title: texts.record, minimum: 8, ideal: 13, priority: 2),
            TableColumn(title: texts.whatWasSent, minimum: 8, ideal: 16, isFlexible: true, priority: 4),
        ]
    }

    private func row(_ write: OpenWrite, _ setting: Setting) -> TableRow {
        let (texts, now) = (setting.texts, setting.clock.now())
        let fields = Review.lines(of: write.intent, texts).compactMap { line in
            line.values.last.map { "\(line.label): \($0.text)" }
        }
        let state = write.isUnderWay(at: now) ? ["(\(texts.isUnderWay))"] : []
        return TableRow(cells: [
            texts.sent(write, seenAt: now), texts.name(of: write.intent.system), texts.title(of: write.intent),
            texts.target(of: write.intent), (state + fields).joined(separator: "; "),
        ])
    }
}
