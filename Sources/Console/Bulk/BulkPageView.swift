import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// Where things stand on the page of a bulk run.
struct BulkPageLayout {
    let head: [(text: String, role: StyleRole)]
    /// The first lines of a mail's message, and how many more there are.
    let message: [String]
    let words: [(text: String, role: StyleRole)]
    let hasWord: Bool
    let table: Rect

    /// From this on there is room for more than the table.
    static let roomyHeight = 15

    /// The row of the message, or of the table where there is none.
    let firstOfMessage: Int

    /// Rows of the table under its titles.
    var viewport: Int { max(1, table.height - 1) }

    init(_ page: BulkPage, in area: Rect, _ setting: Setting) {
        let width = max(1, area.width)
        hasWord = page.asksForNumber(setting)
        // In a low window the table comes before all that is said of it.
        let isLow = area.height < Self.roomyHeight
        head = Self.fitted(page.head(setting), width: width, rows: isLow ? 1 : 2)
        message = Self.lines(of: page.message, width: width, rows: isLow ? 2 : area.height / 5, setting.texts)
        words = Self.fitted(page.words(setting), width: width, rows: isLow ? 2 : 6)
        firstOfMessage = 1 + head.count + (isLow ? 0 : 1)
        let above = firstOfMessage + message.count + (isLow || message.isEmpty ? 0 : 1)
        let below = words.count + 1 + (hasWord ? 1 : 0) + (isLow ? 0 : 1)
        table = area.below(min(area.height, above)).above(min(max(0, area.height - above), below))
    }

    static func viewport(of page: BulkPage, _ setting: Setting) -> Int {
        BulkPageLayout(page, in: setting.area, setting).viewport
    }

    /// The label stands before the first line, and all begin under each other.
    private static func lines(of message: String, width: Int, rows: Int, _ texts: Texts) -> [String] {
        guard !message.isEmpty else { return [] }
        let label = SendEmail.message.declaration.label[texts.language] + "  "
        let indent = DisplayText.width(label)
        var lines = DisplayText.wrapped(message, to: max(1, width - indent))
        if lines.count > rows {
            let shown = max(1, rows - 1)
            lines = lines.prefix(shown) + [texts.moreLines(lines.count - shown)]
        }
        return lines.enumerated().map { ($0 == 0 ? label : String(repeating: " ", count: indent)) + $1 }
    }

    private static func fitted(
        _ sentences: [(text: String, role: StyleRole)], width: Int, rows: Int
    ) -> [(text: String, role: StyleRole)] {
        let fitted = DisplayText.fitted(sentences.map(\.text), to: width, rows: rows)
        return zip(fitted, sentences).flatMap { lines, sentence in lines.map { ($0, sentence.role) } }
    }
}

