import BillingAPI
import BillingModel
import M4API
import Testing

struct UserDirectoryTests {
    private static let accounts = [
        account(0, "admin", type: "admin"), account(1, "manager", type: "manager"),
        account(10, "zeta", "Zoë", "Müller", balance: "9.5"), account(3, "alpha", "Company X", balance: "-2"),
        account(4, "Beta", "Beta", "Bikes", balance: "100.25"), account(5, "gamma", balance: nil),
    ]

    private let m4 = AccountsService(Self.accounts)
    private let time = HandTurnedTime()

    private static func account(
        _ id: Int, _ name: String, _ first: String = "", _ last: String = "", type: String = "user",
        balance: String? = "0"
    ) -> Record<User> {
        var texts = [
            User.id.declaration.member: String(id), "username": name, "first_name": first, "last_name": last,
            "usertype": type,
        ]
        texts["balance"] = balance
        return Record(texts)
    }

    private func directory(
        _ references: [RecordKind: [M4Reference]] = [:], at moment: LocalTime? = nil
    ) -> UserDirectory {
        UserDirectory(
            m4, references: references, clock: moment.map { .fixed($0) } ?? .system, uptime: time.uptime)
    }

    private func names(_ page: Page<Record<User>>) -> [String] { page.rows.map { $0.text(User.username) } }

    private func browse(_ term: String? = nil, sort: String? = nil, descending: Bool = false) -> BrowseUsers {
        var browse = BrowseUsers()
        browse[BrowseUsers.searchFor] = term
        browse[BrowseUsers.sort] = sort
        browse[BrowseUsers.order] = descending ? BrowseUsers.descending : nil
        return browse
    }

    @Test func onlyUsersAreListedByNameWithTheMoment() async throws {
        let day = try #require(CalendarDate("2026-03-10"))
        let moment = LocalTime(date: day, hour: 14, minute: 3, second: 0)
        let page = try await directory(at: moment).send(browse())
        #expect(names(page) == ["alpha", "Beta", "gamma", "zeta"])
        #expect(page.total == 4)
        #expect(page.readAt == moment)
    }

    @Test func accountsOfWhichNoTypeIsToldAreUsers() async throws {
        await m4.become([Record([User.id.declaration.member: "7", "username": "plain"])])
        #expect(names(try await directory().send(browse())) == ["plain"])
    }

    @Test(arguments: [
        ("username", false, ["alpha", "Beta", "gamma", "zeta"]),
        ("username", true, ["zeta", "gamma", "Beta", "alpha"]),
        ("balance", false, ["gamma", "alpha", "zeta", "Beta"]), ("user_id", false, ["alpha", "Beta", "gamma", "zeta"]),
        ("user_id", true, ["zeta", "gamma", "Beta", "alpha"]), ("city", false, ["alpha", "Beta", "gamma", "zeta"]),
        ("nonsense", false, ["alpha", "Beta", "gamma", "zeta"]),
    ]) func numbersSortAsNumbersAndTextsWithoutCase(_ sort: String, _ descending: Bool, _ wanted: [String]) async throws
    {
        #expect(names(try await directory().send(browse(sort: sort, descending: descending))) == wanted)
    }

    @Test(arguments: [
        ("müller", ["zeta"]), ("MULLER", ["zeta"]), ("zoe", ["zeta"]), ("b", ["Beta"]), ("company x", ["alpha"]),
        ("a", ["alpha", "Beta", "gamma", "zeta"]), ("zoë müller", ["zeta"]), ("zoemuller", []), ("nobody", []),
    ]) func searchFindsEveryWordWithoutCaseAndDiacritics(_ term: String, _ wanted: [String]) async throws {
        let page = try await directory().send(browse(term))
        #expect(names(page) == wanted)
        #expect(page.total == wanted.count)
    }

    @Test(arguments: [
        (RowCondition("balance", .number(.less, 0)), ["alpha"]),
        (RowCondition("balance", .number(.less, 0), isNegated: true), ["Beta", "zeta"]),
        (RowCondition("last_name", .contains("mull")), ["zeta"]),
        (RowCondition("first_name", .empty), ["gamma"]),
        (RowCondition("", .found(SearchWords("zoe")), isNegated: true), ["alpha", "Beta", "gamma"]),
    ]) func conditionsHoldOfEveryRow(_ condition: RowCondition, _ wanted: [String]) async throws {
        var browse = browse()
        browse.conditions = [condition]
        let page = try await directory().send(browse)
        #expect(names(page) == wanted)
        #expect(page.total == wanted.count)
    }

