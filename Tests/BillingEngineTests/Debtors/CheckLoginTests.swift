import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Synchronization
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 4.2, 4.6 and 12.7.
@Suite struct CheckLoginTests {
    private static let refused = ["De gebruikersnaam of het wachtwoord is niet juist."]

    private func login(_ username: String, _ password: String) -> CheckLogin {
        var check = CheckLogin()
        check[Debtor.username] = username
        check[CheckLogin.password] = password
        return check
    }

    private func change(_ engine: TestEngine, _ change: (inout EditDebtor) -> Void) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        change(&edit)
        _ = try await engine.service.send(edit)
    }

    @Test(arguments: ["DB0001", "db0001"])
    func thePermanentPasswordOpens(username: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call(
            "debtor", "checkLogin", [("Username", .text(username)), ("Password", .text("balie"))])
        #expect(outcome.envelope["status"]?.text == "success")
        #expect(outcome.envelope["success"] == nil)
        #expect(outcome.envelope["debtor"]?["DebtorCode"]?.text == "DB0001")
        #expect(outcome.envelope["debtor"]?["Password"] == nil)
    }

    @Test func theTemporaryPasswordOpensForADayBesideThePermanentOne() async throws {
        let engine = try await TestEngine()
        try await change(engine) { $0[Debtor.password] = "tijdelijk" }
        let (before, after) = (
            engine.service(at: TestEngine.moment("2022-11-25", hour: 11)),
            engine.service(at: TestEngine.moment("2022-11-25", hour: 12))
        )
        for password in ["tijdelijk", "balie"] {
            #expect(try await before.send(login("DB0001", password)).record[Debtor.identifier] == 1)
        }
        let late = login("DB0001", "tijdelijk")
        #expect(await refusal { () throws(APIError) in _ = try await after.send(late) } == Self.refused)
        #expect(try await after.send(login("DB0001", "balie")).record[Debtor.identifier] == 1)
    }

    @Test(arguments: [
        ("DB0001", "Balie"), ("DB0001", "$2y$10$"), ("DB9999", "balie"), ("info@company.com", "balie"),
        ("DB0001", "balie\u{0}"), ("DB0001 ", "balie"),
    ])
    func aRefusalDoesNotTellWhatWasWrong(username: String, password: String) async throws {
        let engine = try await TestEngine()
        let check = login(username, password)
        #expect(await refusal { () throws(APIError) in _ = try await engine.service.send(check) } == Self.refused)
    }

    @Test func aLoginThatIsNotActiveIsRefused() async throws {
        let engine = try await TestEngine()
        try await change(engine) {
            $0[Debtor.activeLogin] = false
            $0[Debtor.password] = "tijdelijk"
        }
        for password in ["balie", "tijdelijk"] {
            let check = login("DB0001", password)
            #expect(await refusal { () throws(APIError) in _ = try await engine.service.send(check) } == Self.refused)
        }
    }

    /// Hashes that were stored before such were refused.
    @Test(arguments: [
        (
            KnownHash.endless,
            "a bcrypt hash of cost 31 takes too long to check."
        ),
        (KnownHash.argon2, "a hash of the kind $argon2id$ cannot be checked here."),
        ("geheim", "it is no hash."),
    ]) func aHashThatCannotBeCheckedIsRefusedAtOnceAndSaidToTheOperator(hash: String, reason: String) async throws {
        let engine = try await TestEngine()
        try await engine.store(hash: hash)
        let service = EngineService(
            store: engine.store, clock: .fixed(TestEngine.seedMoment),
            outside: Outside(passwords: PasswordDesk { _, _ in fatalError("This hash is never worked on.") }))
        let causes = Mutex<[String]>([])
        let outward = OutwardService(service) { trouble in
            guard case .action(let action) = trouble.subject else { return }
            causes.withLock { $0.append("\(action.action): \(trouble.error.message.english)") }
        }
        let check = login("DB0001", "balie")
        let told = await #expect(throws: APIError.self) { try await outward.send(check) }
        #expect(told == CheckLogin.refusal)
        #expect(
            causes.withLock { $0 } == [
                "checklogin: The stored password hash of debtor DB0001 opens nothing: \(reason) "
                    + PasswordHash.Obstacle.remedy.english
            ])
        // The temporary password still opens.
        try await change(engine) { $0[Debtor.password] = "tijdelijk" }
        #expect(try await service.send(login("DB0001", "tijdelijk")).record[Debtor.identifier] == 1)
    }

    @Test func withoutAnyPasswordNothingOpens() async throws {
        let engine = try await TestEngine()
        try await engine.store(hash: "")
        #expect(
            await engine.errors("debtor", "checklogin", ["Username": "DB0001", "Password": "balie"]) == Self.refused)
        #expect(
            await engine.errors("debtor", "checklogin", [:]) == ["Username is verplicht.", "Password is verplicht."])
    }

    /// `GetPassword`, the hour on the next day, and the member in the answer.
    @Test(arguments: [("yes", 11, "tijdelijk"), ("yes", 12, nil), ("no", 11, nil), (nil, 11, nil)])
    func thePasswordIsShownOnlyWhenAskedForAndValid(asked: String?, hour: Int, shown: String?) async throws {
        let engine = try await TestEngine()
        try await change(engine) { $0[Debtor.password] = "tijdelijk" }
        var show = ShowDebtor(1)
        show.arguments[text: ShowDebtor.getPassword.declaration] = asked
        let found = try await engine.service(at: TestEngine.moment("2022-11-25", hour: hour)).send(show)
        #expect(found.record.readablePassword == shown)
        #expect(found.envelopeMembers.first?.value["Password"]?.text == shown)
        #expect(found.record[text: Debtor.password.declaration] == nil)
    }

    @Test func aDebtorWithoutTemporaryPasswordShowsNone() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call(
            "debtor", "show", [("Identifier", .text("1")), ("GetPassword", .text("yes"))])
        #expect(outcome.envelope["debtor"]?["Password"] == nil)
        #expect(outcome.envelope["debtor"]?["Username"]?.text == "DB0001")
    }
}
