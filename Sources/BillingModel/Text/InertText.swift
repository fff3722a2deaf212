extension String {
    /// As it may be printed where somebody reads it: what would drive a terminal, or turn its line around, is a sign.
    /// Line breaks and tabs stay.
    public var inert: String {
        guard !utf8.allSatisfy(Self.isPlain) else { return self }
        var text = UnicodeScalarView()
        for scalar in unicodeScalars { text.append(Self.drives(scalar) ? "\u{FFFD}" : scalar) }
        return String(text)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }

    private static func drives(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\t"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
