import BillingModel

/// Gives up on a read whose answer does not come, whatever is the matter below; a write is waited for.
public struct PatientService: ServiceWrapper {
    /// How long staff wait for a system that does not say otherwise.
    public static let usual = Duration.seconds(10)

    public let service: any BillingService
    private let patience: Duration

    public init(_ service: any BillingService, patience: Duration = Self.usual) {
        self.service = service
        self.patience = patience
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.effect == .reads else { return try await service.send(action, how) }
        var how = how
        let end = ContinuousClock.now + patience
        how.deadline = min(how.deadline ?? end, end)
        return try await answer(to: action, how).get()
    }

    /// A question that ignores its cancellation is left behind; staff do not wait for it.
    private func answer<Action: APIAction>(_ action: Action, _ how: Sending) async -> Result<Action.Answer, APIError> {
        let (answers, answer) = AsyncStream.makeStream(of: Result<Action.Answer, APIError>.self)
        let asking = Task {
            do throws(APIError) {
                answer.yield(.success(try await service.send(action, how)))
            } catch {
                answer.yield(.failure(error))
            }
        }
        let waiting = Task {
            try? await Task.sleep(for: patience)
            if !Task.isCancelled { answer.yield(.failure(expired)) }
        }
        defer {
            asking.cancel()
            waiting.cancel()
        }
        return await withTaskCancellationHandler {
            for await first in answers { return first }
            return .failure(expired)
        } onCancel: {
            asking.cancel()
            answer.finish()
        }
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
