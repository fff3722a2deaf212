import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

/// Balances, logins and deletions through client, wire and engine.
@Suite struct RemoteM4OtherCallsTests {
    private func remote(_ engine: TestEngine, as caller: String = "admin") -> RemoteM4Service {
        let endpoint = M4Endpoint(serving: engine.service, settings: M4Settings(key: "secret")) { caller in
            switch caller {
            case "admin": .full
            case "bram": .assigned(manager: 2)
            case "anja": .assigned(manager: 1)
            case "companyx": .own(user: 3)
            default: .denied
            }
        }
        return RemoteM4Service(transport: endpoint, as: caller, key: "secret")
    }

    private func refusal(of service: some BillingService, _ action: some APIAction) async -> APIError? {
        do throws(APIError) {
            _ = try await service.send(action)
            return nil
        } catch {
            return error
        }
    }

    private static func login(_ username: String, _ password: String) -> LogIn {
        var action = LogIn()
        action[Login.username] = username
        action[Login.password] = password
        return action
    }

    private static func balance(_ user: Int) -> UpdateBalance {
        var action = UpdateBalance()
        action[User.id] = user
        action[UpdateBalance.balance] = 20
        return action
    }

    @Test func aBalanceIsSetAndReadBack() async throws {
        let engine = try await TestEngine()
        let service = remote(engine)
        #expect(try await service.send(Self.balance(3)).user[User.balance] == 20)
        var read = ReadBalance("companyx")
        read[ReadBalance.inUsersCurrency] = true
        let answer = try await service.send(read)
        #expect(answer.currency == "EUR" && answer.balance.vendorText == "18.4")
        #expect(try await service.send(ReadSimpleBalance("3")).balance == 20)
    }

    @Test(
        arguments: [
            (login("companyx", "wrong"), .forbidden, "Login failed"),
            (login("nobody", "x"), .forbidden, "Login failed"),
            (DeleteUser(3), .invalidInput, "Cannot delete user - it has DIDs"),
            (DeleteUser(99), .notFound, "User was not found"), (balance(99), .notFound, "User was not found"),
            (ReadBalance("nobody"), .notFound, "User was not found"),
            (ReadSimpleBalance("nobody"), .notFound, "User was not found"),
        ] as [(any M4Action, APIError.Kind, String)])
    func refusalsAreTheVendors(action: any M4Action, kind: APIError.Kind, words: String) async throws {
        let engine = try await TestEngine()
        let error = await refusal(of: remote(engine), action)
        #expect(error?.message.english == "M4 refused: \(words)")
        #expect(error?.kind == kind)
    }

    @Test func aSwitchedOffFeatureIsForbidden() async throws {
        let engine = try await TestEngine()
        try await engine.execute("INSERT INTO installation (name, value) VALUES ('allow_balance_reading', '0')")
        for action in [ReadBalance("companyx"), ReadSimpleBalance("3")] as [any M4Action] {
            let error = await refusal(of: remote(engine), action)
            #expect(error?.kind == .forbidden && error?.message.english == "M4 refused: Feature disabled")
        }
    }

    @Test func aManagerReachesOnlyAssignedUsers() async throws {
        let engine = try await TestEngine()
        try await engine.setHistory(of: 3)
        // The demo's user 3 is Anja's.
        for action in [ReadBalance("companyx"), Self.balance(3), DeleteUser(3)] as [any M4Action] {
            #expect(await refusal(of: remote(engine, as: "bram"), action)?.kind == .notFound)
            #expect(await refusal(of: remote(engine, as: "anja"), action) == nil)
        }
    }

    @Test func aCustomerReadsOnlyTheirOwnBalance() async throws {
        let engine = try await TestEngine(debtors: 20)
        let customer = remote(engine, as: "companyx")
        #expect(try await customer.send(ReadBalance("companyx")).balance.vendorText == "12.5")
        let other = try await engine.user(4).text(User.username)
        #expect(await refusal(of: customer, ReadBalance(other))?.message.english == "M4 refused: User was not found")
        #expect(await refusal(of: customer, Self.balance(3))?.message.english == "M4 refused: Bad login")
        #expect(await refusal(of: customer, DeleteUser(3))?.message.english == "M4 refused: Access Denied")
    }
}
