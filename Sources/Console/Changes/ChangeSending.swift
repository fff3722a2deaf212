import BillingAPI

/// What came of sending a change once.
enum Sent<Plan: ChangePlan>: Sendable {
    case done(Plan.Change.Answer)
    /// Nothing was stored.
    case refused(APIError)
    /// Nothing was stored: the record is not what was reviewed.
    case changedMeanwhile
    /// Nothing tells whether it took effect.
    case undecided(APIError)
}

/// A change that was reviewed, under the name by which a system knows it for the same one when it comes again.
struct Intended<Plan: ChangePlan>: Sendable {
    var change: Plan.Change
    var intent: Intent
    /// Of the record as it was reviewed.
    var plan: Plan
    /// Why, as far as anybody said.
    var note = ChangeNote()

    /// Sends it once, and only onto the record that was reviewed: a system that keeps to conditions is given the tag,
    /// any other is read just before.
    func send(to service: any BillingService, _ setting: Setting) async -> Sent<Plan> {
        // The engine in this very program answers as long as that lives; what a system elsewhere did may never be heard.
        // What is sent once more after that is known by the record's tag, and what is added by its name.
        let isElsewhere = if case .vendor = setting.backend { true } else { false }
        let isKnownByName = isElsewhere || plan.again == nil
        var conditions = WriteConditions(idempotencyKey: isKnownByName ? intent.id : nil)
        if service.honoursConditions {
            conditions.match = plan.again == nil ? nil : plan.read?.tag.map { .oneOf([$0]) }
        } else if let again = plan.again {
            do throws(APIError) {
                let now = try await again(setting, service)
                guard Meanwhile(from: plan.base, to: now.base, typed: [:]).isEmpty else {
                    return .changedMeanwhile
                }
            } catch {
                return .refused(error)
            }
        }
        do throws(APIError) {
            return .done(
                try await service.send(change, Sending(conditions: conditions, intent: intent.noted(note), note: note)))
        } catch {
            if error.kind == .unknownOutcome { return .undecided(error) }
            return error.failedCondition == .state && plan.again != nil ? .changedMeanwhile : .refused(error)
        }
    }
}
