import BillingAPI
import BillingModel

/// A sending of which nothing tells whether it took effect: the same must not be sent again unasked.
struct Undecided: Codable, Equatable, Sendable {
    var intent: Intent
    /// When it was sent, as staff read it.
    var moment: String
    /// What went wrong, in both languages.
    var reason: LocalizedText

    /// The name to send a change under: that of the first sending where it is the same change, so that a system that
    /// keeps such names carries it out once. Nil of another, and of one with a secret, which may be another one now.
    func name(for change: Intent) -> String? {
        let isSame =
            change.action == intent.action && change.target == intent.target && change.changes == intent.changes
        return isSame && !change.changes.contains(where: \.isSecret) ? intent.id : nil
    }
}

/// What reading the record again tells of a sending without an answer.
enum Evidence: Equatable {
    case tookEffect, didNot, another
    /// The record shows nothing of it.
    case none

    /// - Parameters:
    ///   - base: The record before the sending.
    ///   - now: The record as it is now.
    init<Change: WritingAction>(of change: Change, from base: [BaseField], to now: [BaseField]) {
        let pairs = Change.declaration.parameters.compactMap { parameter -> (old: String, new: String, now: String)? in
            let field = Change.recordField(of: parameter)
            guard !parameter.isSecret, let new = change.arguments[text: parameter],
                let before = base.first(where: { [field.name, parameter.name].contains($0.field.name) }),
                let after = now.first(where: { $0.field.name == before.field.name })
            else { return nil }
            return (field.tidied(before.text), field.tidied(new), field.tidied(after.text))
        }.filter { $0.old != $0.new }
        if pairs.isEmpty {
            self = .none
        } else if pairs.allSatisfy({ $0.now == $0.new }) {
            self = .tookEffect
        } else if pairs.allSatisfy({ $0.now == $0.old }) {
            self = .didNot
        } else {
            self = .another
        }
    }
}
