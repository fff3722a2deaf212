import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore
import Synchronization
import Testing

@testable import BillingEngine

/// A write that its caller gave a name is done once, however often it is sent.
@Suite struct IdempotencyKeyTests {
    private static let key = [WireHeader("Idempotency-Key", "8e03978e")]
    private static let add = "controller=debtor&action=add&CompanyName=K%C3%B6ln+%26+Zn"

    /// Each writing action once, as scripts write it.
    static let writes = [
        add + "&Groups[]=4&Comment=eerste%0Atweede", "controller=debtor&action=edit&Identifier=1&City=%22Ede%22+%5C",
        "controller=debtor&action=updatelogincredentials&Username=DB0001&EmailAddress=info@company.com&Password=x&SendPasswordForgotEmail=yes",
        "controller=debtor&action=sendemail&Identifier=1&Message=x",
        "controller=product&action=add&ProductName=Kabel&ProductKeyPhrase=2+m&PriceExcl=12.50&CustomPrices[0][Periods]=3&CustomPrices[0][Periodic]=m&CustomPrices[0][PriceExcl]=11.5&HasCustomPrice=period",
        "controller=product&action=edit&Identifier=1&PriceExcl=11.5&Groups[]=2",
        "controller=product&action=delete&ProductCode=P002",
        "controller=service&action=add&DebtorCode=DB0001&Subscription[ProductCode]=P002&Subscription[PriceExcl]=11.5",
        "controller=service&action=edit&Identifier=1&Subscription[Number]=0.333&Subscription[TerminationDate]=2030-01-01",
        "controller=service&action=terminate&Identifier=1&Reason=weg",
        "controller=group&action=add&GroupName=Nieuw%E2%80%8B&Type=debtor&Items[]=1",
        "controller=group&action=edit&Identifier=2&GroupName=Anders%09x",
        "controller=group&action=delete&Identifier=1",
    ]

    @Test(arguments: writes) func aRepetitionHasTheSameAnswerAndDoesNothing(form: String) async throws {
        let engine = try await TestEngine()
        let first = await Script(engine.service).post(form, Self.key)
        #expect(try first.json()["status"]?.text == "success", "\(first.text)")
        #expect(first.headers["Idempotency-Replayed"] == nil)
        let tables = try await engine.contents()
        let later = TestEngine.moment("2022-11-25", hour: 11)
        let second = await Script(engine.service(at: later), at: later).post(form, Self.key)
        #expect(second.text == first.text.replacingOccurrences(of: "2022-11-24T12:00:00", with: "2022-11-25T11:00:00"))
        #expect(second.status == 200)
        #expect(second.headers["Idempotency-Replayed"] == "true")
        #expect(second.tag == first.tag)
        #expect(try await engine.contents() == tables)
    }

    @Test func everyWritingActionIsAmongThem() {
        let names = Self.writes.map { form in
            let parts = form.split(whereSeparator: { "=&".contains($0) }).map(String.init)
            return ActionName(parts[1], parts[3])
        }
        let writing = HostFactCall.actions.map { $0.declaration }.filter { $0.access == .writes }.map(\.name)
        let others = Set(writing).subtracting(names)
        #expect(others.isEmpty)
    }

