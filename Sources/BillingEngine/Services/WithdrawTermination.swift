import BillingAPI
import BillingModel
import HostFactAPI

extension WithdrawTermination: EngineAction {
    func run(in context: EngineContext) throws -> Found<Subscription> {
        let id = try identity(Subscription.identifier)
        let service = try ServiceTable.record(id, context.today, in: context.transaction)
        if let reason = Self.refusal(service, context.today) { throw APIError(.invalidInput, reason) }
        return try edit.run(in: context)
    }
}
