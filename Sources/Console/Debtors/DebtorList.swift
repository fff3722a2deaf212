import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The list of debtors.
struct DebtorList: RecordList {
    typealias Row = Record<Debtor>

    let tab = Tab.debtors

    let columns: [ListColumn<Row>] = [
        .field(Debtor.code, \.code, minimum: 8, ideal: 10, priority: 0, isSortable: true),
        .field(Debtor.companyName, minimum: 14, ideal: 30, priority: 0, isSortable: true, isFlexible: true),
        ListColumn(
            title: \.name, sortKey: Debtor.surName.name, minimum: 10,
            ideal: 22, isFlexible: true, priority: 1
        ) { row, _ in
            [row.text(Debtor.initials), row.text(Debtor.surName)].filter { !$0.isEmpty }.joined(separator: " ")
        },
        .field(Debtor.emailAddress, minimum: 16, ideal: 30, priority: 2, isSortable: true, isFlexible: true),
        ListColumn(title: \.modified, sortKey: ObjectMember.modified, minimum: 10, ideal: 10, priority: 3) {
            row, texts in
            texts.day(of: row[member: ObjectMember.modified])
        },
    ]

    func id(of row: Row) -> Int { row[Debtor.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Debtor.code) }
    func role(of row: Row, today: CalendarDate) -> StyleRole { .text }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> ListWindow<Row> {
        try await request.answer(ListDebtors.self, searchingAt: Debtor.searched, from: service)
    }

    func detail(
        _ id: Int, _ texts: Texts, _ service: any BillingService
    ) async throws(APIError) -> [DetailLine] {
        let debtor = try await service.send(ShowDebtor(id)).record
        let heading = DetailLine(label: "", text: Debtor.displayName(of: debtor), role: .title)
        return [heading] + DebtorFacts.identity(debtor, texts) + DebtorFacts.login(debtor, texts)
    }

    func commands(_ row: Row?, _ setting: Setting) -> [Binding<Command>] {
        [
            Binding(.open, unavailable: setting.reasonAgainst(ShowDebtor.self)),
            Binding(.edit, unavailable: setting.reasonAgainst(ShowDebtor.self, EditDebtor.self)),
            Binding(.password, unavailable: setting.reasonAgainst(ShowDebtor.self, UpdateLoginCredentials.self)),
            Binding(.new, unavailable: setting.reasonAgainst(AddService.self)),
        ]
    }

    func opening(
        _ command: Command, _ row: Row?, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen {
        // A new service needs no row; for a debtor under the cursor it is that debtor's.
        guard let row else { return AnyScreen(FormScreen(ServicePlans.add(for: nil), language: setting.language)) }
        if command == .open { return AnyScreen(DebtorPage(id(of: row))) }
        let debtor = try await service.send(ShowDebtor(id(of: row))).record
        switch command {
        case .edit: return AnyScreen(FormScreen(DebtorPlans.edit(debtor), language: setting.language))
        case .password: return try PasswordReset.screen(for: debtor, setting)
        default: return AnyScreen(FormScreen(ServicePlans.add(for: debtor), language: setting.language))
        }
    }
}
