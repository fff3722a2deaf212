import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// One mail to a customer, to be read; it can be sent once more.
struct MailPage: Screen {
    // MARK: State
    let id: Int
    /// The customer as staff know them.
    let customer: String
    private(set) var mail: CustomerMail?
    private(set) var problem = ""
    private(set) var scroll = ScrollState()

    init(_ id: Int, to customer: String) {
        self.id = id
        self.customer = customer
    }

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh, leave, copy, sendAgain
        case scroll(Key)
        case loaded(Result<MailTold, APIError>)
    }

    var record: String? { "mail \(id)" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func changed(_ records: Set<ChangedRecord>) -> Action? { nil }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.mail }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let waiting = mail == nil ? setting.texts.notThere(problem) : nil
        return [
            Binding(
                .resend, .sendAgain, unavailable: MailPlans.refusal(mail, setting), waiting: waiting),
            Binding(.back, .leave), Binding(.refresh, .refresh), Binding(.copy, .copy, waiting: waiting),
        ] + ScrolledContent.movement.map { Binding($0, .scroll($1)) }
    }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        ScrolledContent.key(of: pointing).map { .scroll($0) }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .load: return load()
        case .refresh: return load(how: .anew)
        case .loaded(.success(let told)):
            (mail, problem) = (told.mail, "")
            return .none
        case .loaded(.failure(let error)):
            problem = error.message[setting.language]
            return mail == nil ? .none : .notice(Notice(.problem, problem))
        case .leave: return .leave
        case .copy: return mail.map { .open(MailPlans.copying($0, setting.texts)) } ?? .none
        case .sendAgain: return mail.map { .open(MailPlans.sendAgain($0, to: customer, setting)) } ?? .none
        case .scroll(let key):
            let shown = ScrolledContent(content(setting), in: setting.area)
            return shown.handle(key, &scroll) ? .none : .alert
        }
    }

    private func load(how: Sending = .plain) -> Effect<Action> {
        let id = id
        return .read(
            slot: "mail", how: how,
            { service throws(APIError) in try await service.send(ReadCustomerMail(id)) }
        ) { .loaded($0) }
    }

    // MARK: View
    func isIncomplete(_ setting: Setting) -> Bool { mail == nil && problem.isEmpty }

    func content(_ setting: Setting) -> [Block] {
        let texts = setting.texts
        guard let mail else {
            let text = problem.isEmpty ? texts.loading : "! " + problem
            return [.words(Words(text, role: problem.isEmpty ? .dim : .danger))]
        }
        let blank = Block.facts(Facts([DetailLine(label: "", text: "")]))
        return [
            .title("\(texts.mail) · \(customer)"), .facts(Facts(MailPlans.facts(mail, texts))), blank,
            .words(Words(mail.body)),
        ]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        ScrolledContent(content(setting), in: area).draw(from: scroll, on: &canvas)
    }
}
