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
