import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API

/// The small office as a system elsewhere tells it: what its wire has no call for is off.
enum Vendors {
    static let noUsers = LocalizedText("HostFact has no M4 users.", "HostFact heeft geen M4-gebruikers.")
    static let noDebtors = LocalizedText("M4 has no debtors.", "M4 heeft geen debiteuren.")
    static let noLists = LocalizedText("M4 does not list these.", "M4 geeft hier geen lijst van.")

    static func hostFact() async -> StubService {
        await .office(without: reasons(noUsers, [BrowseUsers.self, ReadUser.self, UpdateUserDetails.self]))
    }

    static func m4() async -> StubService {
        let others: [any APIAction.Type] = HostFactCall.actions
        let without = reasons(noDebtors, others).merging(reasons(noLists, [ListReferences.self])) { first, _ in first }
        let stub = await StubService.office(without: without)
        await stub.refuse(ListReferences.self, noLists.english)
        return stub
    }

    static func without(_ actions: any APIAction.Type..., saying reason: LocalizedText) async -> StubService {
        await .office(without: reasons(reason, actions))
    }

    private static func reasons(
        _ reason: LocalizedText, _ actions: [any APIAction.Type]
    ) -> [ActionName: LocalizedText] {
        Dictionary(actions.map { ($0.declaration.name, reason) }, uniquingKeysWith: { first, _ in first })
    }
}
