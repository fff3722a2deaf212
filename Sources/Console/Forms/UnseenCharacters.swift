import BillingAPI
import BillingModel

/// Sentences for the review about what it cannot show of a new value.
enum UnseenCharacters {
    /// A password ends as it looks, or staff are told that it does not; so does any other text of one line.
    static func sentence(about field: FormField, _ texts: Texts) -> String? {
        guard field.isChanged else { return nil }
        switch field.declaration.kind {
        case .secret, .text: break
        default: return nil
        }
        let label = field.declaration.label[texts.language]
        let scalars = field.value.unicodeScalars
        let start = scalars.first?.isUnseen ?? false
        let end = scalars.last?.isUnseen ?? false
        if start || end { return texts.unseenEnds(label, start: start, end: end) }
        // Between words white space is seen, except in a hidden password, where it may be meant.
        return scalars.contains { $0.isUnseen && !$0.properties.isWhitespace }
            ? texts.unseenInside(label) : nil
    }
}
