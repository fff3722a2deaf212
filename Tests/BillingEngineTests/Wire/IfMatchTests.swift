import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// A write bound to the state in which its caller has read the record.
@Suite struct IfMatchTests {
    /// A way to read each record that the demo has, and the writes to it.
    static let writes: [(read: String, write: String)] = [
        ("controller=debtor&action=show&Identifier=1", "controller=debtor&action=edit&Identifier=1&City=Breda"),
        ("controller=debtor&action=show&DebtorCode=DB0001", "controller=debtor&action=edit&DebtorCode=DB0001&City=Ede"),
        ("controller=debtor&action=show&Identifier=1", "controller=debtor&action=edit&Identifier=1&DebtorCode=KL1"),
        (
            "controller=debtor&action=show&Identifier=1&GetPassword=yes",
            "controller=debtor&action=updatelogincredentials&Username=DB0001&EmailAddress=info@company.com&Password=x"
        ),
        ("controller=product&action=show&Identifier=1", "controller=product&action=edit&Identifier=1&PriceExcl=5"),
        ("controller=product&action=show&ProductCode=P002", "controller=product&action=delete&ProductCode=P002"),
        (
            "controller=service&action=show&Identifier=1",
            "controller=service&action=edit&Identifier=1&Subscription[Number]=2"
        ),
        ("controller=service&action=show&Identifier=1", "controller=service&action=terminate&Identifier=1"),
        ("controller=group&action=show&Identifier=1", "controller=group&action=edit&Identifier=1&GroupName=Anders"),
        ("controller=group&action=show&Identifier=1", "controller=group&action=delete&Identifier=1"),
    ]

    @Test(arguments: writes.indices) func whatWasReadMayBeChanged(index: Int) async throws {
        let (read, write) = Self.writes[index]
        let script = Script(try await TestEngine())
        let tag = try #require(await script.post(read).tag)
        let done = await script.post(write, [tag])
        #expect(done.status == 200)
        #expect(try done.json()["status"]?.text == "success", "\(done.text)")
    }

