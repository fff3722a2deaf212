import BillingModel

/// Text from the keyboard or a paste, without what no field may hold.
enum TypedText {
    /// The text without control characters; every line break becomes `newline`, a tab a space.
    static func cleaned(_ text: String, newline: String) -> String {
        var result = ""
        for character in text {
            if character.isNewline {
                result += newline
            } else if character == "\t" {
                result += " "
            } else if !isControl(character) {
                result.append(character)
            } else {
                result.unicodeScalars.append(
                    contentsOf: character.unicodeScalars.filter { $0.properties.generalCategory != .control })
            }
        }
        return result
    }

    /// A paste for a field of one line. What nobody meant to copy at its ends is left out: line ends, the tabs between
    /// the cells of a sheet, and characters that cannot be seen. Spaces stay, since some are meant.
    static func pastedLine(_ text: String) -> String {
        cleaned(text.trimmed(of: { $0.isUnseen && !isSpace($0) }), newline: " ")
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .spaceSeparator
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
