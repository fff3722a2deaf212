import BillingAPI
import Foundation
import HostFactAPI
import M4API
import Testing

@testable import BillingEngine

/// A comparison that is under way until a test lets it end.
private final class HeldCheck: Sendable {
    private let gate = DispatchSemaphore(value: 0)
    private let begun = AsyncStream<Void>.makeStream()

    var desk: PasswordDesk {
        var desk = PasswordDesk { password, _ in
            self.begun.continuation.yield()
            self.gate.wait()
            return password == "balie"
        }
        // However busy the machine is, a test ends its check before this.
        desk.threads = SideThreads("passwords", most: 2, mostWaiting: 32, patience: .seconds(3600))
        return desk
    }

    func hasBegun() async { for await _ in begun.stream { return } }
    func end() { gate.signal() }
}

@Suite struct PasswordDeskTests {
    private static var login: CheckLogin {
        var check = CheckLogin()
        check[Debtor.username] = "DB0001"
        check[CheckLogin.password] = "balie"
        return check
    }

    @Test func whileAPasswordIsCheckedOthersReadAndWrite() async throws {
        let engine = try await TestEngine()
        let held = HeldCheck()
        // One reader: a check that kept it would keep everybody.
        let store = try Engine.open(engine.url, readers: 1).store
        let service = EngineService(
            store: store, clock: .fixed(TestEngine.seedMoment), outside: Outside(passwords: held.desk))
        let found = Task { try await service.send(Self.login).record[Debtor.identifier] }
        await held.hasBegun()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Ede"
        #expect(try await service.send(edit).record.text(Debtor.city) == "Ede")
        #expect(try await service.send(ShowDebtor(1)).record.text(Debtor.city) == "Ede")
        held.end()
        #expect(try await found.value == 1)
    }

    @Test func whoGivesUpIsNotHeldByTheCheck() async throws {
        let engine = try await TestEngine()
        let held = HeldCheck()
        defer { held.end() }
        let service = EngineService(
            store: engine.store, clock: .fixed(TestEngine.seedMoment), outside: Outside(passwords: held.desk))
        let login = Task { try await service.send(Self.login) }
        await held.hasBegun()
        login.cancel()
        let error = await #expect(throws: APIError.self) { try await login.value }
        #expect(error?.message.english == "The password was not checked: nobody waits for it.")
    }

    @Test func tooManyLoginsAtOnceAreToldSo() async throws {
        let engine = try await TestEngine()
        let held = HeldCheck()
        var desk = held.desk
        desk.threads = SideThreads("passwords", most: 1, mostWaiting: 0, patience: .seconds(3600))
        let service = EngineService(
            store: engine.store, clock: .fixed(TestEngine.seedMoment), outside: Outside(passwords: desk))
        let first = Task { try await service.send(Self.login) }
        await held.hasBegun()
        let error = await #expect(throws: APIError.self) { try await service.send(Self.login) }
        #expect(
            error?.message.dutch == "Er worden te veel wachtwoorden tegelijk gecontroleerd. Probeer het zo opnieuw.")
        held.end()
        _ = try await first.value
    }

    @Test func anM4LoginIsCheckedThereToo() async throws {
        let engine = try await TestEngine()
        let desk = PasswordDesk { password, hash in password == "x" && hash == DemoData.passwordHash }
        let service = EngineService(
            store: engine.store, clock: .fixed(TestEngine.seedMoment), outside: Outside(passwords: desk))
        let user = try #require(
            try await engine.rows("SELECT id, username FROM m4_user WHERE password_hash <> '' LIMIT 1").first)
        var login = LogIn()
        login[Login.username] = user.text("username")
        login[Login.password] = "x"
        #expect(try await service.send(login).user == user.integer("id"))
        login[Login.password] = "y"
        await #expect(throws: LogIn.refusal) { try await service.send(login) }
    }
}
