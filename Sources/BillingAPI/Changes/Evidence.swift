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
        let told = sent.changes.compactMap { change -> (isNew: Bool, isOld: Bool)? in
            guard let field = action.fields(of: change)?.recorded, let old = change.before, let new = change.after,
                let now = now?.text(of: field), !field.isSame(old, new)
            else { return nil }
            return (field.isSame(now, new), field.isSame(now, old))
        }
        if told.isEmpty {
            self = .none
        } else if told.allSatisfy(\.isNew) {
            self = .tookEffect
        } else if told.allSatisfy(\.isOld) {
            self = .didNot
        } else {
            self = .another
        }
    }
}

extension FieldDeclaration {
    /// What a text says, in one writing: two that say the same are the same here, also where a system has written a
    /// number with other decimals than it was sent with.
    private func compared(_ text: String) -> String {
        let text = tidied(meaning(of: text))
        switch kind {
        case .decimal, .percentage: return Decimal(vendorText: text)?.vendorText ?? text
        case .references:
            return text.split(separator: ",").map(String.init).sorted().joined(separator: ",")
        default: return text
        }
    }

    /// Whether two texts say the same. Rows are told apart by what both say of them: a system works out some of their
    /// members itself.
    public func isSame(_ one: String, _ other: String) -> Bool {
        guard case .rows(let members) = kind, one != other else { return compared(one) == compared(other) }
        var (first, second) = (Arguments(), Arguments())
        guard first.set(writing: one, of: self), second.set(writing: other, of: self), let mine = first[rows: self],
            let theirs = second[rows: self]
        else { return compared(one) == compared(other) }
        return mine.count == theirs.count
            && zip(mine, theirs).allSatisfy { mine, theirs in
                members.allSatisfy { member in
                    guard let text = mine[member.name], let their = theirs[member.name] else { return true }
                    return member.compared(text) == member.compared(their)
                }
            }
    }
}
