import BillingModel

/// Gives up on a read whose answer does not come, whatever is the matter below; a write is waited for.
public struct PatientService: ServiceWrapper {
    public let service: any BillingService
    private let patience: Duration
    private let clock: DeadlineClock

    public init(_ service: any BillingService, patience: Duration, clock: DeadlineClock = .system) {
        self.service = service
        self.patience = patience
        self.clock = clock
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .reads else { return try await service.send(action, how) }
        // A question that ignores its cancellation is left behind; staff do not wait for it.
        let answer = await clock.race(until: clock.now() + patience) { () async -> Result<Action.Answer, APIError> in
            do throws(APIError) {
                return .success(try await service.send(action, how))
            } catch {
                return .failure(error)
            }
        }
        guard let answer else { throw expired }
        return try answer.get()
    }

    private var expired: APIError {
        let seconds = patience.components.seconds
        return APIError(
            .unreachable,
            LocalizedText(
                "There is no answer after \(seconds) s. Try again.",
                "Er is na \(seconds) s geen antwoord. Probeer het opnieuw."))
    }
}
