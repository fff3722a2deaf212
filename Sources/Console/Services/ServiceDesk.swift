import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The desk of services, running and ended.
struct ServiceDesk: Desk {
    typealias Row = Record<Subscription>

    let tab = Tab.services
    let kind = RecordKind.service
    let listing: any APIAction.Type = ListServices.self
    var foundBy: FoundBy { Subscription.foundBy }
    var fields: [FieldDeclaration] { EditService.declaration.parameters + EditDebtor.declaration.parameters }

    var columns: [ListColumn<Row>] { [Self.debtor, Self.customer] + ownColumns }

    /// Those of the page of one customer.
    var customerColumns: [ListColumn<Row>] { ownColumns.prefix(2) + [Self.number] + ownColumns.dropFirst(2) }
    /// Among these the one that is added up.
    let amountColumn = 3

    private static let number = ListColumn<Row>(
        title: \.numberShort, sortKey: nil, minimum: 3, ideal: 4, alignment: .decimal, priority: 5
    ) { row, texts in texts.shown(row.text(Subscription.number), Subscription.number.declaration.kind) }

    private let ownColumns: [ListColumn<Row>] = [
        .field(Subscription.productCode, minimum: 6, ideal: 9, priority: 3, isSortable: true),
        .field(Subscription.description, minimum: 14, ideal: 26, priority: 0, isSortable: true, isFlexible: true),
        ListColumn(
            title: \.amountIncl, sortKey: nil, minimum: 9, ideal: 11, alignment: .decimal, priority: 2
        ) { row, texts in Subscription.amounts(of: row).map { texts.amount($0.amountIncl) } ?? "" },
        ListColumn(title: \.per, sortKey: nil, minimum: 10, ideal: 10, priority: 4) { row, texts in
            texts.unit(row[Subscription.periods] ?? 1, row.text(Subscription.periodic))
        },
        .field(Subscription.nextDate, \.nextInvoiceShort, minimum: 10, ideal: 10, priority: 1, isSortable: true),
        ListColumn(
            title: \.ends, sortKey: Subscription.terminationDate.declaration.member, minimum: 12, ideal: 12,
            priority: 0,
            role: { row in row[Subscription.terminationDate] == nil || Self.hasEnded(row) ? nil : .tableEnding }
        ) { row, texts in
            guard let date = row[Subscription.terminationDate] else { return "" }
            return "\(Self.hasEnded(row) ? "✗" : "!") \(texts.date(date))"
        },
    ]

    private static let debtor: ListColumn<Row> = .field(
        Subscription.debtorCode, \.code, minimum: 8, ideal: 8, priority: 0, isSortable: true)

    private static let customer = ListColumn<Row>(
        title: \.customer, sortKey: nil, minimum: 12, ideal: 22, isFlexible: true, priority: 1
    ) { row, _ in customerName(of: row) }

    static func customerName(of row: Row) -> String { Debtor.ownName(of: row) }

    static func hasEnded(_ row: Row) -> Bool { row.text(Subscription.status) == Termination.terminated }

    let commands: [DeskCommand<Row>] = [
        .page("Open the service", "Dienst openen", by: ShowService.self) { service in
            AnyScreen(RecordPage(Desks.services, service))
        },
        .record(
            .edit, CommandName("Edit the service", "Dienst bewerken"), needs: [ShowService.self, EditService.self]
        ) { service, setting, _ in AnyScreen(FormScreen(ServicePlans.edit(service), language: setting.language)) },
        .record(
            .terminate, CommandName("Terminate the service", "Dienst opzeggen"),
            needs: [ShowService.self, TerminateService.self], refusal: ServicePlans.terminationRefusal
        ) { service, setting, _ in ServicePlans.terminationDialog(service, setting) },
        .record(
            .withdraw, CommandName("Withdraw the planned ending", "Gepland einde intrekken"),
            needs: [ShowService.self, WithdrawTermination.self], refusal: ServicePlans.withdrawalRefusal
        ) { service, setting, _ in ServicePlans.withdrawal(service, setting) },
        .new(CommandName("Add a service", "Dienst toevoegen"), needs: [AddService.self]) {
            setting in AnyScreen(FormScreen(ServicePlans.add(for: nil), language: setting.language))
        },
        .customer(by: .customer),
        .history(of: .service, { $0[Subscription.identifier] }, { ServicePlans.subject($0) }),
    ]

    let onward: DeskCommand<Row>? = .customer(by: .open)

    func id(of row: Row) -> Int { row[Subscription.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Subscription.debtorCode) }
    func text(of member: String, in row: Row) -> String { row[member: member] }
    func title(_ texts: Texts) -> String { texts.service }
    func name(of row: Row) -> String { row.text(Subscription.description) }
    func subject(of row: Row) -> String { ServicePlans.subject(row) }

    func role(of row: Row, today: CalendarDate) -> StyleRole {
        Self.hasEnded(row) ? .tableEnded : .text
    }

    func legend(_ texts: Texts) -> [LegendItem] { [.ends(texts.endsThatDay), .ended(texts.hasEnded)] }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row> {
        try await request.answer(
            ListServices.self, searchingAt: Subscription.searched, status: "", from: service)
    }

    func read(_ id: Int, _ service: any BillingService) async throws(APIError) -> Row {
        try await service.send(ShowService(id)).record
    }

    /// A service that is shown alone names its customer by code only, on some systems.
    func completed(_ row: Row, from listed: Row) -> Row {
        var row = row
        for field in [Debtor.companyName, Debtor.initials, Debtor.surName] where row.text(field).isEmpty {
            row[field] = listed[field]
        }
        return row
    }

    /// Whose it is, by name.
    func shows(_ other: ChangedRecord, in row: Row) -> Bool {
        other.kind == .debtor && row[Subscription.debtor].map { other.mayBe($0) } ?? true
    }

    func facts(_ row: Row, _ texts: Texts) -> [DetailLine] { ServiceFacts.lines(row, texts) }

    func whole(_ row: Row, _ setting: Setting, _ service: any BillingService) async -> [DetailLine] {
        ServiceFacts.lines(row, setting.texts) + ServiceFacts.others(row, setting.texts)
    }
}

extension DeskCommand where Row == Record<Subscription> {
    fileprivate static func customer(by command: Command) -> DeskCommand {
        DeskCommand(
            command: command, name: CommandName("Open the customer", "Klant openen"), needs: [ShowDebtor.self],
            target: .page { AnyScreen(DebtorPage($0[Subscription.debtor] ?? 0)) })
    }
}
