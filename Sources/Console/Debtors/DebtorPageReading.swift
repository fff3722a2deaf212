import BillingAPI
import HostFactAPI
import M4API

/// What the page of a customer asks the systems.
extension DebtorPage {
    func load(_ setting: Setting, how: Sending = .plain) -> Effect<Action> {
        let (id, hasUsers) = (id, setting.reasonAgainst(BrowseUsers.self) == nil)
        return .read(
            slot: "customer", how: how,
            { service throws(APIError) in try await Self.read(id, withUsers: hasUsers, from: service) }
        ) { .loaded($0) }
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
            users: withUsers ? try await linkedUsers(of: debtor.text(Debtor.code), from: service) : [])
    }

    /// The M4 users that have the customer's code for their number in the bookkeeping.
    static func linkedUsers(
        of code: String, from service: any BillingService
    ) async throws(APIError) -> [Record<User>] {
        guard !code.isEmpty else { return [] }
        var users = BrowseUsers()
        users[BrowseUsers.searchFor] = code
        users[BrowseUsers.limit] = 50
        users.countsAll = false
        return try await service.send(users).rows.filter { $0.text(User.accountingNumber) == code }
    }

    /// What the page can do without for a moment, so that a slow answer holds nothing up.
    mutating func readBeside(_ setting: Setting) -> Effect<Action> {
        readState(setting) + readChanges(setting) + readUsersElsewhere(setting)
    }

    /// Each system for itself: one that is slow, or down, holds up nothing but its own line.
    private mutating func readUsersElsewhere(_ setting: Setting) -> Effect<Action> {
        let code = customer?.debtor.text(Debtor.code) ?? ""
        let known = Dictionary(elsewhere.map { ($0.system.id, $0.told) }, uniquingKeysWith: { first, _ in first })
        elsewhere = setting.neighbours.filter { $0.has(BrowseUsers.self) }.map {
            UsersElsewhere(system: $0, told: known[$0.id] ?? Told())
        }
        return elsewhere.reduce(.none) { effect, there in
            let system = there.system.id
            return effect
                + .read(
                    slot: "users in \(system.text)", of: system,
                    { service throws(APIError) in try await Self.linkedUsers(of: code, from: service) }
                ) { .toldUsers(system, $0) }
        }
    }

    /// Whether the system tells it is known by its answers.
    private func readState(_ setting: Setting) -> Effect<Action> {
        guard setting.reasonAgainst(ReadCustomerState.self) == nil else { return .none }
        return .read(
            slot: "customer's mails",
            { [id] service throws(APIError) in try await service.send(ReadCustomerState(id)) }
        ) { .toldState($0) }
    }

    private func readChanges(_ setting: Setting) -> Effect<Action> {
        guard let journal = setting.history?.journal else { return .none }
        let records = records(setting)
        return .read(
            slot: "customer's changes",
            { _ throws(APIError) in try await journal.latest(of: records, limit: Self.mostChanges) }
        ) { .toldChanges($0) }
    }

    /// More of them are on the page of the history.
    private static var mostChanges: Int { 100 }

    /// The customer and all that is theirs in this system.
    private func records(_ setting: Setting) -> [RecordRef] {
        let services = customer?.services.rows.map { RecordRef(setting.system, .service, Desks.services.id(of: $0)) }
        let users = customer?.users.map { RecordRef(setting.system, .user, Desks.users.id(of: $0)) }
        return ([RecordRef(setting.system, .debtor, id)] + (services ?? []) + (users ?? [])).compactMap { $0 }
    }
}
