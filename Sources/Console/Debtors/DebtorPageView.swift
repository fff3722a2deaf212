import BillingAPI
import HostFactAPI
import M4API
import TerminalCore
import Widgets

extension DebtorPage {
    func isIncomplete(_ setting: Setting) -> Bool { customer == nil && problem.isEmpty }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        guard let customer else {
            let text = problem.isEmpty ? setting.texts.loading : "! " + problem
            for (row, line) in DisplayText.fitted(text, to: max(1, area.width), rows: area.height).enumerated() {
                canvas.write(line, at: area.row(row).origin, role: problem.isEmpty ? .dim : .danger)
            }
            return
        }
        let layout = layout(customer, in: area, setting)
        drawHead(customer, in: layout.head, on: &canvas, setting)
        drawIdentity(customer, in: layout.identity, on: &canvas, setting)
        drawNote(customer.debtor, in: layout.note, on: &canvas, setting)
        drawTabs(in: layout.tabs, on: &canvas, setting)
        drawSection(customer, in: layout.section, on: &canvas, setting)
        drawMarked(in: layout.marked, isWide: layout.isWide, on: &canvas, setting)
        drawToday(in: layout.today, on: &canvas, setting)
    }

    func layout(_ customer: Customer, in area: Rect, _ setting: Setting) -> DebtorPageLayout {
        let columns = identity(customer, width: area.width, setting)
        return DebtorPageLayout(
            in: area, identity: (columns.map(\.lines.count).max() ?? 0) + 1,
            note: noteLines(customer.debtor, width: area.width, setting).count, today: changesToday(setting).count,
            isText: section == .customer)
    }

    /// Signs mean what the desk of the marked rows says.
    func legend(_ setting: Setting) -> [LegendItem] {
        switch section {
        case .services: Desks.services.legend(setting.texts)
        case .users: Desks.users.legend(setting.texts)
        case .mails, .history, .customer: []
        }
    }

    func position(_ setting: Setting) -> String {
        guard let customer, section != .customer else { return "" }
        let count = count(section)
        let place = count == 0 ? "0/0" : "\(cursor(of: section) + 1)/\(count)"
        let readAt = section == .services ? customer.services.readAt : nil
        return count == 0 && readAt == nil ? "" : setting.texts.position(place, readAt: readAt, setting.today)
    }

    // MARK: Head

    /// Whose page it is, and at the right what they pay; the sign and the look of a marked row, where the customer as
    /// such is what commands act on.
    private func drawHead(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let isMarked = section == .customer
        let role: StyleRole = isMarked ? .tableSelected : .title
        if isMarked { canvas.fill(area, role: role) }
        let name = (isMarked ? "> " : "") + DebtorPlans.subject(customer.debtor)
        let used = canvas.write(name, at: area.origin, role: role, limit: area.width)
        // The longest that fits beside the name.
        for text in totals(customer, setting) where used + 2 + DisplayText.width(text) <= area.width {
            let place = Point(x: area.endX - DisplayText.width(text), y: area.y)
            canvas.write(text, at: place, role: isMarked ? role : .text)
            return
        }
    }

    private func totals(_ customer: Customer, _ setting: Setting) -> [String] {
        let texts = setting.texts
        let year = customer.debtor[member: ObjectMember.created].prefix(4)
        let since = year.count == 4 && year.allSatisfy(\.isNumber) && year != "0000" ? texts.since(String(year)) : nil
        guard let cost = cost(customer, setting) else { return [since].compactMap { $0 } }
        return [since.map { "\(texts.cost(cost)) · \($0)" }, texts.cost(cost), texts.costShort(cost)].compactMap { $0 }
    }

    /// Of some of the services it would be no total.
    func cost(_ customer: Customer, _ setting: Setting) -> SubscriptionCost? {
        let rows = customer.services.rows
        guard rows.count == customer.services.total ?? rows.count else { return nil }
        return Subscription.cost(of: rows, setting.today)
    }

    // MARK: Identity

    private struct IdentityColumn {
        var head: String
        var lines: [DetailLine]
    }

    /// Side by side as far as the width allows; in a narrow window what staff dial or write to comes first.
    private func identity(_ customer: Customer, width: Int, _ setting: Setting) -> [IdentityColumn] {
        let (debtor, texts) = (customer.debtor, setting.texts)
        func filled(_ lines: [DetailLine]) -> [DetailLine] { lines.filter { !$0.text.isEmpty } }
        let contact = filled(DebtorFacts.contact(debtor, texts))
        let address = filled(DebtorFacts.address(debtor, texts))
        let login = filled(
            DebtorFacts.login(
                debtor, until: state?.temporaryPasswordUntil, users: users(customer, setting), texts))
        guard width >= Self.widthForThree else {
            return [
                IdentityColumn(head: texts.contactHead, lines: contact + address),
                IdentityColumn(head: texts.loginHead, lines: login),
            ]
        }
        return [
            IdentityColumn(head: texts.contactHead, lines: contact),
            IdentityColumn(head: texts.addressHead, lines: address),
            IdentityColumn(head: texts.loginHead, lines: login),
        ]
    }

    private static var widthForThree: Int { 76 }

    /// The M4 users in a few words; nil where the system has none.
    private func users(_ customer: Customer, _ setting: Setting) -> String? {
        guard hasUsers(setting) else { return nil }
        let (texts, users) = (setting.texts, users)
        guard let first = users.first else { return texts.none }
        guard users.count == 1 else { return texts.users(users.count) }
        let balance = first.user[User.balance].map { texts.amount($0) } ?? ""
        return [first.user.text(User.username), balance, first.place?.name ?? ""].filter { !$0.isEmpty }.joined(
            separator: "  ")
    }

    private func drawIdentity(_ customer: Customer, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        guard area.height > 1 else { return }
        let columns = identity(customer, width: area.width, setting)
        // The last one has labels before its values.
        let last = columns.count == 3 ? max(30, area.width * 3 / 8) : area.width / 2
        let other = (area.width - last) / (columns.count - 1)
        for (index, column) in columns.enumerated() {
            let isLast = index == columns.count - 1
            let place = area.right(of: index * other).left(isLast ? last : other - 1)
            let head = DetailLine(label: "", text: column.head, role: .heading)
            ContentView([.facts(Facts([head] + column.lines, mostRows: 1))], width: place.width).draw(
                in: place, on: &canvas)
        }
    }

    // MARK: Note

    /// Wrapped beside its heading.
    private func noteLines(_ debtor: Record<Debtor>, width: Int, _ setting: Setting) -> [String] {
        let note = debtor.text(Debtor.comment)
        guard !note.isEmpty else { return [] }
        let (label, hint) = noteFrame(setting)
        return DisplayText.wrapped(note, to: max(8, width - label - hint))
    }

    /// The columns of the heading before it and of the key behind it.
    private func noteFrame(_ setting: Setting) -> (label: Int, hint: Int) {
        let hint = noteHint(setting).map { DisplayText.width($0) + 2 } ?? 0
        return (DisplayText.width(setting.texts.noteHead) + 2, hint)
    }

    private func noteHint(_ setting: Setting) -> String? {
        guard setting.reasonAgainst(EditDebtor.self) == nil else { return nil }
        return keyName(.note, setting).map(setting.texts.noteKey)
    }

    private func drawNote(_ debtor: Record<Debtor>, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        guard !area.isEmpty else { return }
        canvas.write(setting.texts.noteHead, at: area.origin, role: .heading)
        let (label, hint) = noteFrame(setting)
        let room = max(8, area.width - label - hint)
        let lines = noteLines(debtor, width: area.width, setting)
        for (row, line) in lines.prefix(area.height).enumerated() {
            let isCut = row == area.height - 1 && lines.count > area.height
            let text = isCut ? DisplayText.truncated(line, to: room - 2) + " …" : line
            canvas.write(text, at: area.row(row).right(of: label).origin, limit: room)
        }
        if let text = noteHint(setting) {
            canvas.write(text, at: Point(x: area.endX - DisplayText.width(text), y: area.y), role: .dim)
        }
    }

    // MARK: Tabs

    private func drawTabs(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        guard !area.isEmpty else { return }
        canvas.fill(area, with: "─", role: .border)
        var x = area.x + 1
        for section in sections(setting) {
            let title = setting.texts.title(of: section)
            let text = shownCount(section).map { "\(title) \($0)" } ?? title
            let isActive = section == self.section
            let used = canvas.write(
                isActive ? "[\(text)]" : " \(text) ", at: Point(x: x, y: area.y),
                role: isActive ? .tabActive : .heading, limit: area.endX - x)
            canvas.mark(Rect(x: x, y: area.y, width: used, height: 1), as: .section(section))
            x += used
        }
    }
}
