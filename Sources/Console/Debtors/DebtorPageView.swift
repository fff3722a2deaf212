import BillingAPI
import HostFactAPI
import M4API
import TerminalCore
import Widgets

extension DebtorPage {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        guard let customer else {
            let text = problem.isEmpty ? setting.texts.loading : "! " + problem
            for (row, line) in DisplayText.fitted(text, to: max(1, area.width), rows: area.height).enumerated() {
                canvas.write(line, at: area.row(row).origin, role: problem.isEmpty ? .dim : .danger)
            }
            return
        }
        drawTitle(DebtorPlans.subject(customer.debtor), in: area.top(1), on: &canvas)
        // A system without M4 users has no such section.
        let hasUsers = setting.reasonAgainst(BrowseUsers.self) == nil
        let users = area.bottom(hasUsers ? min(5, customer.users.count + 2) : 0)
        // Heading, column titles and some services come first; the facts take what is left of a low window.
        let roomForFacts = area.height - 1 - users.height - 2 - min(4, max(1, customer.services.rows.count))
        let half = area.width / 2
        let identity = ContentView(
            [.facts(Facts(DebtorFacts.identity(customer.debtor, setting.texts), mostRows: 1))], width: half - 1)
        let login = ContentView(
            [.facts(Facts(DebtorFacts.login(customer.debtor, setting.texts), mostRows: 1))], width: area.width - half)
        let facts = area.below(1).top(max(2, min(max(identity.height, login.height), roomForFacts)))
        identity.draw(in: facts.left(half - 1), on: &canvas)
        login.draw(in: facts.right(of: half), on: &canvas)
        let services = Rect(
            x: area.x, y: facts.endY, width: area.width, height: users.y - facts.endY)
        drawServices(customer, in: services, on: &canvas, setting)
        if hasUsers { drawUsers(customer, in: users, on: &canvas, setting) }
    }

    /// Signs mean what the desk of the marked rows says.
    func legend(_ setting: Setting) -> [LegendItem] {
        section == .users ? Desks.users.legend(setting.texts) : Desks.services.legend(setting.texts)
    }

    /// The sign and the look of a marked row, where the customer as such is what commands act on.
    private func drawTitle(_ title: String, in area: Rect, on canvas: inout Canvas) {
        guard section == .customer else {
            canvas.write(title, at: area.origin, role: .title, limit: area.width)
            return
        }
        canvas.fill(area, role: .tableSelected)
        canvas.write("> " + title, at: area.origin, role: .tableSelected, limit: area.width)
    }

    func position(_ setting: Setting) -> String {
        guard let customer, section != .customer else { return "" }
        let count = section == .services ? customer.services.rows.count : customer.users.count
        let place = count == 0 ? "0/0" : "\(cursor(of: section) + 1)/\(count)"
        let readAt = section == .services ? customer.services.readAt : nil
        return count == 0 && readAt == nil ? "" : setting.texts.position(place, readAt: readAt, setting.today)
    }

    private func drawServices(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let rows = customer.services.rows
        let total = customer.services.total ?? rows.count
        drawHeading("\(setting.texts.tab(.services)) (\(total))", .services, in: area.top(1), on: &canvas)
        // Of some of the services it would be no total.
        if rows.count == total, let cost = Subscription.cost(of: rows, setting.today) {
            let sentence = " \(setting.texts.cost(cost)) "
            let width = DisplayText.width(sentence)
            canvas.write(sentence, at: Point(x: area.endX - width - 1, y: area.y), role: .heading)
        }
        guard !rows.isEmpty else {
            let canAdd = setting.reasonAgainst(AddService.self) == nil
            let text = setting.texts.noServices(add: canAdd ? keyName(.new, setting) : nil)
            let rows = max(1, area.height - 1)
            for (row, line) in DisplayText.fitted(text, to: max(1, area.width - 2), rows: rows).enumerated() {
                canvas.write(line, at: Point(x: area.x + 2, y: area.y + 1 + row), role: .dim)
            }
            return
        }
        drawTable(
            Desks.services, columns: Desks.services.customerColumns, rows, .services, in: area.below(1), on: &canvas,
            setting)
    }

    private func drawUsers(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        drawHeading(setting.texts.linkedUser, .users, in: area.top(1), on: &canvas)
        guard !customer.users.isEmpty else {
            let text = setting.texts.noLinkedUser(customer.debtor.text(Debtor.code))
            canvas.write(
                DisplayText.fitted(text, to: max(1, area.width - 2), rows: 1).first ?? "",
                at: Point(x: area.x + 2, y: area.y + 1), role: .dim)
            return
        }
        drawTable(
            Desks.users, columns: Desks.users.columns, customer.users, .users, header: false, in: area.below(1),
            on: &canvas,
            setting)
    }

    private func drawHeading(_ text: String, _ section: Section, in area: Rect, on canvas: inout Canvas) {
        canvas.fill(area, with: "─", role: .border)
        let isActive = section == self.section
        canvas.write(
            isActive ? "[\(text)]" : " \(text) ", at: Point(x: area.x + 1, y: area.y),
            role: isActive ? .tabActive : .heading, limit: area.width - 2)
    }

    private func drawTable<Kind: Desk>(
        _ desk: Kind, columns: [ListColumn<Kind.Row>], _ rows: [Kind.Row], _ section: Section, header: Bool = true,
        in area: Rect, on canvas: inout Canvas, _ setting: Setting
    ) {
        let height = max(1, area.height - (header ? 1 : 0))
        let cursor = cursor(of: section)
        let top = max(0, min(cursor - height / 2, rows.count - height))
        let visible = rows[top..<min(rows.count, top + height)]
        TableView(
            columns: columns.map { $0.tableColumn(setting.texts) }, sortedBy: nil, ascending: true,
            selectedRow: section == self.section ? cursor - top : nil
        ).draw(
            header: header,
            rows: visible.map { row in
                desk.tableRow(row, columns, setting.texts, today: setting.today)
            }, in: area, on: &canvas)
    }
}
