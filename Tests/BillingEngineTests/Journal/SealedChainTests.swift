import BillingAPI
import Foundation
import HostFactAPI
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// What a chain shows of what was done to a journal behind its back.
@Suite struct SealedChainTests {
    /// Entries 1 to 6, in the chain.
    private func sealed() async throws -> TestEngine {
        let engine = try await TestEngine()
        try await engine.move(to: "Ede", "Epe", "Elst", "Echt", "Eys", "Elp", note: ChangeNote(reason: "moved"))
        #expect(try await JournalSealer(store: engine.store).seal() == 6)
        return engine
    }

    private func order(_ statements: String..., in engine: TestEngine) async throws {
        try await engine.store.write { transaction in
            for statement in statements { try transaction.execute(SQLQuery(statement)) }
        }
    }

    @Test func whatWasWrittenIsWhole() async throws {
        let engine = try await sealed()
        let chain = try await engine.journal.verified()
        #expect(chain.isWhole && chain.entries == 6 && chain.head?.number == 6 && chain.unsealed == nil)
        #expect(chain.head?.digest.count == 64)
        #expect(try await JournalSealer(store: engine.store).seal() == 0)
    }

    @Test func anEmptyJournalIsWhole() async throws {
        let engine = try await TestEngine()
        #expect(try await engine.journal.verified() == SealedChain())
        #expect(try await JournalSealer(store: engine.store).seal(isThorough: true) == 0)
    }

    private static let tampering: [(statements: [String], findings: [SealFinding])] = [
        (["UPDATE journal_entry SET changes = '[]' WHERE id = 3"], [SealFinding(3, .changed(entry: 3))]),
        (["UPDATE journal_entry SET actor = 'bram' WHERE id = 3"], [SealFinding(3, .changed(entry: 3))]),
        (
            ["UPDATE journal_entry SET moment = '2022-11-24T10:00:01Z' WHERE id = 3"],
            [SealFinding(3, .changed(entry: 3))]
        ),
        (["UPDATE journal_entry SET reason = '' WHERE id = 3"], [SealFinding(3, .changed(entry: 3))]),
        (["UPDATE journal_entry SET record = 2 WHERE id = 3"], [SealFinding(3, .changed(entry: 3))]),
        (["UPDATE journal_entry SET record = NULL WHERE id = 3"], [SealFinding(3, .changed(entry: 3))]),
        (
            ["UPDATE journal_entry SET salt = '', changes = '', reason = '' WHERE id = 3"],
            [SealFinding(3, .emptied(entry: 3))]
        ),
        (["DELETE FROM journal_entry WHERE id = 3"], [SealFinding(3, .removed(entry: 3))]),
        (
            ["DELETE FROM journal_entry WHERE id = 3", "DELETE FROM journal_seal WHERE sequence = 3"],
            [SealFinding(4, .missing(3...3))]
        ),
        (
            ["DELETE FROM journal_entry WHERE id < 3", "DELETE FROM journal_seal WHERE sequence < 3"],
            [SealFinding(3, .missing(1...2))]
        ),
        // Two links change places.
        (
            [
                "UPDATE journal_seal SET sequence = 99 WHERE sequence = 3",
                "UPDATE journal_seal SET sequence = 3 WHERE sequence = 4",
                "UPDATE journal_seal SET sequence = 4 WHERE sequence = 99",
            ],
            [
                SealFinding(3, .moved(entry: 4)), SealFinding(4, .moved(entry: 3)),
                SealFinding(4, .replaced(entry: 3)),
            ]
        ),
        // Two entries change places.
        (
            [
                "UPDATE journal_seal SET entry = 99 WHERE sequence = 3",
                "UPDATE journal_seal SET entry = 3 WHERE sequence = 4",
                "UPDATE journal_seal SET entry = 4 WHERE sequence = 3",
            ], [SealFinding(3, .changed(entry: 4)), SealFinding(4, .changed(entry: 3))]
        ),
    ]

    @Test(arguments: tampering.indices)
    func whatWasTouchedIsNamed(index: Int) async throws {
        let engine = try await sealed()
        let (statements, findings) = Self.tampering[index]
        try await engine.store.write { transaction in
            for statement in statements { try transaction.execute(SQLQuery(statement)) }
        }
        let chain = try await engine.journal.verified()
        #expect(chain.findings == findings)
        #expect(findings.allSatisfy { !$0.sentence.english.isEmpty && !$0.sentence.dutch.isEmpty })
    }

