import BillingModel

/// Keeps to a demanded state where the system knows no tags: the record is read again before the write, and compared.
///
/// Between the two a colleague may still write; a system that compares nothing itself offers no more. The tags compared
/// are those of `RecordAnswer`, which are made of the content where the system gives none.
public struct RereadingService: ServiceWrapper {
    public let service: any BillingService

    public init(_ service: any BillingService) {
        self.service = service
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .writes, let match = how.conditions?.match, !service.honoursConditions else {
            return try await service.send(action, how)
        }
        let identifier = how.intent?.target?.identifier
        guard case .shown(let reading, isTagged: true)? = (action as? any WritingAction)?.target(identifier) else {
            throw .nothingToMatch
        }
        try await check(match, by: reading, for: how.asker)
        var how = how
        // The answer may have told that the system compares as well: then it has the last word.
        if !service.honoursConditions { how.conditions?.match = nil }
        return try await service.send(action, how)
    }

    private func check<Reading: RecordReading>(
        _ match: WriteConditions.Match, by reading: Reading, for asker: Asker
    ) async throws(APIError) {
        let tag: EntityTag?
        do throws(APIError) {
            tag = try await service.send(reading, Sending(anew: true, asker: asker)).tag
        } catch {
            throw error.beforeWriting
        }
        guard case .oneOf(let tags) = match else { return }
        guard let tag, tags.contains(tag) else { throw .changedMeanwhile }
    }
}

extension APIError {
    /// What a failed look at the record means for the write that was to follow: it was not sent.
    fileprivate var beforeWriting: APIError {
        var error = self
        // What is not there is in no state at all; the system's words say so best.
        if kind == .notFound { error.failedCondition = .state }
        return error
    }
}