extension BulkPage {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let setting = setting.knowing(names)
        canvas.fill(area)
        let layout = BulkPageLayout(self, in: area, setting)
        canvas.write(heading(setting), at: area.origin, role: .title, limit: area.width)
        for (row, line) in layout.head.enumerated() {
            canvas.write(line.text, at: area.row(1 + row).origin, role: line.role, limit: area.width)
        }
        for (row, line) in layout.message.enumerated() {
            canvas.write(line, at: area.row(layout.firstOfMessage + row).origin, role: .text, limit: area.width)
        }
        drawTable(in: layout.table, on: &canvas, setting)
        var y = area.endY - 1 - (layout.hasWord ? 1 : 0) - layout.words.count
        for line in layout.words {
            canvas.write(line.text, at: Point(x: area.x, y: y), role: line.role, limit: area.width)
            y += 1
        }
        if layout.hasWord { drawWord(in: area.row(y - area.y), on: &canvas, setting) }
        guard !buttons.titles.isEmpty else { return }
        buttons.draw(in: area.bottom(1), isFocused: !isOnWord, on: &canvas)
    }

    private func drawWord(in line: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let label = setting.texts.typeNumberHere
        let used = canvas.write(label + " ", at: line.origin, role: isOnWord ? .keyHint : .label, limit: line.width)
        word.draw(
            in: line.right(of: used).left(10), isFocused: isOnWord, role: isOnWord ? .fieldFocused : .field,
            placeholder: "", on: &canvas)
    }

    // MARK: What is said

    /// What a mail that is reviewed says.
    fileprivate var message: String { if case .reviewing(let plan) = phase { plan.message } else { "" } }

    private func heading(_ setting: Setting) -> String {
        switch phase {
        case .planning, .failed: order?.deed[setting.language] ?? ""
        case .reviewing(let plan): plan.title[setting.language]
        case .following(let progress): progress.run.title[setting.language]
        }
    }

    /// Under the title: how far it is, or what it comes to.
    func head(_ setting: Setting) -> [(text: String, role: StyleRole)] {
        let texts = setting.texts
        switch phase {
        case .planning(let done, let all): return [(texts.planning(done, of: all), .dim)]
        case .failed(let why): return [("! " + why, .danger)]
        case .reviewing(let plan):
            let money = plan.money.map { [(text: texts.aMonth($0.aMonth), role: StyleRole.heading)] } ?? []
            return [(texts.planCounts(plan), .text)] + money
        case .following(let progress):
            let run = progress.run
            let bar = Self.bar(run.counts.ended, of: run.rows.count)
            let counts = texts.counts(run.counts, of: run.rows.count)
            guard progress.isRunning else { return [(counts, .text)] }
            let left = progress.isStopping ? texts.stopping : progress.timeLeft.map(texts.timeLeft) ?? ""
            return [("\(bar) \(counts)", .status), (left, .dim)]
        }
    }

    private static let barWidth = 20

    private static func bar(_ done: Int, of all: Int) -> String {
        let full = all == 0 ? barWidth : barWidth * done / all
        return "[" + String(repeating: "█", count: full) + String(repeating: "·", count: barWidth - full) + "]"
    }

    /// Above the buttons.
    func words(_ setting: Setting) -> [(text: String, role: StyleRole)] {
        let texts = setting.texts
        switch phase {
        case .planning, .failed: return []
        case .reviewing(let plan):
            guard !plan.rows.isEmpty else { return [("! " + texts.nothingToSend, .warning)] }
            let isRoomy = setting.area.height >= BulkPageLayout.roomyHeight
            var sentences = plan.isMail || !isRoomy ? [] : [texts.bulkIsSent]
            if !plan.isMail { sentences.append(texts.bulkSkipsChanged) }
            if let pace = setting.bulk.pace {
                sentences.append(texts.takesAbout(pace.time(for: plan.requests(setting))))
            }
            let past = endsAtOnce(plan, setting)
            let warnings =
                (past > 0 ? [texts.endAtOnce(past)] : []) + (plan.isMail ? [texts.mailsStaySent] : [])
            return warnings.map { ("! " + $0, .danger) } + sentences.map { ("· " + $0, .text) }
        case .following(let progress):
            if isAsking { return [(texts.runGoesOn, .warning)] }
            if let trouble = progress.trouble { return [("! " + trouble[setting.language], .danger)] }
            let open = progress.isRunning || !progress.run.isOpen ? [] : [("· " + texts.someIsOpen, StyleRole.warning)]
            return reasons.map { ("· " + $0[setting.language], .warning) } + open
        }
    }

    private func endsAtOnce(_ plan: BulkPlan, _ setting: Setting) -> Int {
        guard case .ending(let day?, _)? = order?.change, day <= setting.today else { return 0 }
        return plan.rows.count
    }

    // MARK: Rows

    private func drawTable(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        guard totalRows > 0, area.height > 1 else { return }
        let height = area.height - 1
        let first = min(scroll.offset, max(0, totalRows - height))
        let rows = (first..<min(totalRows, first + height)).map { row($0, setting) }
        let table = area.left(area.width - 1)
        TableView(columns: columns(setting.texts)).draw(header: true, rows: rows, in: table, on: &canvas)
        canvas.mark(area, as: .scrolling)
        Scrollbar.draw(
            offset: first, viewport: height, total: totalRows, in: area.below(1).right(of: area.width - 1), on: &canvas)
    }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        switch pointing.deed {
        case .wheelUp: .scroll(.up)
        case .wheelDown: .scroll(.down)
        case .press: nil
        }
    }

    private var isFollowing: Bool { if case .following = phase { true } else { false } }

    private func columns(_ texts: Texts) -> [TableColumn] {
        let outcome = isFollowing ? [TableColumn(title: texts.outcomeTitle, minimum: 11, ideal: 12)] : []
        let record = TableColumn(title: texts.record, minimum: 14, ideal: 40, isFlexible: true)
        // Nothing was there before a mail, and its address is read whole.
        if isMail {
            return outcome + [
                record, TableColumn(title: "", minimum: 1, ideal: 1, priority: 3),
                TableColumn(title: texts.addressee, minimum: 16, ideal: 36, isFlexible: true),
            ]
        }
        return outcome + [
            record,
            TableColumn(title: texts.was, minimum: 8, ideal: 12, alignment: alignment, priority: 2),
            TableColumn(title: texts.becomesNew, minimum: 8, ideal: 12, isFlexible: !isAmount, alignment: alignment),
        ]
    }

    private var alignment: TableColumn.Alignment { isAmount ? .decimal : .leading }

    private var isAmount: Bool { first.map(BulkRowShown.isPrice) ?? false }
    private var isMail: Bool { first?.isMail ?? false }

    private var first: Intent? {
        switch phase {
        case .reviewing(let plan): plan.rows.first?.intent
        case .following(let progress): progress.run.rows.first?.intent
        case .planning, .failed: nil
        }
    }

    private func row(_ number: Int, _ setting: Setting) -> TableRow {
        switch phase {
        case .reviewing(let plan): planned(number, plan, setting.texts)
        case .following(let progress):
            followed(shownRows.indices.contains(number) ? shownRows[number] : number, progress.run, setting.texts)
        case .planning, .failed: TableRow(cells: [])
        }
    }

    private func planned(_ number: Int, _ plan: BulkPlan, _ texts: Texts) -> TableRow {
        guard plan.rows.indices.contains(number) else {
            let refusal = plan.refusals[number - plan.rows.count]
            if plan.isMail { return TableRow(cells: ["✗ \(refusal.subject)", "", refusal.reason], role: .tableEnded) }
            return TableRow(
                cells: ["✗ \(refusal.subject): \(refusal.reason)", "", ""], role: .tableEnded)
        }
        let row = plan.rows[number]
        let shown = BulkRowShown(row.intent, texts)
        return TableRow(
            cells: [row.subject, shown.old, shown.new], cellRoles: [1: .oldValue, 2: .newValue])
    }

    private func followed(_ number: Int, _ run: BulkRun, _ texts: Texts) -> TableRow {
        let (row, state) = (run.rows[number], run.states[number])
        let shown = BulkRowShown(row.intent, texts)
        return TableRow(
            cells: [texts.outcome(state), row.subject, shown.old, shown.new], cellRoles: [0: Self.role(of: state)])
    }

    private static func role(of state: BulkRowState) -> StyleRole {
        switch state {
        case .waiting: .dim
        case .sending: .status
        case .done: .ok
        case .skipped: .warning
        case .refused, .undecided: .danger
        }
    }
}
