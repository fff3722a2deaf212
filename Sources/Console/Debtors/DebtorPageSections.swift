import BillingAPI
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// The sections of a customer's page, and what is marked in them.
extension DebtorPage {
    /// In the order of Tab.
    enum Section: Int, CaseIterable, Sendable { case services, users, mails, history, customer }

    /// Without those that this system can have nothing in.
    func sections(_ setting: Setting) -> [Section] {
        Section.allCases.filter { $0 != .users || hasUsers(setting) }
    }

    /// Whether this system, or another that is open, has M4 users.
    func hasUsers(_ setting: Setting) -> Bool {
        setting.reasonAgainst(BrowseUsers.self) == nil || setting.neighbours.contains { $0.has(BrowseUsers.self) }
    }

    /// Those of the own system first.
    var users: [LinkedUser] {
        (customer?.users ?? []).map { LinkedUser(user: $0) }
            + elsewhere.flatMap { there in there.told.rows.map { LinkedUser(user: $0, place: there.system) } }
    }

    func count(_ section: Section) -> Int {
        switch section {
        case .services: customer?.services.rows.count ?? 0
        case .users: users.count
        case .mails: state?.mails.count ?? 0
        case .history: changes.rows.count
        case .customer: 0
        }
    }

    /// As the tab says it; nil where nobody knows, or where there is nothing to count.
    func shownCount(_ section: Section) -> Int? {
        switch section {
        case .services: customer.map { $0.services.total ?? $0.services.rows.count }
        case .users: customer == nil ? nil : users.count
        case .mails: state?.mailCount
        case .history: changes.isTold ? changes.rows.count : nil
        case .customer: nil
        }
    }

    var cursor: Int { cursor(of: section) }

    /// The marked row of a section, of which there may be fewer than there were.
    func cursor(of section: Section) -> Int { min(cursors[section] ?? 0, max(0, count(section) - 1)) }

    var selectedService: Record<Subscription>? { selected(.services, customer?.services.rows ?? []) }
    var selectedUser: LinkedUser? { selected(.users, users) }
    /// The groups that the customer is in.
    var groups: [Int] { customer?.debtor[Debtor.groups] ?? [] }

    var selectedMail: CustomerMail? { selected(.mails, state?.mails ?? []) }
    var selectedChange: RecordEntry? { selected(.history, changes.rows) }

    private func selected<Row>(_ section: Section, _ rows: [Row]) -> Row? {
        section == self.section && rows.indices.contains(cursor) ? rows[cursor] : nil
    }

    /// A record of the customer's as staff know it.
    func subject(of record: RecordRef) -> String {
        guard let customer else { return "" }
        switch record.kind {
        case .service:
            let service = customer.services.rows.first { Desks.services.id(of: $0) == record.identifier }
            return service.map(Desks.services.subject) ?? ""
        case .user:
            let user = customer.users.first { Desks.users.id(of: $0) == record.identifier }
            return user.map(Desks.users.subject) ?? ""
        default: return DebtorPlans.subject(customer.debtor)
        }
    }

    // MARK: Moving

    /// The cursors belong to a service and a user, not to rows.
    mutating func keepCursors(on read: Customer) {
        for section in Section.allCases { cursors[section] = cursor(of: section) }
        let old = customer
        customer = read
        keepCursor(.services, of: Desks.services, on: read.services.rows, old?.services.rows ?? [])
        keepCursor(.users, of: Desks.users, on: read.users, old?.users ?? [])
    }

    private mutating func keepCursor<Kind: Desk>(
        _ section: Section, of desk: Kind, on new: [Kind.Row], _ old: [Kind.Row]
    ) {
        let row = cursors[section] ?? 0
        guard old.indices.contains(row) else { return }
        let id = desk.id(of: old[row])
        if let index = new.firstIndex(where: { desk.id(of: $0) == id }) { cursors[section] = index }
    }

    mutating func move(_ command: Command, _ setting: Setting) -> Effect<Action> {
        guard section != .customer else { return scroll(command, setting) }
        let last = max(0, count(section) - 1)
        let target =
            switch command {
            case .up: cursor - 1
            case .down: cursor + 1
            case .pageUp: cursor - 8
            case .pageDown: cursor + 8
            case .first: 0
            default: last
            }
        cursors[section] = min(max(0, target), last)
        return .none
    }

    private mutating func scroll(_ command: Command, _ setting: Setting) -> Effect<Action> {
        let keys: [Command: Key] = [
            .up: .up, .down: .down, .pageUp: .pageUp, .pageDown: .pageDown, .first: .home, .last: .end,
        ]
        guard let key = keys[command], let text = wholeText(setting) else { return .none }
        return scroll.handle(key, viewport: text.area.height, total: text.view.height) ? .none : .alert
    }

    mutating func goToSection(_ step: Int, _ setting: Setting) -> Effect<Action> {
        let sections = sections(setting)
        let index = sections.firstIndex(of: section) ?? 0
        show(sections[(index + step + sections.count) % sections.count])
        return .none
    }

    mutating func show(_ section: Section) {
        self.section = section
        scroll = ScrollState()
    }
}
