import BillingAPI
import TerminalCore

/// What another changed in a record since a form read it.
struct Meanwhile: Sendable {
    struct Field: Equatable, Sendable {
        var field: FieldDeclaration
        var was: String
        var now: String
        /// What is typed here for it; nil where nothing is.
        var yours: String?

        /// Whether sending would put the own value in the place of theirs.
        var isClash: Bool { yours != nil && yours != now }
    }

    var fields: [Field] = []

    var isEmpty: Bool { fields.isEmpty }
    var isClash: Bool { fields.contains(where: \.isClash) }

    /// - Parameter typed: What is to be sent, by parameter name, in the vendor's writing.
    init(from base: [BaseField], to now: [BaseField], typed: [String: String]) {
        fields = now.compactMap { new in
            guard let old = base.first(where: { $0.field.name == new.field.name }),
                new.field.tidied(old.text) != new.field.tidied(new.text)
            else { return nil }
            return Field(field: new.field, was: old.text, now: new.text, yours: typed[new.field.name])
        }
    }

    /// Each field with what it was, what it is now, and what is typed here.
    func lines(_ texts: Texts) -> [Review.Line] {
        fields.map { field in
            func shown(_ text: String) -> String {
                field.field.isSecret
                    ? texts.hiddenSecret : text.isEmpty ? texts.nothing : texts.shown(text, field.field.kind)
            }
            var values = [
                Review.Value(texts.was, shown(field.was), .oldValue, atMost: 2),
                Review.Value(texts.now, shown(field.now), .warning, atMost: 2),
            ]
            if field.isClash, let yours = field.yours {
                values.append(Review.Value(texts.yours, shown(yours), .newValue, atMost: 2))
            }
            return Review.Line(label: field.field.label[texts.language], values: values)
        }
    }
}
