import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// One customer whole: identity and note, and in sections their services, M4 users, changes, and all that is kept of them.
///
/// One thing on the page is marked, and commands act on that: a line of the section in view, or the customer as such.
/// What a marked line has no command for is about the customer whose page it is.
struct DebtorPage: Screen {
    // MARK: State

    /// What the page shows of the customer's own system, read together so that it belongs together.
    struct Customer: Sendable {
        var debtor: Record<Debtor>
        var services: Page<Record<Subscription>>
        var users: [Record<User>]
    }

    let id: Int
    var customer: Customer?
    var section = Section.services
    var cursors: [Section: Int] = [:]
    /// What was changed last of the customer, their services and users.
    var changes = Told<RecordEntry>()
    /// Their users in other systems, as each of these tells.
    var elsewhere: [UsersElsewhere] = []
    /// Their mails, and how their login stands; nil until the system has told, which not every one does.
    var state: CustomerState?
    var stateProblem = ""
    /// Of the section that is text.
    var scroll = ScrollState()
    var problem = ""

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
        case toldChanges(Result<[RecordEntry], APIError>)
        case toldState(Result<CustomerState, APIError>)
        case toldUsers(SystemID, Result<[Record<User>], APIError>)
        case move(Command)
        case nextSection, previousSection
        case show(Section)
        case mark(row: Int)
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

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        switch pointing.deed {
        case .wheelUp: return .move(.up)
        case .wheelDown: return .move(.down)
        case .press:
            if let section = pointing.id.section { return .show(section) }
            return pointing.id.firstRow.map { .mark(row: $0 + pointing.cell.y) }
        }
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
            return readBeside(setting)
        case .loaded(.failure(let error)):
            problem = error.message[setting.language]
            // What was read before stays in view, so that the page itself does not say that it is old.
            return customer == nil ? .none : .notice(Notice(.problem, problem))
        case .toldChanges(let result):
            changes.take(result, setting.language)
            return .none
        case .toldState(.success(let state)):
            (self.state, stateProblem) = (state, "")
            return .none
        case .toldState(.failure(let error)):
            stateProblem = error.message[setting.language]
            return .none
        case .toldUsers(let system, let result):
            guard let index = elsewhere.firstIndex(where: { $0.system.id == system }) else { return .none }
            elsewhere[index].told.take(result, setting.language)
            return .none
        case .move(let command): return move(command, setting)
        case .nextSection: return goToSection(1, setting)
        case .previousSection: return goToSection(-1, setting)
        case .show(let section):
            show(section)
            return .none
        case .mark(let row):
            if row < count(section) { cursors[section] = row }
            return .none
        case .leave: return .leave
        case .copy: return copy(setting.texts)
        case .perform(let command): return perform(command, setting)
        case .performOnCustomer(let command):
            return customer.map { perform(command, Desks.debtors, $0.debtor, setting) } ?? .none
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    private func copy(_ texts: Texts) -> Effect<Action> {
        if let user = selectedUser?.user {
            return .open(Desks.users.copying(user, Desks.users.facts(user, texts), texts))
        }
        guard let debtor = customer?.debtor else { return .none }
        return .open(Desks.debtors.copying(debtor, Desks.debtors.facts(debtor, texts), texts))
    }

    private func perform(_ command: Command, _ setting: Setting) -> Effect<Action> {
        switch section {
        case .services: selectedService.map { perform(command, Desks.services, $0, setting) } ?? .none
        case .users: selectedUser.map { perform(command, on: $0, setting) } ?? .none
        case .mails: perform(command, on: selectedMail, setting)
        case .history: selectedChange.map { .open(history(of: $0.record)) } ?? .none
        case .customer: .open(GroupPage(groups, of: customer.map { DebtorPlans.subject($0.debtor) } ?? ""))
        }
    }

    /// One in another system is read there; the page stays here for whoever comes back.
    private func perform(_ command: Command, on linked: LinkedUser, _ setting: Setting) -> Effect<Action> {
        guard let place = linked.place else { return perform(command, Desks.users, linked.user, setting) }
        return .visit(place.id, AnyScreen(RecordPage(Desks.users, linked.user)))
    }

    private func perform(_ command: Command, on mail: CustomerMail?, _ setting: Setting) -> Effect<Action> {
        guard let mail, let customer else { return .none }
        let name = DebtorPlans.subject(customer.debtor)
        if command == .resend { return .open(MailPlans.sendAgain(mail, to: name, setting)) }
        return .open(MailPage(mail.id, to: name))
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

    /// Where a line of the history leads: to all that was done to its record.
    private func history(of record: RecordRef) -> HistoryPage {
        HistoryPage(of: record.kind, record.identifier, subject(of: record))
    }
}

/// A customer's users in another open system.
struct UsersElsewhere: Sendable {
    let system: Neighbour
    var told = Told<Record<User>>()
}

/// An M4 user of a customer, and where it is; nil in the customer's own system.
struct LinkedUser: Sendable {
    var user: Record<User>
    var place: Neighbour?
}

/// Rows that are read beside a customer, and what is wrong where they are not there.
struct Told<Row: Sendable>: Sendable {
    private(set) var rows: [Row] = []
    /// Whether an answer has come at all.
    private(set) var isTold = false
    var problem = ""

    mutating func take(_ result: Result<[Row], APIError>, _ language: Language) {
        switch result {
        case .success(let rows): (self.rows, isTold, problem) = (rows, true, "")
        case .failure(let error): problem = error.message[language]
        }
    }
}

extension RegionID {
    static func section(_ section: DebtorPage.Section) -> RegionID { RegionID("section", section.rawValue) }
    fileprivate var section: DebtorPage.Section? { kind == "section" ? DebtorPage.Section(rawValue: index) : nil }
}
