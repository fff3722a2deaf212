import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

private struct SomeSystem: BillingService {
    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        throw APIError(.notFound, LocalizedText("Nothing is here.", "Hier is niets."))
    }
}

private struct SomeRights: ServiceWrapper {
    let service: any BillingService
}

private struct SomeJournal: ServiceWrapper {
    let service: any BillingService
}

private struct AmpleBudget: RequestBudget {
    func take(for access: ActionDeclaration.Access) -> Duration? { nil }
}

/// The order in which wrappers stand, the outermost first.
@Suite struct ServiceStackTests {
    private func names(_ service: any BillingService) -> [String] {
        [String(describing: type(of: service))] + ((service as? any ServiceWrapper).map { names($0.service) } ?? [])
    }

    private func elsewhere(
        _ memory: (@Sendable (any BillingService) -> any ServiceWrapper)? = nil
    ) -> ServiceStack.Elsewhere {
        ServiceStack.Elsewhere(name: "HostFact", budget: AmpleBudget(), timeout: .seconds(30), memory: memory)
    }

    @Test func aSystemOfThisProgramStandsBehindNothingButReadOnly() {
        #expect(names(ServiceStack.console(over: SomeSystem())) == ["SomeSystem"])
        #expect(
            names(ServiceStack.console(over: SomeSystem(), readOnly: ReadOnlyService.otherStart))
                == ["ReadOnlyService", "SomeSystem"])
    }

    @Test func aCallElsewhereStandsBehindTheBudgetAndSomebodysPatience() {
        let call = ServiceStack.console(over: SomeSystem(), elsewhere: elsewhere())
        #expect(names(call) == ["PatientService", "BudgetedService", "SomeSystem"])
        let reading = ServiceStack.console(
            over: SomeSystem(), elsewhere: elsewhere(), readOnly: ReadOnlyService.otherStart)
        #expect(
            names(reading) == [
                "ReadOnlyService", "PatientService", "BudgetedService", "SomeSystem",
            ])
    }

    @Test func theConsoleElsewhereRemembersAboveThePauseAndPausesAboveTheBudget() {
        let pages = ServiceStack.console(
            over: SomeSystem(), elsewhere: elsewhere { SeenPages($0) }, readOnly: ReadOnlyService.otherStart)
        #expect(
            names(pages) == [
                "ReadOnlyService", "PatientService", "SeenPages", "TypingPause", "BudgetedService",
                "OvertakenReads", "SomeSystem",
            ])
        let users = ServiceStack.console(over: SomeSystem(), elsewhere: elsewhere { UserDirectory($0) })
        #expect(
            names(users) == [
                "PatientService", "UserDirectory", "TypingPause", "BudgetedService", "OvertakenReads", "SomeSystem",
            ])
    }

    @Test func whatIsWrittenDownStandsNextToTheWire() {
        var elsewhere = elsewhere { SeenPages($0) }
        elsewhere.journal = { SomeJournal(service: $0) }
        #expect(
            names(ServiceStack.console(over: SomeSystem(), elsewhere: elsewhere)) == [
                "PatientService", "SeenPages", "TypingPause", "BudgetedService", "OvertakenReads", "SomeJournal",
                "SomeSystem",
            ])
        // Nothing is written down of a system of this program: its own database does that.
        #expect(names(ServiceStack.console(over: SomeSystem())) == ["SomeSystem"])
    }

    @Test func callersOfAServerStandBehindTheirRightsAndTheDeadlineStandsNextToTheSystem() {
        #expect(
            names(ServiceStack.server(over: SomeSystem()) { _ in })
                == ["OutwardService", "DeadlineService", "SomeSystem"])
        #expect(
            names(ServiceStack.server(over: SomeSystem(), rights: { SomeRights(service: $0) }) { _ in })
                == ["SomeRights", "OutwardService", "DeadlineService", "SomeSystem"])
    }
}
