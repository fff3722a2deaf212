import BillingModel

extension BillingService {
    /// The same system for somebody who asks everything in one way, whichever way each question is sent in.
    public func asked(_ how: Sending) -> any BillingService { AskedService(service: self, how: how) }
}

private struct AskedService: ServiceWrapper {
    let service: any BillingService
    let how: Sending

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        var how = how
        how.anew = how.anew || self.how.anew
        how.betweenKeys = how.betweenKeys || self.how.betweenKeys
        how.deadline = [how.deadline, self.how.deadline].compactMap(\.self).min()
        how.conditions = how.conditions ?? self.how.conditions
        if how.asker == .here { how.asker = self.how.asker }
        return try await service.send(action, how)
    }
}
