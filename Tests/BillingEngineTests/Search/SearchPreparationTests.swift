import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import PostgresTesting
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// A file as the version before made it, with its texts for searching, whatever the invented records hold today.
private final class OldDatabase: Sendable {
    private let folder = NSTemporaryDirectory() + "balie-old-" + UUID().uuidString
    var url: String { "sqlite:\(folder)/old.sqlite" }

    init(debtors: Int) async throws {
        let store = try SQLiteStore(path: "\(folder)/old.sqlite", schema: ShippedScripts.schema(2))
        try await DemoData.fill(store, debtors: debtors, clock: .fixed(TestEngine.seedMoment))
        try await store.write { transaction in
            for (table, members) in Self.oldTexts {
                let text = members.map { "balie_fold(\($0))" }.joined(separator: " || char(31) || ")
                try transaction.execute(SQLQuery("UPDATE \(table) SET Folded = \(text) || char(31) || char(31)"))
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// What rows were found by in schema 2.
    private static let oldTexts = [
        (
            "debtor",
            [
                "DebtorCode", "CompanyName", "Initials", "SurName", "EmailAddress", "PhoneNumber", "ZipCode", "City",
                "Username",
            ]
        ),
        (
            "service",
            [
                "DebtorCode", "ProductCode", "Description",
                "(SELECT CompanyName FROM debtor WHERE debtor.Identifier = Debtor)",
                "(SELECT SurName FROM debtor WHERE debtor.Identifier = Debtor)",
            ]
        ),
        ("product", ["ProductCode", "ProductName", "ProductKeyPhrase"]),
        ("m4_user", ["username", "first_name", "last_name", "accounting_number", "email", "phone", "city"]),
    ]
}

@Suite struct SearchPreparationTests {
    private func preparation(_ store: any SQLStore, batch: Int = 40) -> SearchPreparation {
        SearchPreparation(store: store, batch: batch, pause: { _ in })
    }

    private func found(_ typed: String, in store: any SQLStore) async throws -> [Int] {
        var list = ListDebtors()
        list[ListParameters.searchFor] = typed
        list.findsWords = true
        return try await EngineService(store: store).send(list).rows.compactMap { $0[Debtor.identifier] }
    }

    /// Every text is that of its row, and the text index is that of the texts.
    private func expectReady(_ store: any SQLStore) async throws {
        for table in FoldedTable.all {
            let texts = try await store.read { transaction in
                let stored = try transaction.rows(SQLQuery("SELECT Folded FROM \(table.name) ORDER BY \(table.key)"))
                let due = try transaction.rows(SQLQuery("\(table.select) ORDER BY 1"))
                return (stored.map { $0.text(0) }, due.map { table.text(of: $0) })
            }
            #expect(texts.0 == texts.1, "\(table.name)")
            try await store.write {
                try $0.execute(
                    SQLQuery(
                        "INSERT INTO \(table.name)_search(\(table.name)_search, rank) VALUES ('integrity-check', 1)"))
            }
        }
        #expect(try await preparation(store).progress() == nil)
    }

    @Test func anOldFileIsFilledAnewInParts() async throws {
        let old = try await OldDatabase(debtors: 150)
        let store = try Engine.open(old.url).store
        #expect(try await found("010223344", in: store).isEmpty)
        #expect(try await found("company x", in: store) == [1])
        let seen = Seen()
        try await preparation(store).finish { await seen.add($0) }
        try await expectReady(store)
        #expect(try await found("010223344", in: store) == [1])
        let (progress, isFinished) = await (seen.progress, seen.isFinished)
        #expect(isFinished)
        #expect(progress.count > 8)
        #expect(progress.map(\.done) == progress.map(\.done).sorted())
        #expect(progress.first?.done == 0)
        #expect(progress.last?.done == progress.last?.total)
    }

    @Test func whatIsCutOffGoesOnWhereItWas() async throws {
        let old = try await OldDatabase(debtors: 150)
        var first: (any SQLStore)? = try Engine.open(old.url).store
        if let first {
            for _ in 0..<3 { #expect(try await preparation(first).step()) }
        }
        first = nil
        let store = try Engine.open(old.url).store
        let left = try #require(try await preparation(store).progress())
        #expect((120...130).contains(left.done))
        try await preparation(store).finish()
        try await expectReady(store)
    }

    @Test func twoAtOnceShareTheWork() async throws {
        let old = try await OldDatabase(debtors: 150)
        let (a, b) = (try Engine.open(old.url).store, try Engine.open(old.url).store)
        async let one: Void = preparation(a).finish()
        async let other: Void = preparation(b).finish()
        _ = try await (one, other)
        try await expectReady(a)
    }

    @Test func changesMeanwhileAreKept() async throws {
        let old = try await OldDatabase(debtors: 150)
        let store = try Engine.open(old.url).store
        #expect(try await preparation(store).step())
        for id in [5, 140] {
            var edit = EditDebtor()
            edit[Debtor.identifier] = id
            edit[Debtor.surName] = "Tussendoor"
            _ = try await EngineService(store: store).send(edit)
        }
        try await preparation(store).finish()
        try await expectReady(store)
        #expect(try await found("tussendoor", in: store) == [5, 140])
    }

    /// A program of the version before may have the file open while this one brings it further.
    @Test func whatAnOldProgramWritesAfterwardsIsBroughtUpToDate() async throws {
        let old = try await OldDatabase(debtors: 20)
        let store = try Engine.open(old.url).store
        try await preparation(store).finish()
        try await store.write { transaction in
            try transaction.execute(
                SQLQuery(
                    "UPDATE debtor SET PhoneNumber = '020-1234567', Folded = 'db0001' || char(31) || char(31) WHERE Identifier = 1"
                ))
        }
        #expect(try await found("0201234567", in: store).isEmpty)
        #expect(try await preparation(store).progress() != nil)
        try await preparation(store).finish()
        try await expectReady(store)
        #expect(try await found("0201234567", in: store) == [1])
    }

    /// Others belong to programs that PostgreSQL never knew.
    @Test(.disabled(if: TestDatabase.isOnServer))
    func aNewFileHasNothingToPrepare() async throws {
        let engine = try await TestEngine(debtors: 30)
        try await expectReady(engine.store)
        #expect(try await !preparation(engine.store).step())
    }

    private actor Seen {
        var progress: [SearchPreparation.Progress] = []
        var isFinished = false

        func add(_ event: SearchPreparation.Event) {
            switch event {
            case .progress(let new): progress.append(new)
            case .finished: isFinished = true
            case .trouble: Issue.record("trouble")
            }
        }
    }
}