    @Test func whatM4TellsOfNoUserCannotBeAsked() async throws {
        var browse = browse()
        browse.conditions = [RowCondition("block_at", .empty)]
        let asked = browse
        await #expect(throws: APIError.untold("block_at", [User.blockAt.declaration])) {
            try await directory().send(asked)
        }
    }

    @Test func equalsAreOrderedByTheSecondColumn() async throws {
        await m4.become([
            Self.account(1, "a", "Jan"), Self.account(2, "b", "Piet"), Self.account(3, "c", "Jan"),
            Self.account(4, "d", "Piet"),
        ])
        var browse = browse(sort: "first_name")
        browse.thenBy = SecondOrder("username", isDescending: true)
        #expect(names(try await directory().send(browse)) == ["c", "a", "d", "b"])
        browse[BrowseUsers.order] = BrowseUsers.descending
        browse.thenBy = SecondOrder("username", isDescending: false)
        #expect(names(try await directory().send(browse)) == ["b", "d", "a", "c"])
    }

    @Test func windowsOfOneSearchAreParts() async throws {
        let directory = directory()
        var browse = browse("a")
        browse[BrowseUsers.limit] = 2
        browse[BrowseUsers.offset] = 1
        let page = try await directory.send(browse)
        #expect(names(page) == ["Beta", "gamma"])
        #expect(page.offset == 1)
        browse[BrowseUsers.offset] = 9
        #expect(try await directory.send(browse).rows.isEmpty)
        #expect(await m4.fetches == 1)
    }

    @Test func everyQuestionIsAnsweredFromOneCopy() async throws {
        let directory = directory()
        for term in ["a", "b", nil] { _ = try await directory.send(browse(term)) }
        #expect(await m4.fetches == 1)
    }

    @Test func manyWhoAskAtOnceShareOneRequest() async throws {
        await m4.hold()
        let directory = directory()
        let browse = browse()
        let asking = (0..<5).map { _ in Task { try await directory.send(browse).total } }
        await m4.asked(1)
        await m4.release()
        for task in asking { #expect(try await task.value == 4) }
        #expect(await m4.fetches == 1)
    }

    @Test func whoGivesUpDoesNotStopTheRequestOfTheOthers() async throws {
        await m4.hold()
        let directory = directory()
        let browse = browse()
        let first = Task { try await directory.send(browse).total }
        await m4.asked(1)
        first.cancel()
        let second = Task { try await directory.send(browse).total }
        await m4.release()
        #expect(try await second.value == 4)
        #expect(await m4.fetches == 1)
    }

    @Test func refreshAndAgeReadAnew() async throws {
        let directory = directory()
        let browse = browse()
        _ = try await directory.send(browse)
        _ = try await directory.send(browse, .anew)
        #expect(await m4.fetches == 2)
        time.pass(seconds: 299)
        _ = try await directory.send(browse)
        #expect(await m4.fetches == 2)
        time.pass(seconds: 1)
        _ = try await directory.send(browse)
        #expect(await m4.fetches == 3)
    }

    @Test func changeIsSeenByTheNextQuestion() async throws {
        let directory = directory()
        _ = try await directory.send(browse())
        await m4.become([Self.account(3, "renamed")])
        _ = try await directory.send(UpdateUserDetails(3))
        #expect(names(try await directory.send(browse())) == ["renamed"])
        #expect(await m4.changes == 1)
    }

    @Test func copyAskedForBeforeAChangeIsNotShownAfterIt() async throws {
        await m4.hold()
        let directory = directory()
        let browse = browse()
        let before = Task { try await directory.send(browse) }
        await m4.asked(1)
        await m4.become([Self.account(3, "renamed")])
        _ = try await directory.send(UpdateUserDetails(3))
        await m4.release()
        #expect(names(try await before.value) == ["renamed"])
        #expect(names(try await directory.send(browse)) == ["renamed"])
        #expect(await m4.fetches == 2)
    }

    @Test func failureIsSaidAndTheNextQuestionTriesAgain() async throws {
        let directory = directory()
        let down = APIError(.unreachable, LocalizedText(verbatim: "Down."))
        await m4.refuse(down)
        await #expect(throws: down) { try await directory.send(browse()) }
        await m4.refuse(nil)
        #expect(try await directory.send(browse()).total == 4)
    }

    @Test func nothingIsAgainstListingUsers() {
        #expect(directory().reasonAgainst(BrowseUsers.self) == nil)
        #expect(directory().reasonAgainst(UpdateUserDetails.self) == nil)
    }

    @Test func referencesComeFromTheTablesThatWereGiven() async throws {
        let euro = M4Reference(id: 1, code: "EUR", name: "Euro")
        let directory = directory([.currency: [euro]])
        #expect(directory.reasonAgainst(ListReferences.self) == nil)
        #expect(try await directory.send(ListReferences(.currency)) == [euro])
        await #expect(throws: APIError.self) { try await directory.send(ListReferences(.manager)) }
    }

    @Test func kindWithoutATableSaysWhatToDo() async throws {
        let none = directory()
        #expect(none.reasonAgainst(ListReferences.self)?.english.contains("type the number") == true)
        let sentence = "M4 does not list managers: type the number, or name them in the profile."
        await #expect {
            try await none.send(ListReferences(.manager))
        } throws: { error in
            (error as? APIError)?.message.english == sentence
        }
    }
}
