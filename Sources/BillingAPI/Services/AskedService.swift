import BillingModel

extension BillingService {
    /// The same system for somebody who asks everything anew, of memory alone or between keys, whichever way each question is sent in.
    /// What else is in `how` belongs to one question alone.
    public func asked(_ how: Sending) -> any BillingService { AskedService(service: self, how: how) }
}

private struct AskedService: ServiceWrapper {
    let service: any BillingService
    let how: Sending

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        var how = how
        how.anew = how.anew || self.how.anew
        how.onlySeen = how.onlySeen || self.how.onlySeen
        how.betweenKeys = how.betweenKeys || self.how.betweenKeys
        return try await service.send(action, how)
    }
}