    @Test func theOrderAndTheWritingOfParametersDoNotMatter() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let first = await script.post("controller=debtor&action=edit&Identifier=1&City=Ede&Groups[]=4", Self.key)
        let json =
            #"{"api_key":"geheim","Groups":[4],"City":"Ede","Identifier":1,"controller":"Debtor","action":"EDIT"}"#
        let second = await script.carry(WireRequest(path: "/", headers: Self.key, body: json.utf8))
        #expect(second.headers["Idempotency-Replayed"] == "true")
        #expect(second.text == first.text)
    }

    @Test(arguments: [
        "controller=debtor&action=add&CompanyName=Anders", add + "&Groups=",
        "controller=debtor&action=edit&Identifier=1&CompanyName=K%C3%B6ln+%26+Zn",
    ]) func theSameKeyForAnotherRequestIsRefused(form: String) async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        _ = await script.post(Self.add, Self.key)
        let tables = try await engine.contents()
        let refused = await script.post(form, Self.key)
        #expect(refused.status == 422)
        #expect(
            try refused.errors() == [
                "Deze Idempotency-Key is voor een ander verzoek gebruikt; er is niets gewijzigd. Kies een nieuwe."
            ])
        #expect(try await engine.contents() == tables)
    }

    @Test func anotherCallersKeyIsAnotherKey() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let (mine, theirs) = (
            await script.post(Self.add, Self.key), await script.post(Self.add, key: "tweede", Self.key)
        )
        #expect(theirs.headers["Idempotency-Replayed"] == nil)
        #expect(try mine.json()["debtor"]?["Identifier"] != theirs.json()["debtor"]?["Identifier"])
        #expect(await script.m4("user_details_update", "user_id=3&city=Ede", Self.key).status == 200)
    }

    @Test func aRefusalIsNotKept() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let form = "controller=debtor&action=edit&Identifier=2&City=Ede"
        #expect(try await script.post(form, Self.key).errors() == ["Ongeldig kenmerk voor debiteur"])
        #expect(try await engine.rows("SELECT 1 FROM answered_request").isEmpty)
        _ = await script.post(Self.add)
        let done = await script.post(form, Self.key)
        #expect(try done.json()["debtor"]?["City"]?.text == "Ede")
        #expect(done.headers["Idempotency-Replayed"] == nil)
    }

    /// A minute more than a day later the answer is gone, over midnight and over the end of summer time too.
    @Test(arguments: [("2022-11-25", 12, 0, true), ("2022-11-25", 12, 1, false), ("2023-01-01", 0, 0, false)])
    func anAnswerIsKeptForADay(day: String, hour: Int, minute: Int, isKept: Bool) async throws {
        let engine = try await TestEngine()
        _ = await Script(engine.service).post(Self.add, Self.key)
        var later = TestEngine.moment(day, hour: hour)
        later.minute = minute
        let second = await Script(engine.service(at: later)).post(Self.add, Self.key)
        #expect((second.headers["Idempotency-Replayed"] != nil) == isKept)
        #expect(try await engine.rows("SELECT 1 FROM answered_request").count == 1)
        #expect(try await engine.rows("SELECT 1 FROM debtor").count == (isKept ? 2 : 3))
    }

    @Test func theDayIsCountedInGreenwich() throws {
        let summer = LocalTime(
            date: try #require(CalendarDate("2026-10-25")), hour: 1, minute: 30, second: 5, offset: 7200)
        var winter = summer
        winter.offset = 3600
        #expect(summer.universalText == "2026-10-24T23:30:05Z")
        #expect(winter.universalText == "2026-10-25T00:30:05Z")
        #expect(
            LocalTime(date: summer.date, hour: 23, minute: 0, second: 0, offset: -5400).universalText
                == "2026-10-26T00:30:00Z")
    }

    @Test func theRepetitionOfABoundWriteNeedsNoUnchangedRecord() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let tag = try #require(await script.post("controller=debtor&action=show&Identifier=1").tag)
        let form = "controller=debtor&action=edit&Identifier=1&City=Ede"
        let first = await script.post(form, Self.key + [tag])
        let second = await script.post(form, Self.key + [tag])
        #expect((first.status, second.status) == (200, 200))
        #expect(second.text == first.text)
        // And a bound write that was refused is not kept.
        let other = [WireHeader("Idempotency-Key", "b"), tag]
        #expect(await script.post(form, other).status == 412)
        #expect(try await engine.rows("SELECT 1 FROM answered_request").count == 1)
    }

    @Test func ofManyAtOnceOneWrites() async throws {
        let engine = try await TestEngine()
        let second = EngineService(store: try Engine.open(engine.url).store, clock: .fixed(TestEngine.seedMoment))
        let scripts = [Script(engine.service), Script(second)]
        let answers = await withTaskGroup { group in
            for number in 0..<12 { group.addTask { await scripts[number % 2].post(Self.add, Self.key) } }
            return await group.reduce(into: [WireResponse]()) { $0.append($1) }
        }
        #expect(Set(answers.map(\.text)).count == 1)
        #expect(answers.filter { $0.headers["Idempotency-Replayed"] == nil }.count == 1)
        #expect(try await engine.rows("SELECT 1 FROM debtor").count == 2)
    }

    @Test func aReadingKeyLearnsNothing() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        _ = await script.post(Self.add, Self.key)
        let answer = await script.post(Self.add, key: "lezer", Self.key)
        #expect(try answer.errors() == ["Deze API-sleutel mag alleen lezen."])
    }

    private static func reset(_ password: String) -> String {
        "controller=debtor&action=updatelogincredentials&Username=DB0001&EmailAddress=info@company.com&Password=\(password)"
    }

    /// Where all secrets have one digest, nothing else tells two passwords apart.
    @Test func secretsEnterByTheSlowDigestAlone() async throws {
        let engine = try await TestEngine()
        let digested = Mutex<[String]>([])
        let desk = PasswordDesk(digest: { text, salt in
            digested.withLock { $0.append("\(text) \(salt)") }
            return "the same"
        })
        let script = Script(
            EngineService(
                store: engine.store, clock: .fixed(TestEngine.seedMoment), outside: Outside(passwords: desk)))
        _ = await script.post(Self.reset("eerste"), Self.key)
        #expect(await script.post(Self.reset("tweede"), Self.key).headers["Idempotency-Replayed"] == "true")
        _ = await script.post(Self.add, [WireHeader("Idempotency-Key", "other")])
        #expect(
            digested.withLock { $0 }
                == ["eerste", "tweede"].map { #"{"Password":"\#($0)"} hostfact desk\#u{0}8e03978e"# })
    }

    @Test func anotherPasswordIsAnotherRequestAndNoneIsKept() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let first = await script.post(Self.reset("eerste"), Self.key)
        #expect(await script.post(Self.reset("tweede"), Self.key).status == 422)
        #expect(await script.post(Self.reset("eerste"), Self.key).text == first.text)
        let kept = try await engine.rows("SELECT * FROM answered_request").map { $0.values.map(\.text).joined() }
        #expect(kept.count == 1 && !kept[0].contains("eerste"))
    }

    @Test(arguments: [(12, 0, 1), (12, 1, 0)]) func withoutAnyWriteTheyAreRemovedOnTime(
        hour: Int, minute: Int, left: Int
    ) async throws {
        let engine = try await TestEngine()
        _ = await Script(engine.service).post(Self.add, Self.key)
        var later = TestEngine.moment("2022-11-25", hour: hour)
        later.minute = minute
        try await KeptAnswers(store: engine.store, clock: .fixed(later)).removeOld()
        #expect(try await engine.rows("SELECT 1 FROM answered_request").count == left)
    }

    @Test func answersWithPlainDigestsOfPasswordsDoNotOutliveTheUpgrade() async throws {
        let folder = NSTemporaryDirectory() + "balie-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/old.sqlite"
        let old = try SQLiteStore(path: path, schema: ShippedScripts.schema(2))
        try await old.write { transaction in
            for (key, answer) in [("a", #"{"debtor":{"Identifier":"1"}}"#), ("b", #"{"service":{"Debtor":"1"}}"#)] {
                try transaction.execute(
                    SQLQuery(
                        "INSERT INTO answered_request (caller, key, fingerprint, answer, created) VALUES ('x', ?, 'f', ?, '')",
                        [.text(key), .text(answer)]))
            }
        }
        let kept = try await Engine.open("sqlite:\(path)").store.read {
            try $0.rows(SQLQuery("SELECT key FROM answered_request")).map { $0.text(0) }
        }
        #expect(kept == ["b"])
    }
}
