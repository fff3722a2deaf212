import BillingModel

/// What came of asking once more for the answer to a change, under the name that it was sent by.
public enum AskedAgain: Equatable, Sendable {
    /// It was done the first time, or now that it arrived.
    case done
    /// It was not done the first time, which the system would have known, and not now.
    case refused(LocalizedText)
    /// There is no answer this time either.
    case unknown(LocalizedText)
}

extension OpenWrite {
    /// For how long a system that keeps to `Idempotency-Key` gives its answer again, with an hour to spare.
    public static let hoursAnswered = 23

    /// Whether the very same request can be sent once more, to a system that knows it by its name: a secret is never
    /// kept, so that one with a secret cannot.
    public func canBeAskedAgain(at now: LocalTime) -> Bool {
        guard !intent.changes.contains(where: \.isSecret), let sent = sent(seenAt: now) else { return false }
        return now.universalText < sent.adding(hours: Self.hoursAnswered).universalText
    }

    /// Sends the same under the same name: only to a system that keeps to it, which carries it out once.
    public func askAgain(
        _ service: any BillingService, by actions: [any APIAction.Type]
    ) async throws(APIError) -> AskedAgain {
        let known = actions.first { $0.declaration.name == intent.action }
        guard service.honoursConditions, let type = known as? any WritingAction.Type else { throw Self.notNamed }
        return try await askAgain(service, type)
    }

    private func askAgain<Change: WritingAction>(
        _ service: any BillingService, _ type: Change.Type
    ) async throws(APIError) -> AskedAgain {
        guard let change = Change(intent) else { throw Self.notNamed }
        // What is added changes nothing that was there, whatever it was made from.
        let base = intent.target == nil ? nil : intent.base
        let conditions = WriteConditions(match: base.map { .oneOf([$0]) }, idempotencyKey: intent.id)
        do throws(APIError) {
            _ = try await service.send(change, Sending(conditions: conditions, intent: intent))
            return .done
        } catch {
            switch error.kind {
            // Who may not ask is turned away before anybody looks for what had the name.
            case .unknownOutcome, .forbidden: return .unknown(error.message)
            // Nothing was asked.
            case .unreachable, .readOnly, .failure: throw error
            case .invalidInput, .notFound:
                // Another request had the name, so that this one says nothing of the first.
                return error.failedCondition == .key ? .unknown(error.message) : .refused(error.message)
            }
        }
    }

    private static let notNamed = APIError(
        .failure,
        LocalizedText(
            "This system does not know a request that comes again: read there instead.",
            "Dit systeem herkent geen verzoek dat opnieuw komt: lees er in plaats daarvan."))
}
