import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// One customer whole: identity, login, services with their ends, and the M4 user it is linked to.
///
/// One thing on the page is marked, and commands act on that: a service, a user, or the customer as such. What a marked
/// service or user has no command for is about the customer whose page it is.
struct DebtorPage: Screen {
    // MARK: State
    enum Section: CaseIterable, Sendable { case services, users, customer }

    /// Everything the page shows, read together so that it belongs together.
    struct Customer: Sendable {
        var debtor: Record<Debtor>
        var services: Page<Record<Subscription>>
        var users: [Record<User>]
    }

    let id: Int
    private(set) var customer: Customer?
    private(set) var section = Section.services
    private(set) var cursors: [Section: Int] = [:]
    private(set) var problem = ""

    /// More services than this are found in the list of services, by the debtor's code.
    static let mostServices = 200

    init(_ id: Int) {
        self.id = id
    }

    init(_ debtor: Record<Debtor>) {
        id = Desks.debtors.id(of: debtor)
    }

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh
        /// Perhaps one of these is this customer's by now.
        case look([ChangedRecord])
        case looked(Result<Bool, APIError>)
        case loaded(Result<Customer, APIError>)
        case move(Command)
        case nextSection, previousSection
        case leave, copy
        /// About what is marked.
        case perform(Command)
        /// About the customer.
        case performOnCustomer(Command)
        case opened(Result<AnyScreen, APIError>)
    }

    var record: String? { "\(Tab.debtors) \(id)" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func changed(_ records: Set<ChangedRecord>) -> Action? { concern(of: records) }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.customer }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let waiting = customer == nil ? setting.texts.notThere(problem) : nil
        let others: [Binding<Action>] = [
            Binding(.nextSection, .nextSection), Binding(.back, .leave), Binding(.previousSection, .previousSection),
            Binding(.refresh, .refresh), Binding(.copy, .copy, waiting: waiting),
        ]
        return deeds(setting, waiting) + others
            + [Command.up, .down, .first, .last, .pageUp, .pageDown].map { Binding($0, .move($0)) }
    }

    /// What the desk of the marked thing offers comes first; without one it is the customer's own desk.
    private func deeds(_ setting: Setting, _ waiting: String?) -> [Binding<Action>] {
        let own = Desks.debtors.commands.filter { $0.command != .open }.map { command in
            command.binding(customer?.debtor, setting, nothing: nil, waiting: waiting)
                .map { Action.performOnCustomer($0) }
        }
        let nothing =
            customer == nil
            ? nil : section == .customer ? setting.texts.markServiceOrUser : setting.texts.nothingSelected
        let marked =
            section == .users
            ? deeds(Desks.users, selectedUser, setting, nothing, waiting)
            : deeds(Desks.services, selectedService, setting, nothing, waiting)
        let isMarked = customer == nil || selectedService != nil || selectedUser != nil
        let (first, second) = isMarked ? (marked, own) : (own, marked)
        let all = first + second.filter { other in !first.contains { $0.command == other.command } }
        return all.sorted { Self.place($0.command) < Self.place($1.command) }
    }

    private func deeds<Kind: Desk>(
        _ desk: Kind, _ row: Kind.Row?, _ setting: Setting, _ nothing: String?, _ waiting: String?
    ) -> [Binding<Action>] {
        desk.commands.filter(\.concernsRecord).map { command in
            command.binding(row, setting, nothing: nothing, waiting: waiting).map { .perform($0) }
        }
    }

    /// A command keeps its place in the key bar, whatever is marked.
    private static func place(_ command: Command) -> Int {
        let order: [Command] = [.edit, .password, .new, .terminate, .withdraw]
        return order.firstIndex(of: command) ?? (command == .open ? order.count + 1 : order.count)
    }

    private func count(_ section: Section) -> Int {
        switch section {
        case .services: customer?.services.rows.count ?? 0
        case .users: customer?.users.count ?? 0
        case .customer: 0
        }
    }

    private var cursor: Int { cursor(of: section) }

    /// The marked row of a section, of which there may be fewer than there were.
    func cursor(of section: Section) -> Int { min(cursors[section] ?? 0, max(0, count(section) - 1)) }

    private var selectedService: Record<Subscription>? {
        guard section == .services, let rows = customer?.services.rows, rows.indices.contains(cursor) else {
            return nil
        }
        return rows[cursor]
    }

    private var selectedUser: Record<User>? {
        guard section == .users, let users = customer?.users, users.indices.contains(cursor) else { return nil }
        return users[cursor]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .load: return load(setting)
        case .refresh: return load(setting, how: .anew)
        case .look(let records): return look(records)
        case .looked(.success(let isTheirs)): return isTheirs ? load(setting) : .none
        case .looked(.failure(let error)):
            // What is there no more belongs to nobody.
            return error.kind == .notFound ? .none : load(setting)
        case .loaded(.success(let read)):
            keepCursors(on: read)
            problem = ""
            return .none
        case .loaded(.failure(let error)):
            problem = error.message[setting.language]
            // What was read before stays in view, so that the page itself does not say that it is old.
            return customer == nil ? .none : .notice(Notice(.problem, problem))
        case .move(let command): return move(command)
        case .nextSection: return goToSection(1, setting)
        case .previousSection: return goToSection(-1, setting)
        case .leave: return .leave
        case .copy: return copy(setting.texts)
        case .perform(let command):
            if let user = selectedUser { return perform(command, Desks.users, user, setting) }
            return selectedService.map { perform(command, Desks.services, $0, setting) } ?? .none
        case .performOnCustomer(let command):
            return customer.map { perform(command, Desks.debtors, $0.debtor, setting) } ?? .none
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    private func load(_ setting: Setting, how: Sending = .plain) -> Effect<Action> {
        let (id, hasUsers) = (id, setting.reasonAgainst(BrowseUsers.self) == nil)
        return .read(
            slot: "customer", how: how,
            { service throws(APIError) in try await Self.read(id, withUsers: hasUsers, from: service) }
        ) { .loaded($0) }
    }

    /// The cursors belong to a service and a user, not to rows.
    private mutating func keepCursors(on read: Customer) {
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

    private mutating func move(_ command: Command) -> Effect<Action> {
        guard section != .customer else { return .none }
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

    /// Services, users where the system has them, then the customer as such.
    private mutating func goToSection(_ step: Int, _ setting: Setting) -> Effect<Action> {
        let sections = Section.allCases.filter { $0 != .users || setting.reasonAgainst(BrowseUsers.self) == nil }
        let index = sections.firstIndex(of: section) ?? 0
        section = sections[(index + step + sections.count) % sections.count]
        return .none
    }

    private func copy(_ texts: Texts) -> Effect<Action> {
        if let user = selectedUser { return .open(Desks.users.copying(user, Desks.users.facts(user, texts), texts)) }
        guard let debtor = customer?.debtor else { return .none }
        return .open(Desks.debtors.copying(debtor, Desks.debtors.facts(debtor, texts), texts))
    }

    /// The record is fixed here: rows that move while the screen is being opened change nothing.
    private func perform<Kind: Desk>(
        _ command: Command, _ desk: Kind, _ row: Kind.Row, _ setting: Setting
    ) -> Effect<Action> {
        guard let line = desk.command(command) else { return .none }
        return .read(
            slot: "open",
            { service throws(APIError) in try await line.screen(for: row, at: desk, setting, service) }
        ) { .opened($0) }
    }

    /// - Parameter withUsers: False for a system without M4 users, where there is nothing to link to.
    private static func read(
        _ id: Int, withUsers: Bool, from service: any BillingService
    ) async throws(APIError) -> Customer {
        let debtor = try await service.send(ShowDebtor(id)).record
        var list = ListServices()
        list[ListParameters.searchAt] = Subscription.debtor.name
        list[ListParameters.searchFor] = String(id)
        list[ListParameters.limit] = mostServices
        list.arguments[text: ListParameters.status.declaration] = ""
        let services = try await service.send(list)
        return Customer(
            debtor: debtor,
            services: services.page,
            users: withUsers ? try await linkedUsers(of: debtor, from: service) : [])
    }

    private static func linkedUsers(
        of debtor: Record<Debtor>, from service: any BillingService
    ) async throws(APIError) -> [Record<User>] {
        var users = BrowseUsers()
        users[BrowseUsers.searchFor] = debtor.text(Debtor.code)
        users[BrowseUsers.limit] = 50
        users.countsAll = false
        let found = try await service.send(users).rows
        return found.filter { $0.text(User.accountingNumber) == debtor.text(Debtor.code) }
    }
}