    @Test(arguments: writes.indices) func whatChangedMeanwhileStays(index: Int) async throws {
        let (read, write) = Self.writes[index]
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let before = await script.post(read)
        let tables = try await engine.contents()
        for tag in [#""0123""#, #"W/\#(try #require(before.headers["ETag"]))"#] {
            let refused = await script.post(write, [WireHeader("If-Match", tag)])
            #expect(refused.status == 412)
            #expect(refused.summary.outcome == .refused)
            #expect(
                try refused.errors() == [
                    "De gegevens zijn intussen gewijzigd; er is niets opgeslagen. Lees ze opnieuw voor u het herhaalt."
                ])
        }
        #expect(await script.post(read).text == before.text)
        #expect(try await engine.contents() == tables)
    }

    @Test func anEditAndItsAnswerGiveTheNextTag() async throws {
        let script = Script(try await TestEngine())
        let read = "controller=debtor&action=show&Identifier=1"
        let first = try #require(await script.post(read).tag)
        let edited = await script.post("controller=debtor&action=edit&Identifier=1&City=Breda", [first])
        let second = try #require(edited.tag)
        #expect(second != first)
        #expect(await script.post(read).tag == second)
        let again = await script.post("controller=debtor&action=edit&Identifier=1&City=Ede", [first])
        #expect(again.status == 412)
        let either = WireHeader("If-Match", "\(first.value), \(second.value)")
        #expect(await script.post("controller=debtor&action=edit&Identifier=1&City=Ede", [either]).status == 200)
    }

    @Test(arguments: [
        "controller=debtor&action=add&CompanyName=Nieuw",
        "controller=product&action=add&ProductName=Kabel&ProductKeyPhrase=Kabel&PriceExcl=2",
        "controller=service&action=add&DebtorCode=DB0001&Subscription[ProductCode]=P002",
        "controller=group&action=add&GroupName=Nieuw&Type=debtor",
    ]) func anAddedRecordComesWithATagAndHasNoStateToMatch(form: String) async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let tables = try await engine.contents()
        let refused = await script.post(form, [WireHeader("If-Match", "*")])
        #expect(refused.status == 412)
        #expect(try refused.errors().first?.hasPrefix("If-Match past niet bij deze actie") == true)
        #expect(try await engine.contents() == tables)
        #expect(await script.post(form).tag != nil)
    }

    @Test(arguments: [("1", 200, "success"), ("99", 412, "error")])
    func aStarIsAnyStateButTheRecordMustBeThere(id: String, status: Int, outcome: String) async throws {
        let script = Script(try await TestEngine())
        let answer = await script.post(
            "controller=debtor&action=edit&Identifier=\(id)&City=Ede", [WireHeader("If-Match", "*")])
        #expect(answer.status == status)
        #expect(try answer.json()["status"]?.text == outcome)
        if status == 412 { #expect(try answer.errors() == ["Ongeldig kenmerk voor debiteur"]) }
    }

    @Test func aMalformedHeaderIsRefusedAsTheVendorRefuses() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let header = [WireHeader("If-Match", "abc")]
        let answer = await script.post("controller=debtor&action=edit&Identifier=1&City=Ede", header)
        #expect(answer.status == 200)
        #expect(try answer.json()["controller"]?.text == "debtor")
        #expect(try answer.errors().first?.hasPrefix("If-Match bevat kenmerken tussen dubbele") == true)
        #expect(try await engine.rows("SELECT City FROM debtor WHERE Identifier = 1").first?.text(0) == "Amsterdam")
        // Reading is bound to nothing.
        #expect(try await script.post("controller=debtor&action=show&Identifier=1", header).json()["debtor"] != nil)
    }

    @Test func theTagStaysWhereOnlyTimePasses() async throws {
        let engine = try await TestEngine()
        let today = Script(engine.service)
        _ = await today.post("controller=service&action=terminate&Identifier=1&Date=2022-12-01")
        _ = await today.post(
            "controller=debtor&action=updatelogincredentials&Username=DB0001&EmailAddress=info@company.com&Password=x")
        let later = Script(engine.service(at: TestEngine.moment("2023-06-01")))
        for read in [
            "controller=service&action=show&Identifier=1",
            "controller=debtor&action=show&Identifier=1&GetPassword=yes",
        ] {
            let (now, then) = (await today.post(read), await later.post(read))
            #expect(now.text != then.text)
            #expect(now.tag == then.tag)
        }
    }

    @Test func listsHaveNoTag() async throws {
        let script = Script(try await TestEngine())
        #expect(await script.post("controller=debtor&action=list").tag == nil)
    }

    @Test func ofManyAtOnceOneGoesThrough() async throws {
        let engine = try await TestEngine()
        let second = EngineService(store: try Engine.open(engine.url).store, clock: .fixed(TestEngine.seedMoment))
        let scripts = [Script(engine.service), Script(second)]
        let tag = try #require(await scripts[0].post("controller=debtor&action=show&Identifier=1").tag)
        let answers = await withTaskGroup { group in
            for number in 0..<12 {
                group.addTask {
                    await scripts[number % 2].post(
                        "controller=debtor&action=edit&Identifier=1&City=Plaats+\(number)", [tag])
                }
            }
            return await group.reduce(into: [WireResponse]()) { $0.append($1) }
        }
        #expect(answers.filter { $0.status == 200 }.count == 1)
        #expect(answers.filter { $0.status == 412 }.count == 11)
        let winner = try #require(try answers.first { $0.status == 200 }?.json()["debtor"]?["City"]?.text)
        #expect(try await engine.rows("SELECT City FROM debtor WHERE Identifier = 1").first?.text(0) == winner)
    }

    @Test func aServiceThatWouldPassOverConditionsIsNotAsked() async throws {
        let engine = try await TestEngine()
        let behind = HostFactEndpoint(serving: engine.service) { _, _ in HostFactCaller(.full) }
        let script = Script(RemoteHostFactService(transport: behind, key: "x"))
        let form = "controller=debtor&action=edit&Identifier=1&City=Ede"
        for header in [WireHeader("If-Match", "*"), WireHeader("Idempotency-Key", "a")] {
            #expect(
                try await script.post(form, [header]).errors().first?.hasPrefix(
                    "Dit systeem kan If-Match en Idempotency-Key niet waarborgen") == true)
        }
        #expect(try await engine.rows("SELECT City FROM debtor WHERE Identifier = 1").first?.text(0) == "Amsterdam")
        #expect(try await script.post(form).json()["status"]?.text == "success")
    }

    @Test(arguments: [true, false]) func aWrapperPassesTheTrustOn(isReadOnly: Bool) async throws {
        let engine = try await TestEngine()
        let inner = OutwardService(engine.service) { _ in }
        let service: any BillingService = isReadOnly ? ReadOnlyService(inner) : inner
        #expect(service.honoursConditions)
    }
}

extension TestEngine {
    /// Every row of every table that a write from outside can touch.
    func contents() async throws -> [String] {
        var lines: [String] = []
        for table in [
            "debtor", "product", "service", "record_group", "debtor_group", "product_group", "m4_user", "mail_outbox",
            "answered_request",
        ] {
            for row in try await rows("SELECT * FROM \(table) ORDER BY 1, 2") { lines.append("\(table) \(row.values)") }
        }
        return lines
    }
}
