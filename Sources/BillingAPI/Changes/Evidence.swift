import BillingModel
import Foundation

/// What reading the record again tells of a sending without an answer.
public enum Evidence: Equatable, Sendable {
    case tookEffect, didNot, another
    /// The record shows nothing of it.
    case none

    /// What the system does not tell, such as the reason of an ending, is evidence of nothing.
    ///
    /// - Parameters:
    ///   - sent: What was sent, with what stood in the record before.
    ///   - now: The record as it is now.
    public init<Change: WritingAction>(of sent: Intent, by action: Change.Type, in now: (any RecordAnswer)?) {
        let pairs = sent.changes.compactMap { change -> (old: String, new: String, now: String)? in
            guard let field = action.fields(of: change)?.recorded, let old = change.before, let new = change.after,
                let now = now?.text(of: field)
            else { return nil }
            return (field.compared(old), field.compared(new), field.compared(now))
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

extension FieldDeclaration {
    /// What a text says, in one writing: two that say the same are the same here, also where a system has written a
    /// number with other decimals than it was sent with.
    func compared(_ text: String) -> String {
        let text = tidied(meaning(of: text))
        switch kind {
        case .decimal, .percentage: return Decimal(vendorText: text)?.vendorText ?? text
        default: return text
        }
    }
}
