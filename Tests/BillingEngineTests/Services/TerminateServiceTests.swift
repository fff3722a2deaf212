import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 6.7 and 12.6.
@Suite struct TerminateServiceTests {
    @Test(arguments: [
        ("2019-05-17", "2018-01-14", "m", "2019-07-14"), ("2019-05-17", "2018-07-13", "j", "2019-07-13"),
        ("2019-05-17", "2018-01-14", "j", "2020-01-14"), ("2022-11-24", "2018-01-14", "m", "2023-01-14"),
        ("2026-10-09", "2023-03-22", "m", "2026-11-22"), ("2026-03-10", "2026-03-02", "m", "2026-05-02"),
        // Month ends count from the contract's start and do not drift.
        ("2026-01-20", "2025-10-31", "m", "2026-02-28"), ("2026-02-10", "2025-10-31", "m", "2026-03-31"),
    ])
    func withoutADateTakesTheEndOfATerm(today: String, start: String, unit: String, end: String) async throws {
        let engine = try await TestEngine()
        try await engine.store.write {
            try $0.execute(
                SQLQuery("UPDATE service SET StartContract = ?, ContractPeriodic = ?", [.text(start), .text(unit)]))
        }
        var action = TerminateService()
        action[Subscription.identifier] = 1
        let answer = try await engine.service(at: TestEngine.moment(today)).send(action)
        let date = try #require(CalendarDate(end))
        #expect(answer.messages == ["Dienst is opgezegd met opzegdatum \(date.dutchText)"])
        #expect(answer.record[Subscription.terminationDate] == date)
        #expect(answer.record.text(Subscription.status) == "active")
    }

    @Test func aSecondTimeReplacesTheDate() async throws {
        let engine = try await TestEngine()
        var action = TerminateService()
        action[Subscription.identifier] = 1
        action[TerminateService.date] = CalendarDate("2023-03-01")
        action[TerminateService.reason] = "Verhuizing"
        _ = try await engine.service.send(action)
        action[TerminateService.date] = CalendarDate("2023-05-01")
        let answer = try await engine.service.send(action)
        #expect(Subscription.termination(of: answer.record)?.date == CalendarDate("2023-05-01"))
        #expect(try await engine.rows("SELECT TerminationReason FROM service").first?.text(0) == "Verhuizing")
    }

    @Test(arguments: [
        ("2023-02-28", "active", "pending"), ("2023-03-01", "active", "pending"),
        ("2023-03-02", "terminated", "terminated"),
    ])
    func theServiceHasEndedOnceTheDayHasPassed(today: String, status: String, termination: String) async throws {
        let engine = try await TestEngine()
        var action = TerminateService()
        action[Subscription.identifier] = 1
        action[TerminateService.date] = CalendarDate("2023-03-01")
        _ = try await engine.service.send(action)
        let later = engine.service(at: TestEngine.moment(today))
        let record = try await later.send(ShowService(1)).record
        #expect(record.text(Subscription.status) == status)
        #expect(Subscription.termination(of: record)?.status == termination)
        var list = ListServices()
        #expect(try await later.send(list).rows.count == (status == "active" ? 1 : 0))
        list[ListParameters.status] = "terminated"
        #expect(try await later.send(list).rows.count == (status == "active" ? 0 : 1))
        list.arguments[text: ListParameters.status.declaration] = ""
        #expect(try await later.send(list).total == 1)
    }

    @Test func anUnknownServiceHasTheVendorsSentence() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call("service", "terminate", [("Identifier", .text("99"))])
        #expect(outcome.envelope["errors"] == .strings(["Ongeldig kenmerk voor dienst"]))
        #expect(outcome.error?.kind == .notFound)
    }
}
