extension Unicode.Scalar {
    /// Whether a terminal, or whoever reads a line of a log, does what it stands for instead of showing it.
    package var isHarmful: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Whether it shows nothing, or nothing that every terminal agrees on.
    package var isUnfitToDraw: Bool {
        if isHarmful || properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .privateUse, .unassigned: return true
        case .spaceSeparator: return self != " "
        default: return false
        }
    }
}

extension StringProtocol {
    /// What must not be printed; line breaks and tabs may.
    package var harmfulScalars: [String] {
        unicodeScalars.filter { $0.isHarmful && $0 != "\n" && $0 != "\t" }.map(\.codePoint)
    }
}

extension Unicode.Scalar {
    /// `U+202E`.
    package var codePoint: String { "U+" + String(value, radix: 16, uppercase: true) }
}
