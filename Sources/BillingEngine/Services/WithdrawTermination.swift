import BillingAPI
import BillingModel
import HostFactAPI

extension WithdrawTermination: EngineAction {
    func run(in context: EngineContext) throws -> Found<Subscription> {
        let service = try ServiceTable.record(
            self[Subscription.identifier] ?? 0, context.today, in: context.transaction)
        if let reason = Self.refusal(service, context.today) { throw APIError(.invalidInput, reason) }
        return try edit.run(in: context)
    }
}
