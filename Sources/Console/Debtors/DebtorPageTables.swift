import BillingAPI
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// What stands under the tabs of a customer's page.
extension DebtorPage {
    func drawSection(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        switch section {
        case .services: drawServices(customer, in: area, on: &canvas, setting)
        case .users: drawUsers(customer, in: area, on: &canvas, setting)
        case .mails: drawMails(in: area, on: &canvas, setting)
        case .history: drawChanges(in: area, on: &canvas, setting)
        case .customer: drawWhole(on: &canvas, setting)
        }
    }

    // MARK: Services

    private func drawServices(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let rows = customer.services.rows
        guard !rows.isEmpty else {
            let canAdd = setting.reasonAgainst(AddService.self) == nil
            return say(
                setting.texts.noServices(add: canAdd ? keyName(.new, setting) : nil), in: area, on: &canvas)
        }
        let desk = Desks.services
        let columns = desk.customerColumns.map { $0.tableColumn(setting.texts) }
        let cost = cost(customer, setting)
        let table = area.above(cost == nil || area.height < 4 ? 0 : 1)
        let shown = drawTable(columns, count: rows.count, in: table, on: &canvas) { row in
            desk.tableRow(rows[row], desk.customerColumns, setting.texts, today: setting.today)
        }
        guard let cost, table.height < area.height else { return }
        // Under the last row, in the column of the amounts.
        let line = area.row(min(shown + 1, table.height))
        let layout = TableLayout(columns: columns, width: area.width)
        guard let place = layout.placed.first(where: { $0.index == desk.amountColumn }) else { return }
        let label = line.right(of: TableLayout.gutter)
        let room = place.x - TableLayout.gutter - 1
        let words = setting.texts.aMonthWithoutEnded.first { DisplayText.width($0) <= room } ?? ""
        canvas.write(words, at: label.origin, role: .dim, limit: room)
        let amount = setting.texts.total(cost.aMonth)
        let end = line.x + place.x + place.width
        canvas.write(amount, at: Point(x: end - DisplayText.width(amount), y: line.y), role: .heading)
    }

    // MARK: Users

    private func drawUsers(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let (rows, desk, texts) = (users, Desks.users, setting.texts)
        // A system that does not answer is named, under what the others tell.
        let lost = elsewhere.filter { !$0.told.problem.isEmpty }.map { "! \($0.system.name): \($0.told.problem)" }
        let notes = lost.prefix(max(0, area.height - 2))
        for (row, text) in notes.enumerated() {
            say(text, .danger, in: area.bottom(notes.count).row(row), on: &canvas)
        }
        let area = area.above(notes.count)
        guard !rows.isEmpty else {
            let isWaiting = elsewhere.contains { !$0.told.isTold && $0.told.problem.isEmpty }
            let none = texts.noLinkedUser(customer.debtor.text(Debtor.code))
            return say(isWaiting ? texts.loading : none, in: area, on: &canvas)
        }
        var columns = desk.columns.map { $0.tableColumn(texts) }
        if !elsewhere.isEmpty {
            columns.append(TableColumn(title: texts.system, minimum: 6, ideal: 14))
        }
        drawTable(columns, count: rows.count, in: area, on: &canvas) { row in
            var drawn = desk.tableRow(rows[row].user, desk.columns, texts, today: setting.today)
            if !elsewhere.isEmpty { drawn.cells.append(rows[row].place?.name ?? texts.thisSystem) }
            return drawn
        }
    }

    // MARK: Mails

    private func drawMails(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        guard let mails = state?.mails, !mails.isEmpty else {
            if let reason = setting.reasonAgainst(ReadCustomerState.self) { return say(reason, in: area, on: &canvas) }
            if !stateProblem.isEmpty { return say("! " + stateProblem, .danger, in: area, on: &canvas) }
            return say(state == nil ? texts.loading : texts.noMails, in: area, on: &canvas)
        }
        let columns = [
            TableColumn(title: texts.when, minimum: 16, ideal: 16),
            TableColumn(title: texts.status, minimum: 9, ideal: 10),
            TableColumn(title: texts.mailSubject, minimum: 16, ideal: 30, isFlexible: true),
            TableColumn(title: texts.mailTo, minimum: 16, ideal: 24, isFlexible: true, priority: 1),
        ]
        drawTable(columns, count: mails.count, in: area, on: &canvas) { row in
            let mail = mails[row]
            return TableRow(
                cells: [
                    texts.moment(stored: mail.created), texts.state(of: mail), mail.subject, mail.recipient,
                ], cellRoles: mail.state == .failed ? [1: .warning] : [:])
        }
    }

