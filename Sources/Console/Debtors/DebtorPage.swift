import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// One customer whole: identity, login, services with their ends, and the M4 user it is linked to.
struct DebtorPage: Screen {
    // MARK: State
    enum Section: CaseIterable, Sendable { case services, users }

    /// Everything the page shows, read together so that it belongs together.
    struct Customer: Sendable {
        var debtor: Record<Debtor>
        var services: ListWindow<Record<Service>>
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

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh
        case loaded(Result<Customer, APIError>)
        case move(Command)
        case nextSection
        case leave, copy
        case edit, password, addService, terminate, withdraw, open
        case opened(Result<AnyScreen, APIError>)
    }

    var record: String? { "\(RecordKind.debtor) \(id)" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.customer }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let waiting = customer == nil ? setting.texts.nothingSelected : nil
        let row =
            customer == nil || selectedService != nil || selectedUser != nil ? nil : setting.texts.nothingSelected
        let oneSection = setting.reasonAgainst(BrowseUsers.self)
        var result: [Binding<Action>] = [
            Binding(.edit, .edit, unavailable: setting.reasonAgainst(EditDebtor.self), waiting: waiting),
            Binding(.password, .password, unavailable: passwordRefusal(setting), waiting: waiting),
            Binding(.new, .addService, unavailable: setting.reasonAgainst(AddService.self), waiting: waiting),
            Binding(.terminate, .terminate, unavailable: terminationRefusal(setting) ?? row, waiting: waiting),
            Binding(.withdraw, .withdraw, unavailable: withdrawalRefusal(setting) ?? row, waiting: waiting),
            Binding(.open, .open, unavailable: openingRefusal(setting) ?? row, waiting: waiting),
            Binding(.nextSection, .nextSection, unavailable: oneSection), Binding(.back, .leave),
        ]
        result += [Binding(.previousSection, .nextSection, unavailable: oneSection), Binding(.refresh, .refresh)]
        result.append(Binding(.copy, .copy, waiting: waiting))
        return result + [Command.up, .down, .first, .last, .pageUp, .pageDown].map { Binding($0, .move($0)) }
    }

    private func passwordRefusal(_ setting: Setting) -> String? {
        setting.reasonAgainst(UpdateLoginCredentials.self)
            ?? customer.flatMap { PasswordReset.refusal($0.debtor, setting) }
    }

    private func terminationRefusal(_ setting: Setting) -> String? {
        switch section {
        case .services: ServicePlans.terminationRefusal(selectedService, setting)
        case .users: openingRefusal(setting)
        }
    }

    private func withdrawalRefusal(_ setting: Setting) -> String? {
        switch section {
        case .services: ServicePlans.withdrawalRefusal(selectedService, setting)
        case .users: UserPlans.withdrawalRefusal(selectedUser, setting)
        }
    }

    private func openingRefusal(_ setting: Setting) -> String? {
        switch section {
        case .services: setting.reasonAgainst(ShowService.self)
        case .users: setting.reasonAgainst(ReadUser.self, UpdateUserDetails.self)
        }
    }

    private func count(_ section: Section) -> Int {
        switch section {
        case .services: customer?.services.rows.count ?? 0
        case .users: customer?.users.count ?? 0
        }
    }

    private var cursor: Int { min(cursors[section] ?? 0, max(0, count(section) - 1)) }

    private var selectedService: Record<Service>? {
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
        case .loaded(.success(let read)):
            keepCursor(on: read)
            problem = ""
            return .none
        case .loaded(.failure(let error)):
            problem = error.message[setting.language]
            // What was read before stays in view, so that the page itself does not say that it is old.
            return customer == nil ? .none : .notice(Notice(.problem, problem))
        case .move(let command): return move(command)
        case .nextSection:
            section = section == .services ? .users : .services
            return .none
        case .leave: return .leave
        case .copy: return customer.map { .copy($0.debtor.text(Debtor.code)) } ?? .none
        case .edit, .password, .addService, .terminate, .withdraw, .open: return opening(action, setting)
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

    /// The cursor belongs to a service, not to a row.
    private mutating func keepCursor(on read: Customer) {
        let old = customer?.services.rows ?? []
        let row = cursors[.services] ?? 0
        customer = read
        guard old.indices.contains(row) else { return }
        let selected = old[row][Service.identifier]
        if let index = read.services.rows.firstIndex(where: { $0[Service.identifier] == selected }) {
            cursors[.services] = index
        }
    }

    private mutating func move(_ command: Command) -> Effect<Action> {
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

    private func opening(_ action: Action, _ setting: Setting) -> Effect<Action> {
        let (id, service, user) = (id, selectedService, selectedUser)
        return .read(
            slot: "open",
            { system throws(APIError) in
                // What is edited is read at this moment, not when the page was opened.
                let language = setting.language
                switch (action, service, user) {
                case (.terminate, let service?, _):
                    return try await ServicePlans.terminationDialog(service[Service.identifier] ?? 0, setting, system)
                case (.terminate, _, let user?):
                    return try await UserPlans.blockDialog(user[User.id] ?? 0, setting, system)
                case (.withdraw, let service?, _):
                    return try await ServicePlans.withdrawalDialog(service[Service.identifier] ?? 0, setting, system)
                case (.withdraw, _, let user?):
                    return try await UserPlans.withdrawalDialog(user[User.id] ?? 0, setting, system)
                case (.open, let service?, _): return AnyScreen(ServicePage(service[Service.identifier] ?? 0))
                case (.open, _, let user?):
                    return try await UserPlans.editForm(user[User.id] ?? 0, setting, system)
                default: break
                }
                let debtor = try await system.send(ShowDebtor(id)).record
                switch action {
                case .edit: return AnyScreen(FormScreen(DebtorPlans.edit(debtor), language: language))
                case .password: return try PasswordReset.screen(for: debtor, setting)
                default: return AnyScreen(FormScreen(ServicePlans.add(for: debtor), language: language))
                }
            }
        ) { .opened($0) }
    }

    /// - Parameter withUsers: False for a system without M4 users, where there is nothing to link to.
    private static func read(
        _ id: Int, withUsers: Bool, from service: any BillingService
    ) async throws(APIError) -> Customer {
        let debtor = try await service.send(ShowDebtor(id)).record
        var list = ListServices()
        list[ListParameters.searchAt] = Service.debtor.name
        list[ListParameters.searchFor] = String(id)
        list[ListParameters.limit] = mostServices
        list.arguments[text: ListParameters.status.declaration] = ""
        let services = try await service.send(list)
        return Customer(
            debtor: debtor,
            services: ListWindow(
                offset: 0, rows: services.rows, total: services.total, readAt: services.readAt),
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