    /// Whoever makes a link anew, with its own digest right, is given away by the next.
    @Test func aLinkThatWasMadeAnewIsNamed() async throws {
        let engine = try await sealed()
        try await engine.store.write { transaction in
            let seal = try #require(try transaction.row(SQLQuery("SELECT * FROM journal_seal WHERE sequence = 3")))
            try transaction.execute(SQLQuery("UPDATE journal_entry SET actor = 'bram' WHERE id = 3"))
            let query = SQLQuery("\(EntryRow.selection.from("journal_entry")) WHERE id = 3")
            let entry = EntryRow(try #require(try transaction.row(query)))
            let digest = entry.digest(sequence: 3, contents: entry.contents, after: seal.text(3))
            try transaction.execute(
                SQLQuery("UPDATE journal_seal SET digest = ? WHERE sequence = 3", [.text(digest)]))
        }
        #expect(try await engine.journal.verified().findings == [SealFinding(3, .replaced(entry: 3))])
    }

    @Test func aTailThatWasCutOffIsShownByAnEarlierHead() async throws {
        let engine = try await sealed()
        let head = try #require(try await engine.journal.verified().head)
        #expect(try await engine.journal.verified(expecting: head.digest).expected == 6)
        try await engine.move(to: "Ede")
        try await JournalSealer(store: engine.store).seal()
        #expect(try await engine.journal.verified(expecting: head.digest).expected == 6)
        try await order(
            "DELETE FROM journal_entry WHERE id > 4", "DELETE FROM journal_seal WHERE sequence > 4", in: engine)
        let cut = try await engine.journal.verified(expecting: head.digest)
        #expect(cut.isWhole && cut.expected == nil && cut.head?.number == 4)
    }

    @Test func whatIsNotInTheChainYetIsNamed() async throws {
        let engine = try await sealed()
        try await engine.move(to: "Ede", "Epe")
        let chain = try await engine.journal.verified()
        #expect(chain.isWhole && chain.entries == 6)
        #expect(chain.unsealed?.ids == 7...8 && chain.unsealed?.count == 2)
    }

    // MARK: Sealing

    /// A server gives numbers out before changes last: a lower one may come after a higher one was sealed.
    @Test func anEntryThatComesLateIsSealedToo() async throws {
        let engine = try await sealed()
        let sealer = JournalSealer(store: engine.store)
        try await put(7, 10, in: engine)
        #expect(try await sealer.seal() == 2)
        try await put(8, in: engine)
        #expect(try await sealer.seal() == 1)
        let order = SQLQuery("SELECT entry FROM journal_seal ORDER BY sequence")
        let sealed = try await engine.store.read { try $0.rows(order).map { $0.integer(0) } }
        #expect(sealed == [1, 2, 3, 4, 5, 6, 7, 10, 8])
        let chain = try await engine.journal.verified()
        #expect(chain.isWhole && chain.unsealed == nil)
        // One that comes later than anybody waits for is found by who looks everywhere.
        try await put(9, in: engine)
        #expect(try await JournalSealer(store: engine.store).seal() == 0)
        #expect(try await engine.journal.verified().unsealed?.ids == 9...9)
        #expect(try await JournalSealer(store: engine.store).seal(isThorough: true) == 1)
        #expect(try await engine.journal.verified().isWhole)
    }

    /// Makes entries of these numbers.
    private func put(_ numbers: Int..., in engine: TestEngine) async throws {
        try await engine.store.write { transaction in
            for number in numbers {
                try transaction.execute(
                    SQLQuery(
                        """
                        INSERT INTO journal_entry (id, moment, actor, proof, action, salt, changes)
                        VALUES (?, '2022-11-24T10:00:00Z', 'anna', 'user', 'debtor edit', '00', '[]')
                        """, [.integer(number)]))
            }
        }
    }

    @Test func manyAreSealedInSeveralRounds() async throws {
        let engine = try await TestEngine()
        let row = EntryRow(
            moment: "2022-11-24T10:00:00Z", author: TestEngine.anna, action: ActionName("debtor", "edit"),
            kind: .debtor, record: 1, intent: "", note: ChangeNote(), changes: [])
        try await engine.store.write { transaction in for _ in 1...1203 { try row.insert(in: transaction) } }
        #expect(try await JournalSealer(store: engine.store).seal() == 1203)
        let chain = try await engine.journal.verified()
        #expect(chain.isWhole && chain.entries == 1203 && chain.unsealed == nil)
    }

    /// As several programs do it, while others write.
    @Test func severalSealersMakeOneChain() async throws {
        let engine = try await TestEngine()
        let sealers = (0..<4).map { _ in JournalSealer(store: engine.store) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<24 {
                group.addTask { try await engine.move(to: "Town \(number)") }
                group.addTask { try await sealers[number % 4].seal() }
            }
            try await group.waitForAll()
        }
        for sealer in sealers { try await sealer.seal(isThorough: true) }
        let chain = try await engine.journal.verified()
        #expect(chain.isWhole && chain.entries == 24 && chain.unsealed == nil && chain.head?.number == 24)
    }

    // MARK: Forgetting

    @Test func whatIsForgottenIsGoneAndTheChainVerifies() async throws {
        let engine = try await sealed()
        var other = EditProduct()
        other[Product.identifier] = 1
        other[Product.priceExcl] = 5
        _ = try await engine.annas.send(other)
        let head = try await engine.journal.verified().head
        #expect(try await engine.journal.erase(.debtor, 1) == 6)
        let entries = try await engine.journal.entries()
        #expect(entries.map(\.history.isErased) == [true, true, true, true, true, true, false, false])
        #expect(entries.prefix(6).allSatisfy { $0.history.changes.isEmpty && $0.history.note.isEmpty })
        #expect(entries[6].changes == ["PriceExcl: 7.5 -> 5"])
        #expect(entries[7].history.action == ActionName("journal", "erase") && entries[7].recordName == "debtor 1")
        #expect(entries[7].changes == ["entries:  -> 1,2,3,4,5,6"])
        try await JournalSealer(store: engine.store).seal()
        let chain = try await engine.journal.verified(expecting: head?.digest)
        #expect(chain.isWhole && chain.erased == 6 && chain.entries == 8 && chain.expected == 6)
        #expect(try await engine.journal.erase(.debtor, 1) == 0)
        #expect(try await engine.journal.entries().count == 8)
        try await order("UPDATE journal_entry SET salt = '', changes = '' WHERE id = 7", in: engine)
        #expect(try await engine.journal.verified().findings == [SealFinding(7, .emptied(entry: 7))])
    }

    @Test func whatIsOldGoesAndTheChainBeginsBehindIt() async throws {
        let engine = try await TestEngine()
        try await engine.move(to: "Ede", "Epe", "Elst")
        try await JournalSealer(store: engine.store).seal()
        let head = try await engine.journal.verified().head
        let later = DatabaseJournal(
            store: engine.store, author: OwnAuthor { TestEngine.anna },
            clock: .fixed(TestEngine.moment("2024-03-01")))
        let kept = try await later.prune(keepingMonths: 24)
        #expect(kept == 0, "15 months are younger than 24")
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Echt"
        _ = try await engine.service(at: TestEngine.moment("2024-02-01")).send(edit)
        #expect(try await later.prune(keepingMonths: 12) == 3)
        try await JournalSealer(store: engine.store).seal()
        let chain = try await later.verified(expecting: head?.digest)
        #expect(chain.isWhole && chain.prunedThrough == 3 && chain.entries == 2 && chain.head?.number == 5)
        #expect(chain.expected == 3)
        #expect(try await later.entries().map(\.history.action.action) == ["edit", "prune"])
        // Another month later all of it is old, and no number is given out again.
        let last = DatabaseJournal(
            store: engine.store, author: OwnAuthor { TestEngine.anna },
            clock: .fixed(TestEngine.moment("2026-03-01")))
        #expect(try await last.prune(keepingMonths: 1) == 2)
        try await JournalSealer(store: engine.store).seal()
        let end = try await last.verified()
        #expect(end.isWhole && end.prunedThrough == 5 && end.entries == 1 && end.head?.number == 6)
        #expect(try await last.entries().map(\.history.id) == [6])
        try await order("DELETE FROM journal_seal WHERE sequence = 5", in: engine)
        #expect(try await last.verified().findings == [SealFinding(6, .missing(1...5))])
    }

    // MARK: Earlier versions

    /// Who only reads leaves its tables as they are.
    @Test func aFileOfAnEarlierVersionHasNoJournalYet() async throws {
        let folder = NSTemporaryDirectory() + "balie-journal-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/old.sqlite"
        let old = try SQLiteStore(path: path, schema: ShippedScripts.schema(5))
        try await DemoData.fill(old, debtors: 1, clock: .fixed(TestEngine.seedMoment))
        let store = try Engine.open("sqlite:\(path)", access: .readOnly).store
        let journal = DatabaseJournal(store: store)
        #expect(try await journal.verified() == SealedChain())
        #expect(try await journal.entries().isEmpty)
        let record = try #require(RecordRef(.database("x"), .debtor, 1))
        #expect(try await journal.history(of: record, before: nil, limit: 9).isEmpty)
        let target = TestDatabase.file()
        let copy = try target.open()
        let proofs = try await InstallationCopy(from: store, to: copy, named: "x").run()
        #expect(proofs.first { $0.table == "debtor" }?.rows == 1)
        _ = target
    }

    // MARK: Copies

    @Test func aCopyVerifiesAndGoesOn() async throws {
        let engine = try await sealed()
        let head = try await engine.journal.verified().head
        try await engine.move(to: "Ede")
        let target = try await TestDatabase()
        let copy = try target.open()
        _ = try await InstallationCopy(from: engine.store, to: copy, named: "x").run()
        let journal = DatabaseJournal(store: copy)
        let copied = try await journal.verified(expecting: head?.digest)
        #expect(copied.isWhole && copied.expected == 6 && copied.unsealed?.ids == 7...7)
        #expect(try await JournalSealer(store: copy).seal() == 1)
        #expect(try await journal.verified().head?.number == 7)
        _ = target
    }
}
