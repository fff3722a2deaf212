import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The list of services, running and ended.
struct ServiceList: RecordList {
    typealias Row = Record<Service>

    let tab = Tab.services

    var columns: [ListColumn<Row>] { [Self.debtor, Self.customer] + customerColumns }

    /// The columns that remain on the page of one customer.
    let customerColumns: [ListColumn<Row>] = [
        .field(Service.productCode, minimum: 6, ideal: 9, priority: 3, isSortable: true),
        .field(Service.description, minimum: 14, ideal: 26, priority: 0, isSortable: true, isFlexible: true),
        ListColumn(
            title: \.amountIncl, sortKey: nil, minimum: 9, ideal: 11, alignment: .decimal, priority: 2
        ) { row, texts in Service.amounts(of: row).map { texts.amount($0.amountIncl) } ?? "" },
        ListColumn(title: \.period, sortKey: nil, minimum: 9, ideal: 13, priority: 4) { row, texts in
            texts.period(row[Service.periods] ?? 1, row.text(Service.periodic))
        },
        .field(Service.nextDate, \.nextInvoiceShort, minimum: 10, ideal: 10, priority: 1, isSortable: true),
        ListColumn(
            title: \.ends, sortKey: Service.terminationDate.declaration.member, minimum: 12, ideal: 12, priority: 0,
            role: { row in row[Service.terminationDate] == nil || Self.hasEnded(row) ? nil : .tableEnding }
        ) { row, texts in
            guard let date = row[Service.terminationDate] else { return "" }
            return "\(Self.hasEnded(row) ? "✗" : "!") \(texts.date(date))"
        },
    ]

    private static let debtor: ListColumn<Row> = .field(
        Service.debtorCode, \.code, minimum: 8, ideal: 8, priority: 0, isSortable: true)

    private static let customer = ListColumn<Row>(
        title: \.customer, sortKey: nil, minimum: 12, ideal: 22, isFlexible: true, priority: 1
    ) { row, _ in customerName(of: row) }

    static func customerName(of row: Row) -> String {
        let company = row.text(Debtor.companyName)
        if !company.isEmpty { return company }
        return [row.text(Debtor.initials), row.text(Debtor.surName)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    static func hasEnded(_ row: Row) -> Bool { row.text(Service.status) == Termination.terminated }

    func id(of row: Row) -> Int { row[Service.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Service.debtorCode) }

    func role(of row: Row, today: CalendarDate) -> StyleRole {
        Self.hasEnded(row) ? .tableEnded : .text
    }

    func legend(_ texts: Texts) -> [LegendItem] { [.ends(texts.endsThatDay), .ended(texts.hasEnded)] }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> ListWindow<Row> {
        try await request.answer(
            ListServices.self, searchingAt: Service.searched, status: "", from: service)
    }

    func detail(
        _ id: Int, _ texts: Texts, _ service: any BillingService
    ) async throws(APIError) -> [DetailLine] {
        ServiceFacts.lines(try await service.send(ShowService(id)).record, texts)
    }

    func commands(_ row: Row?, _ setting: Setting) -> [Binding<Command>] {
        [
            Binding(.open, unavailable: setting.reasonAgainst(ShowService.self)),
            Binding(.terminate, unavailable: ServicePlans.terminationRefusal(row, setting)),
            Binding(.withdraw, unavailable: ServicePlans.withdrawalRefusal(row, setting)),
            Binding(.new, unavailable: setting.reasonAgainst(AddService.self)),
        ]
    }

    func opening(
        _ command: Command, _ row: Row?, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen {
        switch (command, row) {
        case (.terminate, let row?): return try await ServicePlans.terminationDialog(id(of: row), setting, service)
        case (.withdraw, let row?): return try await ServicePlans.withdrawalDialog(id(of: row), setting, service)
        case (.open, let row?): return AnyScreen(ServicePage(id(of: row)))
        default: return AnyScreen(FormScreen(ServicePlans.add(for: nil), language: setting.language))
        }
    }
}
