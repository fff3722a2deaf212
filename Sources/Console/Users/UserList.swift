import BillingAPI
import BillingModel
import M4API
import TerminalCore

/// The list of M4 users.
struct UserList: RecordList {
    typealias Row = Record<User>

    let tab = Tab.users
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

    func id(of row: Row) -> Int { row[User.id] ?? 0 }
    func code(of row: Row) -> String { row.text(User.username) }

    func role(of row: Row, today: CalendarDate) -> StyleRole {
        row[User.isBlocked] == true ? .tableEnded : .text
    }

    func legend(_ texts: Texts) -> [LegendItem] { [.ends(texts.willBeBlocked), .ended(texts.blocked)] }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> ListWindow<Row> {
        var browse = BrowseUsers()
        browse[BrowseUsers.offset] = request.offset
        browse[BrowseUsers.limit] = request.limit
        if !request.sort.isEmpty { browse[BrowseUsers.sort] = request.sort }
        browse[BrowseUsers.order] = request.ascending ? BrowseUsers.ascending : BrowseUsers.descending
        if !request.filter.isEmpty { browse[BrowseUsers.searchFor] = request.filter }
        browse.countsAll = request.countsAll
        browse.mostCounted = request.mostCounted
        let page = try await service.send(browse)
        return ListWindow(offset: page.offset, rows: page.rows, total: page.total, readAt: page.readAt)
    }

    func detail(
        _ id: Int, _ texts: Texts, _ service: any BillingService
    ) async throws(APIError) -> [DetailLine] {
        let user = try await service.send(ReadUser(id)).user
        return [
            DetailLine(label: "", text: User.displayName(of: user), role: .title),
            user.line(User.username, texts), user.line(User.accountingNumber, texts, label: texts.accountingNumber),
            DetailLine(label: texts.status, text: Self.state(of: user, texts)),
            DetailLine(
                label: User.balance.declaration.label[texts.language],
                text: user[User.balance].map { texts.amount($0) } ?? ""),
            user.line(User.callLimit, texts), user.line(User.address, texts), user.line(User.city, texts),
            user.line(User.phone, texts), user.line(User.email, texts),
            user.line(User.vatNumber, texts, label: texts.taxNumber),
            DetailLine(
                label: User.blockAt.declaration.label[texts.language],
                text: User.blockDay(of: user).map { texts.date($0) } ?? ""), user.line(User.comment, texts),
        ]
    }

    func commands(_ row: Row?, _ setting: Setting) -> [Binding<Command>] {
        let refusal = setting.reasonAgainst(ReadUser.self, UpdateUserDetails.self)
        return [
            Binding(.open, unavailable: refusal), Binding(.edit, unavailable: refusal),
            Binding(.terminate, unavailable: refusal),
            Binding(.withdraw, unavailable: UserPlans.withdrawalRefusal(row, setting)),
            Binding(.password, unavailable: refusal ?? setting.texts.noUserPassword),
        ]
    }

    func opening(
        _ command: Command, _ row: Row?, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen {
        let id = row.map(id) ?? 0
        if command == .withdraw { return try await UserPlans.withdrawalDialog(id, setting, service) }
        if command == .terminate { return try await UserPlans.blockDialog(id, setting, service) }
        return try await UserPlans.editForm(id, setting, service)
    }
}
