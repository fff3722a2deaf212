/// Cuts scalars into clusters that every terminal draws in as many columns as we count.
///
/// Terminals disagree about clusters. ncurses, tmux, xterm and the Linux console add up `wcwidth` scalar by scalar
/// (a family of four takes eight columns there); newer ones draw one picture in two. A table stays straight only
/// when both counts agree, so what would make them differ is not sent at all:
/// - of an emoji joined by ZWJ, toned or followed by tags only the first scalar is drawn (👨‍👩‍👧 as 👨);
/// - an emoji that a variation selector made wide (❤️, 1️⃣) is drawn narrow, without the selector, and a blank after it;
/// - a flag is drawn as its two letters (🇳🇱 as NL);
/// - a spacing mark (Devanagari and its neighbours) is a cluster of its own, as it has a column of its own.
///
/// The result is a fixed point: cutting what was drawn once more changes nothing.
struct ClusterIterator: IteratorProtocol {
    /// A subdivision flag has at most six tags and their end.
    private static var maximumTags: Int { 7 }

    private var scalars: String.UnicodeScalarView.Iterator
    private var ahead: Unicode.Scalar?
    private var isBlankDue = false
    private var isSignDue = false

    init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
        ahead = self.scalars.next()
    }

    mutating func next() -> DisplayText.Cluster? {
        if isBlankDue {
            isBlankDue = false
            return .blank
        }
        if isSignDue {
            isSignDue = false
            return .sign
        }
        guard let first = take() else { return nil }
        // Before the first mark of Unicode nothing joins.
        if (ahead?.value ?? 0) < 0x300, first.isPlain { return DisplayText.Cluster(first) }
        return cluster(startingWith: first)
    }

    private mutating func take() -> Unicode.Scalar? {
        let scalar = ahead
        ahead = scalars.next()
        return scalar
    }

    private mutating func cluster(startingWith first: Unicode.Scalar) -> DisplayText.Cluster {
        switch ScalarKind(first) {
        case .narrow: return extended(first, width: 1)
        case .wide, .skinTone: return extended(first, width: 2)
        case .space(columns: 2):
            isBlankDue = true
            return .blank
        case .space: return extended(" ", width: 1)
        case .control: return DisplayText.Cluster(Self.picture(of: first))
        case .hidden, .variation, .joiner, .tag: return .sign
        case .regional: return DisplayText.Cluster(Self.letter(of: first))
        case .mark:
            // Without a base it would land on the border or the text to the left.
            return extended("\u{25CC}", first, width: 1)
        }
    }

    /// Takes what belongs to `base`: marks up to a limit, and the rest of an emoji sequence.
    private mutating func extended(
        _ base: Unicode.Scalar, _ firstMark: Unicode.Scalar? = nil, width: Int
    ) -> DisplayText.Cluster {
        var marks: [Unicode.Scalar] = firstMark.map { [$0] } ?? []
        var maySelect = true
        var isEmojiStyle = false
        var tags = 0
        while let scalar = ahead {
            switch ScalarKind(scalar) {
            case .mark:
                if marks.count < DisplayText.Cluster.mostMarks { marks.append(scalar) }
            case .variation where maySelect:
                maySelect = false
                isEmojiStyle = isEmojiStyle || (scalar.value == 0xFE0F && base.properties.isEmoji)
            case .skinTone where base.properties.isEmojiModifierBase:
                isEmojiStyle = true
            case .tag where base.value == 0x1F3F4 && tags < Self.maximumTags:
                tags += 1
            case .joiner where base.isEmojiBeyondLatin:
                _ = take()
                guard let joined = ahead, joined.isEmojiBeyondLatin else {
                    isSignDue = true
                    return finished(base, marks, width: width, isEmojiStyle: isEmojiStyle)
                }
                isEmojiStyle = true
                maySelect = true
            default:
                return finished(base, marks, width: width, isEmojiStyle: isEmojiStyle)
            }
            _ = take()
        }
        return finished(base, marks, width: width, isEmojiStyle: isEmojiStyle)
    }

    private mutating func finished(
        _ base: Unicode.Scalar, _ marks: [Unicode.Scalar], width: Int, isEmojiStyle: Bool
    ) -> DisplayText.Cluster {
        if isEmojiStyle, width == 1 { isBlankDue = true }
        guard !marks.isEmpty else { return DisplayText.Cluster(base, width: width) }
        var text = String(base)
        text.unicodeScalars.append(contentsOf: marks)
        // A Hangul vowel joins only Hangul: on another base the text would be two characters.
        return DisplayText.Cluster(base, marks: text.count == 1 ? marks : [], width: width)
    }

    private static func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
        let value = control.value == 0x7F ? 0x2421 : 0x2400 + control.value
        return Unicode.Scalar(value) ?? DisplayText.sign
    }

    private static func letter(of regional: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: regional.value - 0x1F1E6 + 0x41))
    }
}
