import BillingModel

/// Ends what a request asks for at the request's deadline.
///
/// A read is cancelled. A write that has begun is finished, however long it takes and whoever has hung up: half of it
/// must not happen, and its outcome must be told.
public struct DeadlineService: ServiceWrapper {
    public let service: any BillingService
    private let clock: DeadlineClock

    public init(_ service: any BillingService, clock: DeadlineClock = .system) {
        self.service = service
        self.clock = clock
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard let deadline = how.deadline else { return try await service.send(action, how) }
        guard clock.now() < deadline else { throw Self.tooLate(Action.declaration) }
        let work = { @Sendable () async -> Result<Action.Answer, APIError> in
            do throws(APIError) {
                return .success(try await service.send(action, how))
            } catch {
                return .failure(error)
            }
        }
        switch Action.declaration.access {
        case .writes:
            // A task of its own, which the end of the connection does not cancel.
            return try await Task { await work() }.value.get()
        case .reads:
            guard let answer = await clock.race(until: deadline, work) else { throw Self.tooLate(Action.declaration) }
            return try answer.get()
        }
    }

    private static func tooLate(_ action: ActionDeclaration) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "\(action.title.english): not done before the request's deadline; nothing was changed.",
                "\(action.title.dutch): niet klaar voor de tijdslimiet van het verzoek; er is niets gewijzigd."))
    }
}
