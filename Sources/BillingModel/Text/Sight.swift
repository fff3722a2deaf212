/// What is seen of a character: the one rule by which texts are trimmed, codes refused, and staff warned.
///
/// How a terminal draws a character is another matter; a sign stands there for all that it must not be sent.
public enum Sight: CaseIterable, Sendable {
    case seen
    /// White space, and what is as wide as nothing and gets between words by copying.
    case blank
    /// Nothing: controls, zero-width and bidirectional signs, fillers.
    case hidden
    /// Seen in the character before it alone: a variation selector, a tag.
    case joined
    /// Unassigned or private: the same box for all of them, where it has no look that others do not know.
    case unknown
}

extension Unicode.Scalar {
    public var sight: Sight {
        if value < 0x7F { return value > 0x20 ? .seen : properties.isWhitespace ? .blank : .hidden }
        switch value {
        case 0x200B, 0x2060, 0xFEFF: return .blank
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0xE0020...0xE007F: return .joined
        // A Braille pattern without dots.
        case 0x2800: return .hidden
        default: break
        }
        if properties.isWhitespace { return .blank }
        if properties.isDefaultIgnorableCodePoint { return .hidden }
        return switch properties.generalCategory {
        case .control, .format: .hidden
        case .unassigned, .privateUse, .surrogate: .unknown
        default: .seen
        }
    }

    /// Whether nobody sees it, in its own place or in another's.
    public var isUnseen: Bool { sight == .blank || sight == .hidden }
}

extension String {
    /// Without what is not seen at its ends: what a search looks for.
    public var withoutUnseenEnds: String { trimmed(of: \.isUnseen) }

    /// Without the blanks around it, which nobody means: a value as it is kept.
    public var withoutBlankEnds: String { trimmed(of: { $0.sight == .blank }) }

    /// Without what is not seen anywhere in it: the digits of a number that was copied.
    public var withoutUnseen: String { String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isUnseen })) }

    /// Without the characters of one kind at its ends.
    public func trimmed(of isUnwanted: (Unicode.Scalar) -> Bool) -> String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isUnwanted($0) }),
            let last = scalars.lastIndex(where: { !isUnwanted($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
