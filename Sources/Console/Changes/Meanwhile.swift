import BillingAPI
import BillingModel
import TerminalCore

/// What another changed in a record since a form read it, merged field by field with what is typed there.
struct Meanwhile: Sendable {
    struct Difference: Equatable, Sendable {
        /// What becomes of a field that another changed.
        enum Merging: Sendable {
            /// Nothing is typed here for it: it takes their value.
            case theirs
            /// The same is typed here.
            case agreed
            /// Sending would put the own value in the place of theirs: somebody has to decide.
            case clash
        }

        var field: FieldDeclaration
        var was: String
        var now: String
        /// What is typed here for it; nil where nothing is.
        var yours: String?

        var merging: Merging {
            guard let yours else { return .theirs }
            if field.means(field.meaning(of: yours), now) { return .agreed }
            return field.mergesWithOthers ? .theirs : .clash
        }
        var isClash: Bool { merging == .clash }
    }

    var differences: [Difference] = []

    var isEmpty: Bool { differences.isEmpty }
    var isClash: Bool { differences.contains(where: \.isClash) }
    var clashes: [Difference] { differences.filter(\.isClash) }

    /// - Parameter typed: What is to be sent, by parameter name, in the vendor's writing.
    init(from base: [BaseField], to now: [BaseField], typed: [String: String]) {
        differences = now.compactMap { new in
            guard let old = base.first(where: { $0.field.name == new.field.name }),
                !new.field.means(old.text, new.text)
            else { return nil }
            return Difference(field: new.field, was: old.text, now: new.text, yours: typed[new.field.name])
        }
    }

    /// What stood in the record where typing began, after what nobody has to decide about was taken over.
    func base(after base: [BaseField], now: [BaseField]) -> [BaseField] {
        let open = Set(clashes.map(\.field.name))
        return now.map { new in
            guard open.contains(new.field.name) else { return new }
            return base.first { $0.field.name == new.field.name } ?? new
        }
    }

    /// Each field with what it was, what it is now, and what is typed here.
    func lines(_ texts: Texts) -> [Review.Line] {
        differences.map { difference in
            let field = difference.field
            func shown(_ text: String) -> String { texts.shown(text, of: field) }
            let change = texts.changes(of: field, from: difference.was, to: difference.now)
            let isWhole = change.count == 1
            var values = [
                Review.Value(
                    texts.was, isWhole ? change[0].old ?? "" : shown(difference.was), .oldValue, atMost: 2),
                Review.Value(texts.now, isWhole ? change[0].new : shown(difference.now), .warning, atMost: 2),
            ]
            if difference.isClash, let yours = difference.yours {
                values.append(Review.Value(texts.yours, shown(yours), .newValue, atMost: 2))
            }
            return Review.Line(label: field.label[texts.language], values: values)
        }
    }
}

extension FieldDeclaration {
    /// Whether two texts say the same, however each is written: `50.7` and `50.70`, `4,7` and `7,4`.
    func means(_ one: String, _ other: String) -> Bool {
        if case .rows = kind { return isSame(one, other) }
        return one == other || plainest(one) == plainest(other)
    }

    private func plainest(_ text: String) -> String {
        guard case .success(let checked) = check(text) else { return tidied(text) }
        guard case .references = kind else { return checked }
        return checked.split(separator: ",").compactMap { Int($0) }.sorted().map(String.init).joined(separator: ",")
    }
}

extension Texts {
    /// A field's text as it is shown where it stands still; never a secret.
    func shown(_ text: String, of field: FieldDeclaration) -> String {
        field.isSecret ? hiddenSecret : text.isEmpty ? nothing : shown(text, field.kind)
    }
}
