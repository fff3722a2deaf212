/// What one Unicode scalar may do on a screen.
enum ScalarKind: Equatable {
    /// Drawn as it is, in one or two columns.
    case narrow, wide
    /// Drawn onto the base before it.
    case mark
    /// A blank of one or two columns, whatever its name.
    case space(columns: Int)
    /// C0 and DEL: drawn as Unicode's picture of it.
    case control
    /// Invisible, reordering, private or newer than the width table: never drawn, a sign stands for it.
    case hidden
    case variation, joiner, skinTone, regional, tag

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if scalar.isPlain {
            self = .narrow
            return
        }
        switch value {
        case 0..<0x20, 0x7F: self = .control
        case 0x80...0x9F: self = .hidden
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: self = .wide
        case 0x200D: self = .joiner
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .variation
        case 0x1F1E6...0x1F1FF: self = .regional
        case 0x1F3FB...0x1F3FF: self = .skinTone
        case 0xE0020...0xE007F: self = .tag
        default: self = Self.lookUp(scalar)
        }
    }

    private static func lookUp(_ scalar: Unicode.Scalar) -> ScalarKind {
        let properties = scalar.properties
        // First: the invisible Hangul fillers have a width, and the table would give it.
        if properties.isDefaultIgnorableCodePoint { return .hidden }
        let isWide = UnicodeWidthTable.contains(scalar.value, in: UnicodeWidthTable.wide)
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return .hidden
        case .spaceSeparator:
            return .space(columns: isWide ? 2 : 1)
        default:
            break
        }
        guard let age = properties.age, (age.major, age.minor) <= UnicodeWidthTable.version else { return .hidden }
        if isWide { return .wide }
        return UnicodeWidthTable.contains(scalar.value, in: UnicodeWidthTable.zeroWidth) ? .mark : .narrow
    }
}

extension Unicode.Scalar {
    /// Whether it is one of the letters, digits and signs before the first mark: drawn as it is, in one column.
    var isPlain: Bool {
        switch value {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF: true
        default: false
        }
    }

    /// Whether it can be part of an emoji sequence; digits, `#`, `*`, `©` and `®` only by a variation selector.
    var isEmojiBeyondLatin: Bool { value > 0xFF && properties.isEmoji }
}
