import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The desk of debtors.
struct DebtorDesk: Desk {
    typealias Row = Record<Debtor>

    let tab = Tab.debtors
    let kind = RecordKind.debtor
    let listing: any APIAction.Type = ListDebtors.self
    let tellsOf: Set<RecordKind> = [.group]
    var foundBy: FoundBy { Debtor.foundBy }
    var fields: [FieldDeclaration] { EditDebtor.declaration.parameters }

    let columns: [ListColumn<Row>] = [
        .field(Debtor.code, \.code, minimum: 8, ideal: 10, priority: 0, isSortable: true),
        .field(Debtor.companyName, minimum: 20, ideal: 30, priority: 0, isSortable: true, isFlexible: true),
        ListColumn(
            title: \.contact, sortKey: Debtor.surName.name, minimum: 12,
            ideal: 22, isFlexible: true, priority: 1
        ) { row, _ in
            Debtor.personName(of: row)
        },
        .field(Debtor.city, \.place, minimum: 10, ideal: 18, priority: 2, isSortable: true, isFlexible: true),
        .field(Debtor.phoneNumber, \.phone, minimum: 14, ideal: 16, priority: 2),
        .services,
        .field(Debtor.emailAddress, minimum: 16, ideal: 30, priority: 3, isSortable: true, isFlexible: true),
        ListColumn(title: \.modified, sortKey: ObjectMember.modified, minimum: 10, ideal: 10, priority: 4) {
            row, texts in
            texts.day(of: row[member: ObjectMember.modified])
        },
    ]

    let commands: [DeskCommand<Row>] = [
        .page("Open the customer", "Klant openen", by: ShowDebtor.self) { AnyScreen(DebtorPage($0)) },
        .record(
            .edit, CommandName("Edit the customer", "Klant bewerken"), needs: [ShowDebtor.self, EditDebtor.self]
        ) { debtor, setting, _ in AnyScreen(FormScreen(DebtorPlans.edit(debtor), language: setting.language)) },
        .record(
            .password, CommandName("Reset the customer's password", "Wachtwoord van de klant resetten"),
            needs: [ShowDebtor.self, UpdateLoginCredentials.self], refusal: passwordRefusal
        ) { debtor, setting, _ throws(APIError) in try PasswordReset.screen(for: debtor, setting) },
        .new(
            CommandName(
                "Add a service for the customer", "Dienst voor de klant toevoegen",
                short: LocalizedText("new service", "nieuwe dienst")),
            needs: [AddService.self]
        ) { debtor, setting in AnyScreen(FormScreen(ServicePlans.add(for: debtor), language: setting.language)) },
        .record(
            .note, CommandName("Add a line to the customer's note", "Regel aan de notitie van de klant toevoegen"),
            needs: [ShowDebtor.self, EditDebtor.self]
        ) { debtor, setting, _ in
            AnyScreen(ChangeScreen(debtor, by: await setting.author.known().name, setting))
        },
        .adding(
            .add, CommandName("Add a customer", "Klant toevoegen"), needs: [AddDebtor.self]
        ) { AnyScreen(FormScreen(AddingPlans.debtor(), language: $0.language)) },
        .record(
            .beside, CommandName("Put another customer beside this one", "Een andere klant naast deze zetten"),
            needs: [ShowDebtor.self, ListDebtors.self], refusal: { _, setting in BesidePage.refusal(setting) }
        ) { debtor, setting, _ in AnyScreen(BesidePage(DebtorPage(debtor), nil, setting)) },
        .history(of: .debtor, { $0[Debtor.identifier] }, { DebtorPlans.subject($0) }),
    ]

    /// Said beforehand only of a debtor whose login was told: the rows of some lists do not.
    private static func passwordRefusal(_ debtor: Row, _ setting: Setting) -> String? {
        debtor[text: Debtor.username.declaration] == nil ? nil : PasswordReset.refusal(debtor, setting)
    }

    let signColumn: String? = ListColumn<Row>.services.id
    func legend(_ texts: Texts) -> [LegendItem] { ServiceCount.State.legend(texts) }

    /// News of a service do not say whose it is.
    func shows(_ other: ChangedRecord, in row: Row) -> Bool { other.kind == .service && row.services != nil }

    func completed(_ row: Row, from listed: Row) -> Row {
        var row = row
        row.services = listed.services
        return row
    }

    func id(of row: Row) -> Int { row[Debtor.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Debtor.code) }
    func text(of member: String, in row: Row) -> String { row[member: member] }
    func title(_ texts: Texts) -> String { texts.customer }
    func name(of row: Row) -> String { Debtor.displayName(of: row) }
    func subject(of row: Row) -> String { DebtorPlans.subject(row) }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row> {
        try await request.answer(ListDebtors.self, searchingAt: Debtor.searched, from: service)
    }

    func read(_ id: Int, _ service: any BillingService) async throws(APIError) -> Row {
        try await service.send(ShowDebtor(id)).record
    }

    func facts(_ row: Row, _ texts: Texts) -> [DetailLine] {
        DebtorFacts.lines(row, texts)
    }

    /// Everything that is kept of the customer, the note first.
    func whole(_ row: Row, _ setting: Setting, _ service: any BillingService) async -> [DetailLine] {
        DebtorFacts.whole(row, setting.texts)
    }
}
