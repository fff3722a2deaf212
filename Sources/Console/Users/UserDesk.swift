import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import TerminalCore

/// The desk of M4 users.
struct UserDesk: Desk {
    typealias Row = Record<User>

    let tab = Tab.users
    let kind = RecordKind.user
    let listing: any APIAction.Type = BrowseUsers.self
    /// By the names behind its numbers.
    let tellsOf: Set<RecordKind> = [.currency, .direction, .numberPool]
    var foundBy: FoundBy { BrowseUsers.foundBy }
    var fields: [FieldDeclaration] { User.details + BrowseUsers.columns }
    /// The list of a system elsewhere is searched here.
    let findsWordsElsewhere = true

    let columns: [ListColumn<Row>] = [
        .field(User.username, minimum: 10, ideal: 16, priority: 0, isSortable: true),
        ListColumn(
            title: \.name, sortKey: User.firstName.name, minimum: 14, ideal: 30, isFlexible: true, priority: 0
        ) { row, _ in User.displayName(of: row) },
        .field(User.accountingNumber, \.accountingNumber, minimum: 9, ideal: 11, priority: 1, isSortable: true),
        .amount(User.balance, minimum: 9, ideal: 12, priority: 2, isSortable: true),
        ListColumn(
            title: \.status, sortKey: nil, minimum: 10, ideal: 24, priority: 1,
            role: { row in row[User.isBlocked] != true && User.blockDay(of: row) != nil ? .tableEnding : nil }
        ) { row, texts in state(of: row, texts) },
        ListColumn(title: \.userID, sortKey: User.id.name, minimum: 4, ideal: 6, alignment: .trailing, priority: 3) {
            row, _ in String(row[User.id] ?? 0)
        },
    ]

    /// Blocked, to be blocked, hidden: in words, so that no colour is needed to read it.
    private static func state(of row: Row, _ texts: Texts) -> String {
        var words: [String] = []
        if row[User.isBlocked] == true {
            words.append("✗ " + texts.blocked)
        } else if let date = User.blockDay(of: row) {
            words.append("! " + texts.blockedFrom(date))
        }
        if row[User.isHidden] == true { words.append(texts.hidden) }
        return words.joined(separator: ", ")
    }

    let commands: [DeskCommand<Row>] = [
        .page("Open the user", "Gebruiker openen", by: ReadUser.self) { user in
            AnyScreen(RecordPage(Desks.users, user))
        },
        .record(.edit, CommandName("Edit the user", "Gebruiker bewerken"), needs: changing) {
            user, setting, service in await UserPlans.editForm(user, setting, service)
        },
        .record(
            .terminate,
            CommandName(
                "Block the user on a day", "Gebruiker blokkeren op een dag",
                short: LocalizedText("block", "blokkeer")),
            needs: changing
        ) { user, setting, _ in UserPlans.blockDialog(user, setting) },
        .record(
            .withdraw, CommandName("Withdraw the planned block", "Geplande blokkade intrekken"), needs: changing,
            refusal: UserPlans.withdrawalRefusal
        ) { user, setting, _ in UserPlans.withdrawal(user, setting) },
        .never(
            .password, CommandName("Reset the user's password", "Wachtwoord van de gebruiker resetten"),
            needs: changing, \.noUserPassword),
        .record(
            .delete, CommandName("Delete the user", "Gebruiker verwijderen"), needs: [ReadUser.self, DeleteUser.self]
        ) { user, setting, _ in
            AnyScreen(
                FormScreen(AddingPlans.deletion(of: UserRecord(user), setting.texts), language: setting.language))
        },
        customer(by: .customer),
        .history(of: .user, { $0[User.id] }, { UserPlans.subject($0) }),
    ]

    private static let changing: [any APIAction.Type] = [ReadUser.self, UpdateUserDetails.self]

    let onward: DeskCommand<Row>? = customer(by: .open)

    /// On to the customer, who has the user's number in the bookkeeping for a code, in whichever open system.
    private static func customer(by command: Command) -> DeskCommand<Row> {
        .record(
            command, CommandName("Open the customer", "Klant openen"), needs: [],
            refusal: { user, setting in
                CustomerLookup.refusal(setting)
                    ?? (user.text(User.accountingNumber).isEmpty ? setting.texts.noAccountingNumber : nil)
            }
        ) { user, setting, service throws(APIError) in
            let code = user.text(User.accountingNumber)
            if setting.neighbours.contains(where: { $0.has(ShowDebtor.self) }) {
                return AnyScreen(CustomerLookup(code, setting))
            }
            var question = ShowDebtor()
            question[Debtor.code] = code
            return AnyScreen(DebtorPage(try await service.send(question).record))
        }
    }

