import BillingAPI
import TerminalCore

/// What another changed in a record since a form read it.
struct Meanwhile: Sendable {
    struct Difference: Equatable, Sendable {
        var field: FieldDeclaration
        var was: String
        var now: String
        /// What is typed here for it; nil where nothing is.
        var yours: String?

        /// Whether sending would put the own value in the place of theirs.
        var isClash: Bool {
            guard let yours else { return false }
            return field.tidied(field.meaning(of: yours)) != field.tidied(now)
        }
    }

    var differences: [Difference] = []

    var isEmpty: Bool { differences.isEmpty }
    var isClash: Bool { differences.contains(where: \.isClash) }

    /// - Parameter typed: What is to be sent, by parameter name, in the vendor's writing.
    init(from base: [BaseField], to now: [BaseField], typed: [String: String]) {
        differences = now.compactMap { new in
            guard let old = base.first(where: { $0.field.name == new.field.name }),
                new.field.tidied(old.text) != new.field.tidied(new.text)
            else { return nil }
            return Difference(field: new.field, was: old.text, now: new.text, yours: typed[new.field.name])
        }
    }

    /// Each field with what it was, what it is now, and what is typed here.
    func lines(_ texts: Texts) -> [Review.Line] {
        differences.map { difference in
            let field = difference.field
            func shown(_ text: String) -> String {
                field.isSecret ? texts.hiddenSecret : text.isEmpty ? texts.nothing : texts.shown(text, field.kind)
            }
            var values = [
                Review.Value(texts.was, shown(difference.was), .oldValue, atMost: 2),
                Review.Value(texts.now, shown(difference.now), .warning, atMost: 2),
            ]
            if difference.isClash, let yours = difference.yours {
                values.append(Review.Value(texts.yours, shown(yours), .newValue, atMost: 2))
            }
            return Review.Line(label: field.label[texts.language], values: values)
        }
    }
}
