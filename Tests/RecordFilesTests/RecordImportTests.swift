import BillingAPI
import BillingModel
import Foundation
import Synchronization
import HostFactAPI
import PostgresTesting
import Testing

@testable import BillingEngine
@testable import RecordFiles

struct RecordImportTests {
    private let database: TestDatabase
    private let service: EngineService
    private let memory = Memory()

    init() async throws {
        database = TestDatabase.file()
        let store = try database.open()
        let noon = LocalTime(
            date: try #require(CalendarDate("2026-11-26")), hour: 12, minute: 0, second: 0, offset: 3600)
        try await DemoData.fill(store, debtors: 12, clock: .fixed(noon))
        service = EngineService(store: store, clock: .fixed(noon))
    }

    private func exported(_ kind: FileKind, _ columns: [String] = []) async throws -> [[String]] {
        let export = try RecordExport(kind, columns: columns, most: 5)
        var rows = [export.names]
        let count = try await export.run(from: service) { rows.append($0.map(\.text)) }
        #expect(count == rows.count - 1)
        return rows
    }

    /// - Parameter rows: Names first.
    private func imported(
        _ kind: FileKind, _ rows: [[String]], key: String? = nil,
        _ choose: (inout RecordImport.Choices) -> Void = { _ in }
    ) async throws -> [RecordImport.Outcome] {
        var choices = RecordImport.Choices()
        choose(&choices)
        let map = try ColumnMap(kind, heads: rows[0], key: key)
        let run = RecordImport(kind, map, choices, in: .database("test"), memory: memory)
        var outcomes: [RecordImport.Outcome] = []
        for row in rows.dropFirst() { outcomes.append(try await run.carryOut(row, on: service)) }
        return outcomes
    }

    @Test(arguments: ["debtors", "products", "services", "users"])
    func whatWasExportedChangesNothing(name: String) async throws {
        let kind = try #require(FileKind.named(name))
        let rows = try await exported(kind)
        #expect(rows.count > 1)
        let before = try await service.changeCounter()
        for outcome in try await imported(kind, rows) {
            guard case .unchanged = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        #expect(try await service.changeCounter() == before)
    }

    @Test func rowThatDiffersChangesThatFieldAlone() async throws {
        var rows = try await exported(.debtors, ["DebtorCode", "City", "Comment"])
        rows[3][1] = "Leiden"
        let outcomes = try await imported(.debtors, rows)
        guard case .changed(let changes) = outcomes[2] else {
            Issue.record("\(outcomes[2])")
            return
        }
        #expect(changes.map(\.field) == ["City"])
        #expect(changes.first?.after == "Leiden")
        let debtor = try await service.send(ShowDebtor(code: rows[3][0]))
        #expect(debtor.record[Debtor.city] == "Leiden")
    }

    @Test func emptyCellSaysNothingUnlessItClears() async throws {
        var rows = try await exported(.debtors, ["DebtorCode", "City"])
        rows[1][1] = ""
        guard case .unchanged = try await imported(.debtors, rows)[0] else {
            Issue.record("An empty cell changed something.")
            return
        }
        guard case .changed = try await imported(.debtors, rows, { $0.emptyClears = true })[0] else {
            Issue.record("An empty cell was to clear.")
            return
        }
        #expect(try await service.send(ShowDebtor(code: rows[1][0])).record.text(Debtor.city) == "")
    }

    @Test func rowThatIsNotThereIsAddedAndThenKnown() async throws {
        let rows = [
            ["Debtor code", "Company", "Stad", "E-mail address"], ["DB7001", "Nieuw BV", "Delft", "x@nieuw.example"],
        ]
        var heads = rows
        heads[0] = ["Debtor code", "CompanyName", "City", "EmailAddress"]
        guard case .added(let identifier?) = try await imported(.debtors, heads)[0] else {
            Issue.record("It was not added.")
            return
        }
        #expect(try await service.send(ShowDebtor(identifier)).record[Debtor.companyName] == "Nieuw BV")
        guard case .unchanged = try await imported(.debtors, heads)[0] else {
            Issue.record("A second run changed something.")
            return
        }
    }

    /// Only their own number tells services from each other, and a new one has none yet.
    @Test func rowWithoutAKeyIsAddedOnce() async throws {
        let rows = [
            ["DebtorCode", "Description", "PriceExcl", "Periodic"], ["DB0001", "Maatwerk", "1.234,50", "month"],
            ["DB0001", "Maatwerk twee", "10", "maand"],
        ]
        var heads = rows
        heads[2][3] = "m"
        heads[1][3] = "m"
        let first = try await imported(.services, heads)
        guard case .added(let identifier?) = first[0], case .added = first[1] else {
            Issue.record("\(first)")
            return
        }
        #expect(try await service.send(ShowService(identifier)).record[Subscription.priceExcl] == Decimal(1234.5))
        guard case .addedBefore(identifier) = try await imported(.services, heads)[0] else {
            Issue.record("A second run added it again.")
            return
        }
    }

    /// A crash between sending and its being written down: under its old name it is no second service.
    @Test func rowThatWasSentBeforeACrashIsNoSecondOne() async throws {
        let rows = [["DebtorCode", "Description", "PriceExcl", "Periodic"], ["DB0001", "Maatwerk", "10", "m"]]
        _ = try await imported(.services, rows)
        memory.forgetAnswers()
        let count = try await exported(.services, ["Identifier"]).count
        guard case .added = try await imported(.services, rows)[0] else {
            Issue.record("It was not answered.")
            return
        }
        #expect(try await exported(.services, ["Identifier"]).count == count)
    }

    @Test(arguments: [
        (["DebtorCode", "City"], ["DB0001", String(repeating: "x", count: 300)], "300 characters"),
        (["DebtorCode", "InvoiceMethod"], ["DB0001", "pigeon"], "InvoiceMethod"),
        (["Identifier", "City"], ["9999", "Leiden"], "no record 9999"),
        (["DebtorCode", "City"], ["", "Leiden"], "required"),
    ]) func rowThatIsRefusedSaysWhy(names: [String], row: [String], words: String) async throws {
        guard case .refused(let error) = try await imported(.debtors, [names, row])[0] else {
            Issue.record("It was taken.")
            return
        }
        let told = ([error.message] + error.problems.map(\.message)).map(\.english).joined(separator: " ")
        #expect(told.contains(words), "\(told)")
    }

    @Test func priceThatReadsTwoWaysIsRefused() async throws {
        let rows = [["ProductCode", "PriceExcl"], ["P001", "1.234"]]
        guard case .refused(let error) = try await imported(.products, rows)[0] else {
            Issue.record("A price was guessed at.")
            return
        }
        #expect(error.message.english.contains("write 1234 or 1.2340"))
    }

    @Test func dryRunTellsAndSendsNothing() async throws {
        let before = try await service.changeCounter()
        let rows = [["DebtorCode", "City", "CompanyName"], ["DB0001", "Xanten", ""], ["DB9999", "Delft", "Nieuw"]]
        let outcomes = try await imported(.debtors, rows, { $0.isDry = true })
        guard case .changed(let changes) = outcomes[0], case .added(nil) = outcomes[1] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(changes.first?.after == "Xanten")
        #expect(try await service.changeCounter() == before)
    }

    @Test func knownAndNewRowsCanBeLeftOrRefused() async throws {
        let rows = [["DebtorCode", "City", "CompanyName"], ["DB0001", "Xanten", ""], ["DB9999", "Delft", "Nieuw"]]
        let skipped = try await imported(.debtors, rows, { ($0.known, $0.new) = (.skip, .skip) })
        let refused = try await imported(.debtors, rows, { ($0.known, $0.new) = (.refuse, .refuse) })
        for outcome in skipped { if case .skipped = outcome {} else { Issue.record("\(outcome)") } }
        for outcome in refused { if case .refused = outcome {} else { Issue.record("\(outcome)") } }
    }

    @Test func userIsFoundByNameAndNeverAdded() async throws {
        var rows = try await exported(.users, ["username", "email"])
        rows[1][1] = "nieuw@voorbeeld.example"
        rows.append(["nobody-here", "a@b.example"])
        let outcomes = try await imported(.users, rows)
        guard case .changed(let changes) = outcomes[0], case .refused = outcomes[outcomes.count - 1] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(changes.map(\.field) == ["email"])
    }
}

private final class Memory: AddedRows {
    private let rows = Mutex<[String: AddedRow]>([:])

    func state(of row: String) -> AddedRow { rows.withLock { $0[row] ?? .unknown } }
    func note(_ row: String, _ state: AddedRow) { rows.withLock { $0[row] = state } }
    func forgetAnswers() { rows.withLock { rows in for name in rows.keys { rows[name] = .sent } } }
}