    // MARK: History

    private func drawChanges(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        guard !changes.rows.isEmpty else {
            if let refusal = HistoryPage.refusal(setting) { return say(refusal, in: area, on: &canvas) }
            if !changes.problem.isEmpty { return say("! " + changes.problem, .danger, in: area, on: &canvas) }
            return say(changes.isTold ? texts.noChanges : texts.loading, in: area, on: &canvas)
        }
        let columns = [
            TableColumn(title: texts.when, minimum: 16, ideal: 16),
            TableColumn(title: texts.who, minimum: 8, ideal: 16, priority: 1),
            TableColumn(title: texts.what, minimum: 20, ideal: 40, isFlexible: true),
        ]
        // What could not be read anew is said, and what was read before stays in view.
        let isOwn = setting.history?.isOwn() == true ? texts.historyIsOwn(setting.backend) : ""
        let (note, role): (String, StyleRole) =
            changes.problem.isEmpty ? (isOwn, .dim) : ("! " + changes.problem, .danger)
        let lost = note.isEmpty ? 0 : 1
        drawTable(columns, count: changes.rows.count, in: area.above(lost), on: &canvas) { row in
            let told = changes.rows[row]
            return TableRow(cells: [
                texts.moment(universal: told.entry.moment, setting.clock), texts.author(told.entry.author),
                what(told, texts),
            ])
        }
        if lost > 0 { say(note, role, in: area.bottom(1), on: &canvas) }
    }

    /// What was done, to what, and to which fields of it.
    func what(_ told: RecordEntry, _ texts: Texts) -> String {
        let fields = told.entry.told.map { $0.label(texts) }.joined(separator: ", ")
        let name = told.record.kind == .debtor ? "" : name(of: told.record)
        let sign = told.entry.isUndecided ? "? " : ""
        return sign
            + [texts.title(of: told.entry.action), name, fields].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func name(of record: RecordRef) -> String {
        switch record.kind {
        case .service:
            customer?.services.rows.first { Desks.services.id(of: $0) == record.identifier }
                .map(Desks.services.name) ?? ""
        case .user:
            customer?.users.first { Desks.users.id(of: $0) == record.identifier }.map(Desks.users.name) ?? ""
        default: ""
        }
    }

    // MARK: All that is kept

    /// The section that is text, as it is laid out; nil before there is any.
    func wholeText(_ setting: Setting) -> (view: ContentView, area: Rect)? {
        guard let customer, section == .customer else { return nil }
        let area = layout(customer, in: setting.area, setting).section
        let lines = DebtorFacts.whole(customer.debtor, setting.texts)
        return (ContentView([.facts(Facts(lines, mostRows: nil))], width: area.width - 1), area)
    }

    private func drawWhole(on canvas: inout Canvas, _ setting: Setting) {
        guard let (view, area) = wholeText(setting) else { return }
        let offset = min(scroll.offset, max(0, view.height - area.height))
        canvas.mark(area, as: .scrolling)
        view.draw(in: area.left(area.width - 1), from: offset, on: &canvas)
        Scrollbar.draw(
            offset: offset, viewport: area.height, total: view.height, in: area.right(of: area.width - 1), on: &canvas)
    }

    // MARK: Parts

    private func say(_ text: String, _ role: StyleRole = .dim, in area: Rect, on canvas: inout Canvas) {
        let lines = DisplayText.fitted(text, to: max(1, area.width - 2), rows: max(1, area.height))
        for (row, line) in lines.enumerated() {
            canvas.write(line, at: area.row(row).right(of: 2).origin, role: role, limit: area.width - 2)
        }
    }

    /// The rows around the marked one; returns how many.
    @discardableResult
    private func drawTable(
        _ columns: [TableColumn], count: Int, in area: Rect, on canvas: inout Canvas, _ row: (Int) -> TableRow
    ) -> Int {
        guard area.height > 1 else { return 0 }
        let height = area.height - 1
        let top = max(0, min(cursor - height / 2, count - height))
        let rows = top..<min(count, top + height)
        canvas.mark(area.below(1).top(rows.count), as: .rows(from: top))
        TableView(columns: columns, selectedRow: cursor - top).draw(
            header: true, rows: rows.map(row), in: area, on: &canvas)
        return rows.count
    }
}
