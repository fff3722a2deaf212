import BillingAPI
import HostFactAPI
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// Every change leaves one entry, in the transaction of the change, with who, what and why.
@Suite struct DatabaseJournalTests {
    @Test(arguments: JournalledAction.all)
    func everyChangeLeavesOneEntry(_ action: JournalledAction) async throws {
        let engine = try await TestEngine()
        try await action.first(engine)
        let before = try await engine.journal.entries().count
        let note = ChangeNote(reason: "moved", ticket: "T-7")
        try await action.send(engine.annas, Sending(note: note))
        let all = try await engine.journal.entries()
        #expect(all.count == before + 1)
        let entry = try #require(all.last)
        #expect(entry.history.action == action.name)
        #expect(entry.recordName == action.record)
        #expect(entry.changes == action.changes)
        #expect(entry.history.author == TestEngine.anna && entry.history.note == note)
        #expect(entry.history.moment == "2022-11-24T10:00:00Z")
        let texts = try await engine.rows("SELECT * FROM journal_entry").map { $0.values.map(\.text).joined() }
        #expect(!texts.joined().contains("planted"))
    }

    @Test func noActionIsForgottenHere() {
        let declared = HostFactCall.actions.map { $0.declaration } + M4Call.actions.map { $0.declaration }
        let writing = Set(declared.filter { $0.access == .writes }.map(\.name) + [WithdrawTermination.declaration.name])
        #expect(writing == Set(JournalledAction.all.map(\.name)))
    }

    @Test func demoDataLeavesNone() async throws {
        let engine = try await TestEngine(debtors: 40)
        #expect(try await engine.journal.entries().isEmpty)
    }

    @Test func readingLeavesNone() async throws {
        let engine = try await TestEngine()
        _ = try await engine.annas.send(ShowDebtor(1))
        #expect(try await engine.journal.entries().isEmpty)
    }

    @Test(arguments: [
        ("debtor edit", ["Identifier": "999", "City": "X"]), ("debtor edit", ["Identifier": "1", "Groups": "999"]),
        ("debtor add", ["CompanyName": "X", "DebtorCode": "DB0001"]), ("product delete", ["Identifier": "2"]),
        ("service terminate", ["Identifier": "999"]), ("group edit", ["Identifier": "4", "Items": "999"]),
        ("debtor sendemail", ["Identifier": "1", "TemplateID": "999"]),
    ])
    func whatIsRefusedLeavesNone(name: String, texts: [String: String]) async throws {
        let engine = try await TestEngine()
        let words = name.split(separator: " ").map(String.init)
        #expect(await engine.errors(words[0], words[1], texts) != [])
        #expect(try await engine.journal.entries().isEmpty)
    }

    @Test func aConditionThatDoesNotHoldLeavesNone() async throws {
        let engine = try await TestEngine()
        let answer = await Script(engine).post(
            "controller=debtor&action=edit&Identifier=1&City=X", [WireHeader("If-Match", "\"other\"")])
        #expect(answer.status == 412)
        #expect(try await engine.journal.entries().isEmpty)
    }

    /// It is one change, and it has the name that it was sent under.
    @Test func aRepetitionUnderItsKeyLeavesOne() async throws {
        let engine = try await TestEngine()
        for _ in 1...2 {
            _ = await Script(engine).post(
                "controller=debtor&action=edit&Identifier=1&City=X", [WireHeader("Idempotency-Key", "intent-1")])
        }
        #expect(try await engine.journal.entries().map(\.intent) == ["intent-1"])
    }

    /// Whoever fails after the change takes the entry along.
    @Test func anEntryGoesWithItsTransaction() async throws {
        let engine = try await TestEngine()
        struct Given: Error {}
        _ = try? await engine.store.write { transaction in
            var context = EngineContext(transaction: transaction, now: TestEngine.seedMoment)
            context.slip = JournalSlip(TestEngine.anna, .plain)
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            _ = try edit.runJournalled(in: context)
            throw Given()
        }
        #expect(try await engine.journal.entries().isEmpty)
        #expect(try await engine.rows("SELECT 1 FROM journal_entry").isEmpty)
    }

    // MARK: Who

    @Test func ofACallTheKeyIsProvenAndTheUserClaimed() async throws {
        let engine = try await TestEngine()
        var request = WireRequest(
            path: "/",
            headers: [
                WireHeader("Balie-User", "anna%40desk-2"), WireHeader("Balie-Reason", "Zo%C3%AB%20verhuist"),
                WireHeader("Balie-Ticket", "T-7"),
            ], body: "api_key=geheim&controller=debtor&action=edit&Identifier=1&City=X".utf8)
        request.address = "192.0.2.7"
        _ = await Script(engine).carry(request)
        let entry = try #require(try await engine.journal.entries().first).history
        #expect(entry.author == ChangeAuthor("desk", by: .key, origin: "anna@desk-2", address: "192.0.2.7"))
        #expect(entry.note == ChangeNote(reason: "Zoë verhuist", ticket: "T-7"))
    }

    @Test func ofAnM4CallTheAccountIsKnown() async throws {
        let engine = try await TestEngine()
        _ = await Script(engine).m4("user_details_update", "user_id=3&city=Ede")
        #expect(
            try await engine.journal.entries().map(\.history.author) == [ChangeAuthor("admin", by: .account)])
    }

    /// As a console does it over a wire: only a system that has said to be ours is told.
    @Test func aConsoleTellsAServerOfOursWhoAndWhy() async throws {
        let engine = try await TestEngine()
        let endpoint = HostFactEndpoint(serving: engine.service) { _, _ in HostFactCaller(.full, "desk") }
        let there = RemoteHostFactService(transport: endpoint, key: "geheim", author: OwnAuthor { TestEngine.anna })
        let how = Sending(note: ChangeNote(reason: "moved", ticket: "T-7"))
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Ede"
        _ = try await there.send(edit, how)
        _ = try await there.send(edit, how)
        let entries = try await engine.journal.entries().map(\.history)
        #expect(entries.map(\.author.origin) == ["", "anna@desk-2"])
        #expect(entries.map(\.note.reason) == ["", "moved"])
    }

    // MARK: Reading

    @Test func aHistoryIsOfOneRecordTheNewestFirstPageByPage() async throws {
        let engine = try await TestEngine()
        try await engine.move(to: "Ede", "Epe", "Elst")
        var other = EditProduct()
        other[Product.identifier] = 1
        other[Product.priceExcl] = 5
        _ = try await engine.annas.send(other)
        try await engine.move(to: "Echt", note: ChangeNote(reason: "moved"))
        let record = try #require(RecordRef(.database("x"), .debtor, 1))
        func cities(_ cursor: Int?) async throws -> (cities: [String], last: Int?) {
            let page = try await engine.journal.history(of: record, before: cursor, limit: 2)
            return (page.map { $0.changes[0].after ?? "" }, page.last?.id)
        }
        let first = try await cities(nil)
        let second = try await cities(first.last)
        #expect(first.cities == ["Echt", "Elst"] && second.cities == ["Epe", "Ede"])
        #expect(try await cities(second.last).cities == [])
        let told = try await engine.journal.history(of: record, before: nil, limit: 1)
        #expect(told[0].note.reason == "moved" && told[0].changes[0].before == "Elst")
    }
}
