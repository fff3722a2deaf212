import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

/// Client, wire and engine in one process. Cases of the M4 reference, section 13.
@Suite struct RemoteM4Tests {
    private static let key = "secret"

    private func remote(_ engine: TestEngine, as caller: String = "admin") -> RemoteM4Service {
        let endpoint = M4Endpoint(serving: engine.service, settings: M4Settings(key: Self.key)) { caller in
            switch caller {
            case "admin": .full
            case "anja": .assigned(manager: 1)
            case "bram": .assigned(manager: 2)
            case "companyx": .own(user: 3)
            default: .denied
            }
        }
        return RemoteM4Service(transport: endpoint, as: caller, key: Self.key)
    }

    private func refusal(of service: some BillingService, _ action: some APIAction) async -> String? {
        do throws(APIError) {
            _ = try await service.send(action)
            return nil
        } catch {
            return error.message.english
        }
    }

    private static func list(_ user: String) -> ListUsers {
        var action = ListUsers()
        action[ListUsers.user] = user
        return action
    }

    private static func show(_ id: Int) -> ShowUser {
        var action = ShowUser()
        action[User.id] = id
        return action
    }

    private static func update(_ fill: (inout UpdateUserDetails) -> Void) -> UpdateUserDetails {
        var action = UpdateUserDetails(3)
        fill(&action)
        return action
    }

    private func element<Action: M4Action>(_ action: Action, _ service: some BillingService) async throws -> M4Element {
        try await service.send(action).element
    }

    @Test(arguments: [list("all"), list("3"), ReadUser(3), show(3)] as [any M4Action])
    func theWireChangesNothing(action: any M4Action) async throws {
        let engine = try await TestEngine(debtors: 200)
        let (direct, remote) = (
            try await element(action, engine.service), try await element(action, remote(engine))
        )
        #expect(remote == direct)
    }

    /// What each call is sent with; 4 is a user without history.
    private static let samples: [String: [String: String]] = [
        "users_get": ["user_id": "all"], "user_details_get": ["user_id": "3", "username": "companyx"],
        "user_details_raw_get": ["user_id": "3"], "user_details_update": ["user_id": "3"],
        "user_delete": ["user_id": "4"], "user_balance_get": ["username": "companyx", "currency": "EUR"],
        "user_simple_balance_get": ["id": "3"], "user_balance_update": ["user_id": "3", "balance": "-7.25"],
        "user_login": ["u": "companyx", "p": "balie"], "user_logout": ["u": "companyx"], "number_pools_get": [:],
        "exchange_rate_update": ["currency": "EUR", "rate": "0.95"],
    ]

    @Test(arguments: M4Call.actions.map { $0.call })
    func everyDeclaredCallTravelsThereAndBack(call: String) async throws {
        let type = try #require(M4Call.action(named: call))
        let texts = try #require(Self.samples[call])
        let (near, far) = (try await TestEngine(debtors: 20), try await TestEngine(debtors: 20))
        for engine in [near, far] { try await engine.setHistory(of: 4) }
        let direct = try await answer(type, texts, near.service)
        let carried = try await answer(type, texts, remote(far))
        #expect(carried == direct)
        #expect(
            try await far.rows("SELECT * FROM m4_user ORDER BY 1").map(\.values)
                == near.rows("SELECT * FROM m4_user ORDER BY 1").map(\.values))
    }

    private func answer<Action: M4Action>(
        _ type: Action.Type, _ texts: [String: String], _ service: some BillingService
    ) async throws -> M4Body {
        let action = try Action(parsing: texts.map { RawParameter($0.key, $0.value) }, unknown: .refused)
        return try await service.send(action).body
    }

    @Test func textsComeBackAsTheyWereSent() async throws {
        let engine = try await TestEngine()
        let service = remote(engine)
        let comment = "eerste <&>\" regel\ntweede ' regel\t+%& 👍"
        _ = try await service.send(
            Self.update {
                $0[User.city] = "Köln"
                $0[User.comment] = comment
                $0[User.isHidden] = true
                $0[User.isBlocked] = true
                $0[User.blockAt] = CalendarDate("2026-03-09")
            })
        let user = try await service.send(ReadUser(3)).user
        #expect(user.text(User.city) == "Köln")
        #expect(user.text(User.comment) == comment)
        #expect(user[User.isBlocked] == true)
        #expect(user[User.blockAt] == CalendarDate("2026-03-09"))
        #expect(try await service.send(Self.list("all")).users.first { $0[User.id] == 3 }?[User.isHidden] == true)
    }

    @Test(
        arguments: [
            (list("999"), "M4 refused: User was not found"), (ReadUser(999), "M4 refused: User was not found"),
            (ReadUser(1), "M4 refused: User was not found"),
            (update { $0[User.responsibleManager] = 3 }, "M4 refused: Manager is invalid"),
            (update { $0[User.warningHour] = "24" }, "M4 refused: User was not updated"),
            (update { $0[User.sourceRule.mode] = "Blacklist" }, "M4 refused: User was not updated"),
            (update { $0[User.destinationRule.mode] = "blacklist" }, "M4 refused: User was not updated"),
        ] as [(any M4Action, String)]) func refusalsAreTheVendors(action: any M4Action, words: String) async throws
    {
        let engine = try await TestEngine()
        let before = try await engine.service.send(ReadUser(3))
        let refusal = try #require(await refusal(of: remote(engine), action))
        #expect(refusal.hasPrefix(words))
        #expect(try await engine.service.send(ReadUser(3)) == before)
    }

    /// Test list 13: “manager with assigned-only: assigned / other user”.
    @Test func aManagerSeesOnlyAssignedUsers() async throws {
        let engine = try await TestEngine()
        // The demo's user 3 is Anja's, who is manager 1.
        #expect(await refusal(of: remote(engine, as: "anja"), Self.update { $0[User.city] = "Breda" }) == nil)
        #expect(try await remote(engine, as: "anja").send(Self.list("all")).users.map { $0[User.id] } == [3])
        let bram = remote(engine, as: "bram")
        for action in [Self.update { $0[User.city] = "Ede" }, ReadUser(3), Self.list("3")] as [any M4Action] {
            #expect(await refusal(of: bram, action) == "M4 refused: User was not found")
        }
        #expect(try await bram.send(Self.list("all")).users.isEmpty)
        #expect(try await engine.service.send(ReadUser(3)).user.text(User.city) == "Breda")
    }

    @Test func aCustomerReadsTheirOwnDetailsOnly() async throws {
        let engine = try await TestEngine(debtors: 200)
        let customer = remote(engine, as: "companyx")
        #expect(try await customer.send(Self.show(3)).user.text(User.username) == "companyx")
        let others = try await engine.service.send(Self.list("all")).users.compactMap { $0[User.id] }.filter { $0 != 3 }
        let other = try #require(others.first)
        #expect(await refusal(of: customer, Self.show(other)) == "M4 refused: User was not found")
        #expect(await refusal(of: customer, ReadUser(3)) == "M4 refused: Access Denied")
        #expect(await refusal(of: customer, Self.update { $0[User.city] = "Ede" }) == "M4 refused: Access Denied")
    }

    @Test func anotherKeyIsAnIncorrectHash() async throws {
        let engine = try await TestEngine()
        let endpoint = M4Endpoint(serving: engine.service, settings: M4Settings(key: "other")) { _ in .full }
        let service = RemoteM4Service(transport: endpoint, as: "admin", key: Self.key)
        #expect(await refusal(of: service, ReadUser(3)) == "M4 refused: Incorrect hash")
    }
}
