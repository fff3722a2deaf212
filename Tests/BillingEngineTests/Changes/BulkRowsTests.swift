import BillingAPI
import BillingModel
import HostFactAPI
import PostgresTesting
import Testing

@testable import BillingEngine

/// Rows of a bulk run on the engine: those that share a transaction have each an outcome and an entry of their own.
@Suite struct BulkRowsTests {
    private static let system = SystemID.database("bulk")

    private func planned(_ engine: TestEngine, _ debtors: [Record<Debtor>]) async throws -> [BulkRow] {
        var rows: [BulkRow] = []
        for debtor in debtors {
            let id = debtor[Debtor.identifier] ?? 0
            let read = try await engine.service.send(ShowDebtor(id))
            var edit = EditDebtor()
            edit[Debtor.identifier] = id
            edit[Debtor.city] = "Zwolle"
            let intent = Intent(
                system: Self.system, action: EditDebtor.declaration.name, target: read.ref(in: Self.system),
                changes: edit.changes(from: read), base: read.tag)
            rows.append(BulkRow("\(id)", intent))
        }
        return rows
    }

    private func carryOut(_ rows: [BulkRow], on engine: TestEngine) async -> [BulkRowState] {
        let run = BulkRun(
            LocalizedText(verbatim: "Zwolle"), in: Self.system, place: "bulk", begun: "2026-03-10T10:00:00Z", rows)
        let runner = BulkRunner(
            on: engine.service, by: [EditDebtor.self, SendEmail.self], losesAnswers: TestDatabase.isOnServer,
            clock: .fixed(TestEngine.seedMoment), shelf: nil)
        let work = BulkUnderWay(run)
        await runner.run(work)
        #expect(work.progress.trouble == nil)
        return work.progress.run.states
    }

    private func debtors(_ engine: TestEngine) async throws -> [Record<Debtor>] {
        var list = ListDebtors()
        list[ListParameters.limit] = 1000
        return try await engine.service.send(list).rows
    }

    @Test func eachHasItsOutcomeAndItsEntry() async throws {
        let engine = try await TestEngine(debtors: 260)
        var rows = try await planned(engine, try await debtors(engine))
        #expect(rows.count > 200)
        // One is changed by another since, and one is not there.
        var edit = EditDebtor()
        edit[Debtor.identifier] = rows[3].intent.target?.identifier
        edit[Debtor.city] = "Assen"
        _ = try await engine.service.send(edit)
        let gone = FieldChange(Debtor.identifier.declaration, from: "99999", to: "99999")
        let old = rows[5].intent
        rows[5].intent = Intent(
            system: Self.system, action: old.action, target: RecordRef(Self.system, .debtor, 99_999),
            changes: [gone] + old.changes.dropFirst())
        let before = try await engine.journal.entries().count

        let states = await carryOut(rows, on: engine)
        for (row, state) in states.enumerated() {
            switch row {
            case 3: if case .skipped = state {} else { Issue.record("\(state)") }
            case 5: if case .refused = state {} else { Issue.record("\(state)") }
            default: #expect(state == .done)
            }
        }
        let cities = try await debtors(engine).map { $0.text(Debtor.city) }
        #expect(cities.count { $0 == "Zwolle" } == rows.count - 2)
        #expect(cities.count { $0 == "Assen" } == 1)
        let entries = try await engine.journal.entries().dropFirst(before)
        #expect(entries.count == rows.count - 2)
        #expect(Set(entries.map(\.recordName)).count == rows.count - 2)
    }

    @Test func rowOfAMailThatComesAgainIsNoSecondMail() async throws {
        let engine = try await TestEngine(debtors: 30)
        let rows = try await debtors(engine).filter { !$0.text(Debtor.emailAddress).isEmpty }.map { debtor in
            var mail = SendEmail()
            mail[Debtor.identifier] = debtor[Debtor.identifier]
            mail[SendEmail.template] = 3
            return BulkRow(
                debtor.text(Debtor.code),
                Intent(
                    system: Self.system, action: SendEmail.declaration.name, target: nil, changes: mail.changes()))
        }
        #expect(rows.count > 20)
        for _ in 1...2 {
            #expect(await carryOut(rows, on: engine).allSatisfy { $0 == .done })
            #expect(try await engine.rows("SELECT id FROM mail_outbox").count == rows.count)
        }
    }
}
