// What stands in a text and is not seen there.
extension DisplayText {
    /// Whether a character is white space, or shows nothing in most programs: controls, zero-width and bidirectional
    /// signs, fillers. What changes the look of the character before it is seen in that one.
    public static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value <= 0x20 || scalar.value == 0x7F }
        let properties = scalar.properties
        switch ScalarKind(scalar) {
        case .variation, .tag: return false
        default: if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
        }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        // A Braille pattern without dots.
        default: return scalar.value == 0x2800
        }
    }

    /// A text without what is not seen at its ends: what a search looks for, and what a code is.
    public static func withoutUnseenEnds(_ text: String) -> String { trimmed(text, of: isUnseen) }

    /// A text without the characters of one kind at its ends.
    public static func trimmed(_ text: String, of isUnwanted: (Unicode.Scalar) -> Bool) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isUnwanted($0) }),
            let last = scalars.lastIndex(where: { !isUnwanted($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
