import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// One service whole: what is invoiced, the contract, and its end.
struct ServicePage: Screen {
    // MARK: State
    let id: Int
    private(set) var service: Record<Service>?
    private(set) var problem = ""

    init(_ id: Int) {
        self.id = id
    }

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh, leave, terminate, withdraw, copy, customer
        case loaded(Result<Record<Service>, APIError>)
        case opened(Result<AnyScreen, APIError>)
    }

    var record: String? { "\(RecordKind.service) \(id)" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.service }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let waiting = service == nil ? setting.texts.nothingSelected : nil
        return [
            Binding(
                .terminate, .terminate, unavailable: ServicePlans.terminationRefusal(service, setting), waiting: waiting
            ),
            Binding(
                .withdraw, .withdraw, unavailable: ServicePlans.withdrawalRefusal(service, setting), waiting: waiting),
            Binding(.open, .customer, unavailable: setting.reasonAgainst(ShowDebtor.self), waiting: waiting),
            Binding(.back, .leave), Binding(.refresh, .refresh),
            Binding(.copy, .copy, waiting: waiting),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .load, .refresh:
            let id = id
            var how = Sending.plain
            if case .refresh = action { how = .anew }
            return .read(
                slot: "service", how: how,
                { system throws(APIError) in try await system.send(ShowService(id)).record }
            ) { .loaded($0) }
        case .loaded(.success(let record)):
            service = record
            problem = ""
            return .none
        case .loaded(.failure(let error)):
            problem = error.message[setting.language]
            // What was read before stays in view, so that the page itself does not say that it is old.
            return service == nil ? .none : .notice(Notice(.problem, problem))
        case .leave: return .leave
        case .copy: return service.map { .copy($0.text(Service.debtorCode)) } ?? .none
        case .customer: return service.flatMap { $0[Service.debtor] }.map { .open(DebtorPage($0)) } ?? .none
        case .terminate:
            let id = id
            return .read(
                slot: "open",
                { system throws(APIError) in try await ServicePlans.terminationDialog(id, setting, system) }
            ) { .opened($0) }
        case .withdraw:
            let id = id
            return .read(
                slot: "open",
                { system throws(APIError) in try await ServicePlans.withdrawalDialog(id, setting, system) }
            ) { .opened($0) }
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    // MARK: View
    /// What the page says.
    static func content(of service: Record<Service>, _ texts: Texts) -> [Block] {
        let facts = ServiceFacts.lines(service, texts).dropFirst()
        return [.title(ServicePlans.subject(service)), .facts(Facts(Array(facts)))]
    }

    private func content(_ setting: Setting) -> [Block] {
        if let service { return Self.content(of: service, setting.texts) }
        let isWaiting = problem.isEmpty
        return [
            .words(
                Words(
                    isWaiting ? setting.texts.loading : "! " + problem, role: isWaiting ? .dim : .danger,
                    mostRows: setting.area.height))
        ]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        ContentView(content(setting), width: area.width).draw(in: area, on: &canvas)
    }
}

/// What staff need to know of a service, as labelled lines.
enum ServiceFacts {
    static func lines(_ service: Record<Service>, _ texts: Texts) -> [DetailLine] {
        let (amounts, hasEnded) = (Service.amounts(of: service), ServiceList.hasEnded(service))
        var lines = [
            DetailLine(label: "", text: service.text(Service.description), role: .title),
            service.line(Service.debtorCode, texts), service.line(Service.productCode, texts),
            service.line(Service.description, texts),
            DetailLine(label: texts.status, text: texts.serviceStatus(ended: hasEnded)),
            service.line(Service.number, texts),
            DetailLine(label: texts.priceExcl, text: service[Service.priceExcl].map { texts.amount($0) } ?? ""),
            DetailLine(label: texts.amountExcl, text: amounts.map { texts.total($0.amountExcl) } ?? ""),
            DetailLine(label: texts.amountIncl, text: amounts.map { texts.amount($0.amountIncl) } ?? ""),
            DetailLine(
                label: texts.period, text: texts.period(service[Service.periods] ?? 1, service.text(Service.periodic))),
            DetailLine(
                label: texts.thisPeriod, text: span(service[Service.startPeriod], service[Service.endPeriod], texts)),
            service.line(Service.nextDate, texts),
            DetailLine(
                label: texts.contract, text: span(service[Service.startContract], service[Service.endContract], texts)),
        ]
        if let termination = Service.termination(of: service) {
            lines.append(
                DetailLine(
                    label: Service.terminationDate.declaration.label[texts.language],
                    text:
                        "\(hasEnded ? "✗" : "!") \(texts.date(termination.date)) (\(texts.terminationAsked(termination.created)))",
                    role: hasEnded ? .tableEnded : .tableEnding))
        } else {
            lines.append(service.line(Service.terminationDate, texts))
        }
        return lines
    }

    private static func span(_ from: CalendarDate?, _ to: CalendarDate?, _ texts: Texts) -> String {
        guard let from, let to else { return "" }
        return "\(texts.date(from)) – \(texts.date(to))"
    }
}
