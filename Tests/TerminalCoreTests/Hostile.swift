import HostileTesting

@testable import TerminalCore

/// Text as it must be expected in customer data.
enum Hostile {
    static let corpus = HostileCorpus.all.map(\.text) + own

    private static let own = [
        "\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{1B}]52;c;cm0gLXJmIC8K\u{7}", "a\rb\nc\r\nd\te\u{8}\u{8}",
        "\u{9B}31m\u{9D}x\u{9C}",
        "invoice\u{202E}fdp.exe", "\u{2066}\u{2067}\u{2068}\u{2069}\u{202A}\u{202B}\u{202D}",
        "\u{200B}\u{200C}\u{200D}\u{2060}",
        "soft\u{AD}hyphen", "\u{FEFF}bom", "\u{2028}\u{2029}\u{85}",
        "z" + String(repeating: "\u{336}\u{489}", count: 500),
        String(repeating: "\u{301}", count: 50), "👨‍👩‍👧‍👦👍🏿🇳🇱🇧🇪🇳❤️1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u{200D}👨\u{200D}\u{200D}👩\u{FE0F}\u{FE0F}\u{FE0F}",
        String(repeating: "👩\u{200D}", count: 300), "नमस्ते क्षत्रिय", "ภาษาไทย กำ", "مرحبا \u{600}1",
        "한국어 \u{1112}\u{1161}\u{11AB}\u{1161}",
        "漢字かなｶﾅＡＢ\u{3000}", "\u{E000}\u{F8FF}\u{FFFE}\u{10FFFF}", "\u{E0001}\u{E0041}\u{E007F}", "a\u{E0100}\u{FE00}",
        "ﷺ﷽", "\0\u{1}\u{1F}\u{7F}",
        "\u{115F}\u{1160}\u{3164}\u{FFA0}\u{17B4}\u{180E}\u{34F}", "🫩🪾\u{1FAEA}", "\u{D4E}\u{301}\u{D4E}a",
    ]

    /// Whether a terminal draws it as one thing, without moving, hiding or reordering anything.
    static func isSafe(_ character: Character) -> Bool {
        let scalars = Array(character.unicodeScalars)
        guard scalars.count <= 5 else { return false }
        return scalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            case .spaceSeparator: scalar == " "
            default: !scalar.properties.isDefaultIgnorableCodePoint
            }
        }
    }
}
