import BillingModel

/// What the texts of a field are for, which decides about the characters in them that nobody sees.
public enum TextUse: Hashable, Sendable {
    /// Words and values: white space around them falls away, and on one line a line break is a space. A text of many
    /// lines stays as it is.
    case words
    /// What records are told apart by, such as codes, user names and mail addresses: as words, but two that look the
    /// same must be the same, so that nothing invisible may stand in them.
    case code
    /// Taken as it came, since a space can mean something: what is searched for, a password, a unit such as “ hour”.
    case asGiven

    init(_ kind: FieldKind) {
        switch kind {
        case .code: self = .code
        case .secret: self = .asGiven
        default: self = .words
        }
    }
}

extension FieldDeclaration {
    /// The text as it is kept and compared: without what is around it by accident. What nobody can see is empty.
    ///
    /// Whether the vendors do so is unknown.
    public func tidied(_ text: String) -> String {
        guard use != .asGiven else { return text }
        guard text.unicodeScalars.contains(where: { !$0.isUnseen && $0.sight != .joined }) else { return "" }
        switch kind {
        // Its lines are somebody's own layout.
        case .multilineText: return text
        case .text where use == .words: return text.withoutBlankEnds.onOneLine
        default: return text.withoutBlankEnds
        }
    }
}

extension String {
    /// With one space where there were line breaks.
    fileprivate var onOneLine: String {
        guard contains(where: \.isNewline) else { return self }
        return split(whereSeparator: \.isNewline).map { String($0).withoutBlankEnds }.filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// The first character that a code may not have in it, since two codes that look the same would not be the same.
    var firstUnfitForCodes: Unicode.Scalar? { unicodeScalars.first { $0 != " " && $0.sight != .seen } }
}
