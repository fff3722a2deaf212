import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

@Suite struct ReadUsersTests {
    // MARK: Pages

    private func browse(
        _ engine: TestEngine, offset: Int = 0, limit: Int = 1000, sort: String? = nil, order: String? = nil,
        search: String? = nil
    ) async throws(APIError) -> Page<Record<User>> {
        var action = BrowseUsers()
        action[BrowseUsers.offset] = offset
        action[BrowseUsers.limit] = limit
        action[BrowseUsers.sort] = sort
        action[BrowseUsers.order] = order
        action[BrowseUsers.searchFor] = search
        return try await engine.service.send(action)
    }

    @Test func pagesHoldCustomersOnlyInTheOrderOfTheirNames() async throws {
        let engine = try await TestEngine(debtors: 200)
        let all = try await browse(engine)
        let staff = try await engine.rows("SELECT id FROM m4_user WHERE usertype <> 'user'")
        let everybody = try await engine.rows("SELECT id FROM m4_user")
        #expect(staff.count == 3)
        #expect(all.total == everybody.count - staff.count)
        #expect(all.rows.count == all.total)
        let names = all.rows.map { $0.text(User.username).lowercased() }
        #expect(names == names.sorted())
        let middle = try await browse(engine, offset: 5, limit: 4)
        #expect(middle.rows == Array(all.rows[5..<9]))
        #expect(middle.offset == 5 && middle.total == all.total)
    }

    @Test(arguments: BrowseUsers.columns.map(\.name)) func sortsByEveryColumnItOffers(_ column: String) async throws {
        let engine = try await TestEngine(debtors: 100)
        let up = try await browse(engine, sort: column, order: "ASC").rows.map { $0[User.id] }
        let down = try await browse(engine, sort: column, order: "DESC").rows.map { $0[User.id] }
        #expect(up.count > 10)
        #expect(up == down.reversed())
    }

    @Test func balancesSortAsAmounts() async throws {
        let engine = try await TestEngine(debtors: 200)
        let balances = try await browse(engine, sort: User.balance.name).rows.map { $0[User.balance] ?? 0 }
        #expect(balances == balances.sorted())
    }

    @Test func whatIsNoColumnIsRefused() async throws {
        let engine = try await TestEngine()
        await #expect(throws: APIError.self) { try await browse(engine, sort: "password_hash") }
    }

    @Test(arguments: [
        ("COMPANYX", 1), ("company x", 1), ("db0001", 1), ("info@company", 1), ("22 33", 1), ("amsterdam", 1),
        ("anja", 0), ("zzz", 0),
    ])
    func findsByNameNumberAddressPhoneAndCity(text: String, hits: Int) async throws {
        let page = try await browse(try await TestEngine(), search: text)
        #expect(page.rows.count == hits)
        #expect(page.total == hits)
    }

    @Test func countingCanBeSpared() async throws {
        let engine = try await TestEngine()
        var action = BrowseUsers()
        action.countsAll = false
        let page = try await engine.service.send(action)
        #expect(page.total == nil && page.rows.count == 1)
    }

    @Test func rowsHaveEveryOfferedColumn() async throws {
        let row = try #require(try await browse(try await TestEngine()).rows.first)
        for column in BrowseUsers.columns { #expect(row[text: column] != nil, "\(column.name)") }
        #expect(row.text(User.isBlocked) == "2")
    }

    // MARK: users_get

    @Test func allUsersOrOneAreListed() async throws {
        let engine = try await TestEngine(debtors: 100)
        let all = await engine.m4("users_get", ["user_id": "all"])
        let customers = try await engine.rows("SELECT id FROM m4_user WHERE usertype = 'user'")
        #expect(all.xml.components(separatedBy: "<user>").count - 1 == customers.count)
        let one = await engine.m4("users_get", ["user_id": "3"])
        #expect(one.xml.contains("<id>3</id>\n        <username>companyx</username>"))
    }

    @Test func hiddenUsersAreListedToo() async throws {
        let engine = try await TestEngine()
        #expect(await engine.update(["hidden": "1"]) == nil)
        #expect(await engine.m4("users_get", ["user_id": "all"]).xml.contains("<id>3</id>"))
    }

    @Test(arguments: ["99", "0", "1", "ALL", "-3"]) func whoIsNoCustomerIsNotFound(user: String) async throws {
        let outcome = try await TestEngine().m4("users_get", ["user_id": user])
        #expect(outcome.xml.hasSuffix("\n<page><status><error>User was not found</error></status></page>"))
    }

    // MARK: user_details_get, user_details_raw_get

    @Test func detailsCarryNamesInPlaceOfIds() async throws {
        let xml = try await TestEngine().m4("user_details_get", ["user_id": "3"]).xml
        #expect(xml.contains("<balance>12.5000 USD</balance>"))
        #expect(xml.contains("<taxation_country>Netherlands</taxation_country>"))
        #expect(xml.contains("<reg_direction>Netherlands</reg_direction>"))
        #expect(xml.contains("<vat_percent>21.0</vat_percent>"))
    }

    static let identified: [(given: [String: String], isFound: Bool)] = [
        (["user_id": "3"], true), (["username": "companyx"], true),
        (["user_id": "3", "username": "companyx"], true), (["user_id": "4", "username": "companyx"], false),
        (["username": "admin"], false), (["username": "nobody"], false), (["user_id": "99"], false), ([:], false),
    ]

    @Test(arguments: identified) func aUserIsMeantByIdOrName(given: [String: String], isFound: Bool) async throws {
        let outcome = try await TestEngine().m4("user_details_get", given)
        #expect((outcome.error == nil) == isFound)
        if !isFound { #expect(outcome.xml.hasSuffix("\n<page><error>User was not found</error></page>")) }
    }

    @Test func aRecordNeverHoldsThePassword() async throws {
        let engine = try await TestEngine()
        #expect(!"\(try await engine.user())".contains("$2y$"))
        #expect(!(await engine.m4("user_details_raw_get", ["user_id": "3"]).xml.contains("password")))
    }

    @Test func staffCannotBeReadAsUsers() async throws {
        let engine = try await TestEngine()
        await #expect(throws: APIError(.notFound, LocalizedText("There is no user 0.", "Er is geen gebruiker 0."))) {
            try await engine.user(0)
        }
    }

    // MARK: References

    @Test func whatFieldsPointAtCanBeListed() async throws {
        let engine = try await TestEngine()
        let managers = try await engine.service.send(ListReferences(.manager))
        #expect(managers.map(\.id) == [1, 2])
        #expect(managers.first?.name == "Anja Köhler" && managers.first?.code == "anja")
        let currencies = try await engine.service.send(ListReferences(.currency))
        #expect(currencies.contains(M4Reference(id: 1, code: "USD", name: "USD")))
        let directions = try await engine.service.send(ListReferences(.direction))
        #expect(directions.contains(M4Reference(id: 1, code: "NLD", name: "Netherlands")))
        #expect(try await !engine.service.send(ListReferences(.numberPool)).isEmpty)
        #expect(try await engine.service.send(ListReferences(.debtor)).isEmpty)
    }
}
