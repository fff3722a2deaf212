import BillingAPI

/// What came of sending a change once.
enum Sent<Plan: ChangePlan>: Sendable {
    case done(Plan.Change.Answer, Afterwards)
    /// Nothing was stored.
    case refused(APIError)
    /// Nothing was stored: the record is not what was reviewed.
    case changedMeanwhile
    /// Nothing tells whether it took effect.
    case undecided(APIError)
}

/// What the record says once a system has answered that a change is done.
enum Afterwards: Sendable {
    /// The system itself has seen to it that the change went onto the record that was reviewed.
    case certain
    /// It was read again: where it does not say what was sent. Nothing, as it should be.
    case read([Meanwhile.Difference])
    /// It could not be read.
    case unread(APIError)
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
    /// any other is read just before, and once more after: what another sends between these readings may be lost, but not
    /// unseen where it took the place of this change.
    func send(to service: any BillingService, _ setting: Setting) async -> Sent<Plan> {
        // The engine in this very program answers as long as that lives; what a system elsewhere did may never be heard.
        // What is sent once more after that is known by the record's tag, and what is added by its name.
        let isElsewhere = if case .vendor = setting.backend { true } else { false }
        let isKnownByName = setting.losesAnswers || plan.again == nil
        var conditions = WriteConditions(idempotencyKey: isKnownByName ? intent.id : nil)
        let isCertain = service.honoursConditions
        if isCertain {
            conditions.match = plan.again == nil ? nil : plan.read?.tag.map { .oneOf([$0]) }
        } else if let again = plan.again {
            do throws(APIError) {
                let now = try await again(setting, service.asked(.anew))
                guard Meanwhile(from: plan.base, to: now.base, typed: [:]).isEmpty else {
                    return .changedMeanwhile
                }
            } catch {
                return .refused(error)
            }
        }
        do throws(APIError) {
            let how = Sending(conditions: conditions, intent: intent.noted(note), note: note)
            let answer = try await service.send(change, how)
            return .done(answer, isCertain || !isElsewhere ? .certain : await afterwards(service, setting))
        } catch {
            if error.kind == .unknownOutcome { return .undecided(error) }
            return error.failedCondition == .state && plan.again != nil ? .changedMeanwhile : .refused(error)
        }
    }

    /// What the record says now.
    private func afterwards(_ service: any BillingService, _ setting: Setting) async -> Afterwards {
        guard let again = plan.again else { return .certain }
        do throws(APIError) {
            return .read(differences(in: try await again(setting, service.asked(.anew)).read))
        } catch {
            return .unread(error)
        }
    }

    /// The fields that do not hold what was sent. What a system does not tell differs in nothing, and what it only
    /// writes in its own way, with other blanks and capitals, neither.
    private func differences(in now: (any RecordAnswer)?) -> [Meanwhile.Difference] {
        intent.changes.compactMap { sent in
            guard let field = Plan.Change.fields(of: sent)?.recorded, let before = sent.before, let after = sent.after,
                let now = now?.text(of: field)
            else { return nil }
            let (old, wanted, found) = (field.meaning(of: before), field.meaning(of: after), field.meaning(of: now))
            guard !field.means(old, wanted), !field.means(wanted, found), Self.plain(wanted) != Self.plain(found) else {
                return nil
            }
            return Meanwhile.Difference(field: field, was: old, now: found, yours: wanted)
        }
    }

    private static func plain(_ text: String) -> String { text.filter { !$0.isWhitespace }.lowercased() }
}
