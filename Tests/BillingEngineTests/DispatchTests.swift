import BillingAPI
import HostFactAPI
import Testing

@testable import BillingEngine

@Suite struct DispatchTests {
    @Test func everyDeclaredActionHasAnEngineFunction() {
        let without = HostFactCall.actions.filter { !($0 is any EngineAction.Type || $0 is any OutsideAction.Type) }
        #expect(without.map { $0.declaration.name } == [])
    }

    @Test func everyNamedColumnOfAListCanBeSortedBy() {
        let today = TestEngine.seedMoment.date
        let lists: [(ListDefaults, ListSource)] = [
            (ListDebtors.defaults, DebtorTable.source), (ListProducts.defaults, ProductTable.source),
            (ListServices.defaults, ServiceTable.source(today)),
        ]
        for (defaults, source) in lists {
            #expect(defaults.columns.filter { source.columns[$0] == nil } == [])
        }
    }

    @Test func anActionOfNobodyIsRefused() async throws {
        let engine = try await TestEngine()
        await #expect(throws: APIError.self) { try await engine.service.send(UnknownAction()) }
    }

    private struct UnknownAction: APIAction {
        typealias Answer = Int
        static let declaration = ActionDeclaration(
            ActionName("debtor", "delete"), .init("Delete debtor", "Debiteur verwijderen"), .writes, [], source: "")
        var arguments = Arguments()
    }
}
