import BillingModel

/// Lets a question that was asked between two keys be answered although other keys have overtaken it.
///
/// Breaking it off would save nothing: the system works on it all the same, and the connection would have to be made
/// anew for the next. Its answer is kept by whoever keeps what was seen.
public struct OvertakenReads: ServiceWrapper {
    public let service: any BillingService

    public init(_ service: any BillingService) {
        self.service = service
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard how.betweenKeys, Action.declaration.access == .reads, !Task.isCancelled else {
            return try await service.send(action, how)
        }
        let answer = Task { () async -> Result<Action.Answer, APIError> in
            do throws(APIError) {
                return .success(try await service.send(action, how))
            } catch {
                return .failure(error)
            }
        }
        return try await answer.value.get()
    }
}
