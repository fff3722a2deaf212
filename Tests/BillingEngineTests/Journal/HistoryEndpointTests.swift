import BillingAPI
import HostFactAPI
import Testing

@testable import BillingEngine

/// What a server of ours tells of a record's history, and how a console asks for it.
@Suite struct HistoryEndpointTests {
    /// Which key it is does not matter, as long as it may read.
    @Test func aServerTellsTheHistoryToWhoMayRead() async throws {
        let engine = try await TestEngine()
        try await engine.move(to: "Ede", "Epe", note: ChangeNote(reason: "moved"))
        let endpoint = HistoryEndpoint(of: engine.journal) { key, _ in
            HostFactCaller(key == "lezer" ? .readOnly : .unknownKey, key == "lezer" ? "reader" : "")
        }
        let record = try #require(RecordRef(.profile("x"), .debtor, 1))
        func told(_ key: String, isOurs: Bool = true) async throws -> [HistoryEntry] {
            let there = RemoteHistory(
                of: Tagged(honoursConditions: isOurs), transport: endpoint, key: key, system: "there",
                orElse: NoHistory())
            return try await there.history(of: record, before: nil, limit: 1)
        }
        let entry = try #require(try await told("lezer").first)
        #expect(entry.changes.map(\.after) == ["Epe"] && entry.note.reason == "moved")
        #expect(entry.author == ChangeAuthor("anna", by: .user, origin: "anna@desk-2"))
        await #expect(throws: APIError.self) { try await told("other") }
        #expect(try await told("lezer", isOurs: false).isEmpty)
        let unnamed = await endpoint.carry(WireRequest(path: "/", body: "api_key=lezer&kind=debtor".utf8))
        #expect(unnamed.status == 400 && unnamed.text.contains("Say which record is meant"))
    }

    /// A customer with a service of theirs, in one question.
    @Test func aServerTellsTheLastChangesOfSeveralRecords() async throws {
        let engine = try await TestEngine()
        try await engine.move(to: "Ede", "Epe")
        var edit = EditService()
        edit[Subscription.identifier] = 1
        edit[Subscription.number] = 2
        _ = try await engine.service.send(edit)
        let endpoint = HistoryEndpoint(of: engine.journal) { _, _ in HostFactCaller(.readOnly, "reader") }
        let there = RemoteHistory(
            of: Tagged(honoursConditions: true), transport: endpoint, key: "k", system: "there", orElse: NoHistory())
        let named = [(RecordKind.debtor, 1), (.service, 1), (.service, 9999)]
        let records = named.compactMap { kind, id in RecordRef(.profile("x"), kind, id) }
        #expect(records.count == 3)
        let told = try await there.latest(of: records, limit: 2)
        #expect(told.map(\.record) == [records[1], records[0]])
        #expect(told.map { $0.entry.changes.last?.after } == ["2", "Epe"])
        let own = try await engine.journal.latest(of: records, limit: 2)
        #expect(told.map(\.entry.id) == own.map(\.entry.id))
        // The name that a change was sent under is nobody's business on another machine.
        #expect(told.allSatisfy { $0.entry.intent.isEmpty })
        #expect(try await engine.journal.latest(of: records, limit: 50).count == 3)
        #expect(try await engine.journal.latest(of: [], limit: 50).isEmpty)
    }

    @Test(arguments: ["", "debtor", "debtor:", "debtor:0", "debtor:x", "thing:1", "debtor:1 service:"])
    func whatNamesNoRecordIsRefused(_ records: String) async throws {
        let endpoint = HistoryEndpoint(of: NoHistory()) { _, _ in HostFactCaller(.readOnly, "reader") }
        let body = "api_key=k&records=\(records.replacing(" ", with: "+"))"
        let answer = await endpoint.carry(WireRequest(path: "/", body: body.utf8))
        #expect(answer.status == 400 && answer.text.contains("Say which record is meant"))
    }

    private struct NoHistory: RecordHistory {
        func history(of record: RecordRef, before cursor: Int?, limit: Int) async -> [HistoryEntry] { [] }
    }

    private struct Tagged: BillingService {
        var honoursConditions: Bool
        func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
            throw APIError(.failure, .init(verbatim: "Nobody asks."))
        }
    }
}
