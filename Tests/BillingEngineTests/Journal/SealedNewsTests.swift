import BillingAPI
import HostFactAPI
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// To link a change to the journal's chain is a commit of its own, and news for nobody. A database on a server tells which
/// rows were written, so that nobody takes one for the other there.
@Suite(.enabled(if: !TestDatabase.isOnServer)) struct SealedNewsTests {
    private let engine: TestEngine

    init() async throws { engine = try await TestEngine() }

    private func console() async throws -> ChangesOfOthers {
        let store = try Engine.open(engine.url).store
        return try await ChangesOfOthers(EngineService(store: store), sealer: JournalSealer(store: store))
    }

    private func edit(_ service: any BillingService) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.comment] = "Told \(Int.random(in: 0..<1_000_000))"
        _ = try await service.send(edit)
    }

    private func unlinked() async throws -> Int {
        try await engine.store.read {
            try $0.integer(SQLQuery("SELECT count(*) FROM journal_entry"))
                - $0.integer(SQLQuery("SELECT count(*) FROM journal_seal"))
        }
    }

    /// What a watch does each time.
    private func seen(_ console: ChangesOfOthers) async throws -> SystemChange? {
        try await console.seal()
        return try await console.look()
    }

    @Test func anEditIsOnePieceOfNewsForOthersAndNoneForItself() async throws {
        let (own, other) = (try await console(), try await console())
        for _ in 1...3 {
            try await edit(own)
            #expect(try await unlinked() == 0)
            #expect(try await seen(own) == nil)
            #expect(try await seen(other) == .anything)
            for console in [own, other, own] { #expect(try await seen(console) == nil) }
        }
    }

    /// A short command ends before it has linked anything.
    @Test func whatNobodyHasLinkedIsLinkedByWhoSeesItAndIsOnePieceOfNews() async throws {
        let (first, second) = (try await console(), try await console())
        try await edit(engine.service)
        #expect(try await unlinked() > 0)
        #expect(try await seen(first) == .anything)
        #expect(try await unlinked() == 0)
        #expect(try await seen(second) == .anything)
        for console in [first, second] { #expect(try await seen(console) == nil) }
    }

    @Test func whatAnotherWritesBetweenAnEditAndItsLinkIsNotMissed() async throws {
        let (own, other) = (try await console(), try await console())
        try await edit(engine.service)
        try await edit(own)
        // Whoever reads after the answer has seen it; the other hears of both.
        #expect(try await seen(other) == .anything)
        try await edit(engine.service)
        #expect(try await seen(own) == .anything)
    }
}