    func id(of row: Row) -> Int { row[User.id] ?? 0 }
    func code(of row: Row) -> String { row.text(User.username) }
    func text(of member: String, in row: Row) -> String { row[member: member] }
    func title(_ texts: Texts) -> String { texts.linkedUser }
    func name(of row: Row) -> String { User.displayName(of: row) }
    func subject(of row: Row) -> String { UserPlans.subject(row) }

    func role(of row: Row, today: CalendarDate) -> StyleRole {
        row[User.isBlocked] == true ? .tableEnded : .text
    }

    func legend(_ texts: Texts) -> [LegendItem] { [.ends(texts.willBeBlocked), .ended(texts.blocked)] }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row> {
        var browse = BrowseUsers()
        browse[BrowseUsers.offset] = request.offset
        browse[BrowseUsers.limit] = request.limit
        if !request.sort.isEmpty { browse[BrowseUsers.sort] = request.sort }
        browse[BrowseUsers.order] = request.ascending ? BrowseUsers.ascending : BrowseUsers.descending
        if !request.filter.isEmpty { browse[BrowseUsers.searchFor] = request.filter }
        browse.countsAll = request.countsAll
        browse.mostCounted = request.mostCounted
        (browse.conditions, browse.thenBy) = (request.conditions, request.thenBy)
        return try await service.send(browse)
    }

    func read(_ id: Int, _ service: any BillingService) async throws(APIError) -> Row {
        try await service.send(ReadUser(id)).user
    }

    /// Its manager, on its page.
    func shows(_ other: ChangedRecord, in row: Row) -> Bool {
        other.kind == .user && row[User.responsibleManager].map { other.mayBe($0) } ?? false
    }

    func facts(_ row: Row, _ texts: Texts) -> [DetailLine] {
        [
            row.line(User.username, texts), row.line(User.accountingNumber, texts, label: texts.accountingNumber),
        ] + standing(row, texts) + [
            row.line(User.callLimit, texts), row.line(User.address, texts), row.line(User.city, texts),
            row.line(User.phone, texts),
            row.line(User.email, texts), row.line(User.vatNumber, texts, label: texts.taxNumber),
            DetailLine(
                label: User.blockAt.declaration.label[texts.language],
                text: User.blockDay(of: row).map { texts.date($0) } ?? ""),
            row.line(User.comment, texts),
        ]
    }

    /// What no form shows.
    private func standing(_ row: Row, _ texts: Texts) -> [DetailLine] {
        [
            DetailLine(label: texts.status, text: Self.state(of: row, texts)),
            DetailLine(
                label: User.balance.declaration.label[texts.language],
                text: row[User.balance].map { texts.amount($0) } ?? ""),
        ]
    }

    /// Whose it is, where this system has customers too.
    private func customer(of row: Row, _ service: any BillingService) async -> Record<Debtor>? {
        let code = row.text(User.accountingNumber)
        guard !code.isEmpty, service.reasonAgainst(ShowDebtor.self) == nil else { return nil }
        var question = ShowDebtor()
        question[Debtor.code] = code
        // The number itself says it where nobody answers.
        return try? await service.send(question).record
    }

    /// Everything that is kept of the user, under the vendor's headings, with the names behind its numbers.
    func whole(_ row: Row, _ setting: Setting, _ service: any BillingService) async -> [DetailLine] {
        let texts = setting.texts
        let fields = User.details.filter { !$0.isSecret && !$0.meaning(of: row[text: $0] ?? "").isEmpty }
        let names = await ReferenceList.names(for: fields, row.values(of: fields), service)
        var lines = [row.line(User.username, texts)] + standing(row, texts)
        if let customer = await customer(of: row, service) {
            lines.append(DetailLine(label: texts.customer, text: DebtorPlans.subject(customer)))
        }
        var heading: LocalizedText?
        for field in fields {
            if field.group != heading {
                heading = field.group
                lines += [
                    DetailLine(label: "", text: ""),
                    DetailLine(label: "", text: field.group[texts.language], role: .heading),
                ]
            }
            let value = texts.shown(row[text: field] ?? "", field.kind)
            let text = names.remarks[field.name].map { "\(value) \($0)" } ?? value
            lines.append(DetailLine(label: field.label[texts.language], text: text))
        }
        return lines
    }
}
