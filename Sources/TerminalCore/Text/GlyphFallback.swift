/// ASCII in place of characters that a terminal without UTF-8 cannot show.
public enum GlyphFallback {
    /// What to draw instead of a safe cluster on this base: always `width` characters of printable ASCII.
    public static func ascii(_ base: Unicode.Scalar, width: Int) -> String {
        guard width > 0 else { return "" }
        let sign = replacement(for: base)
        guard width > 1 else { return String(sign) }
        return sign == "?"
            ? String(repeating: "?", count: width) : String(sign) + String(repeating: " ", count: width - 1)
    }

    /// The same of a whole text.
    public static func ascii(_ text: String) -> String {
        DisplayText.clusters(text).map { ascii($0.base, width: $0.width) }.joined()
    }

    private static func replacement(for scalar: Unicode.Scalar) -> Character {
        switch scalar.value {
        case 0x20...0x7E: Character(scalar)
        case 0xA0...0x17F: letter(scalar.value - 0xA0, of: latin)
        case 0x1CD...0x24F: letter(scalar.value - 0x1CD, of: latinExtended)
        case 0x1E00...0x1EFF: letter(scalar.value - 0x1E00, of: latinAdditional)
        case 0xFF01...0xFF5E: Character(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFF01 + 0x21)))
        default: symbols[scalar] ?? drawing(scalar.value)
        }
    }

    private static func letter(_ index: UInt32, of table: StaticString) -> Character {
        table.withUTF8Buffer { Int(index) < $0.count ? Character(Unicode.Scalar($0[Int(index)])) : "?" }
    }

    /// Box drawing and block elements.
    private static func drawing(_ value: UInt32) -> Character {
        switch value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A: "-"
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: "|"
        case 0x2575, 0x2577, 0x2579, 0x257B, 0x258C...0x2590, 0x2595: "|"
        case 0x2550: "="
        case 0x2500...0x257F: "+"
        case 0x2580...0x2588, 0x2591...0x2593, 0x25A0, 0x25AA, 0x25AE: "#"
        case 0x2589...0x258B: "|"
        case 0x2594: "-"
        default: "?"
        }
    }

    private static let symbols: [Unicode.Scalar: Character] = {
        let pairs: [(String, Character)] = [
            ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}", "-"), ("‘’‚‛′", "'"), ("“”„‟″", "\""),
            ("…·", "."), ("•●◆★⬤∗■▪", "*"), ("○◦◯◌", "o"), ("€", "E"), ("→▶►▸▹›⇒➜➤", ">"), ("←◀◄◂◃‹⇐", "<"),
            ("↑▲▴△⇑⌃", "^"), ("↓▼▾▽⇓⌄", "v"), ("✓✔", "v"), ("✗✘✕✖", "x"), ("⚠", "!"), ("≤", "<"), ("≥", ">"),
            ("▏▎▍", "|"), ("⏎↵", "<"), ("⌛⏳", "."), ("☐", "o"), ("☑☒", "x"),
        ]
        var result: [Unicode.Scalar: Character] = [:]
        for (from, to) in pairs {
            for scalar in from.unicodeScalars { result[scalar] = to }
        }
        return result
    }()

    /// U+00A0 to U+017F.
    private static let latin: StaticString =
        #"""
         !cL?Y|S"ca<-?R-o+23'uP.,1o>????AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuytyAaAaAaCc\#
        CcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUu\#
        UuUuWwYyYZzZzZzs
        """#

    /// U+01CD to U+024F.
    private static let latinExtended: StaticString =
        #"""
        AaIiOoUuUuUuUuUu?AaAa????GgKkOoOo??jDDdGg??NnAa????AaAaEeEeIiIiOoOoRrRrUuUuSsTt??Hh??????AaEeOoOoOoOoYy?\#
        ???????????????????????????
        """#

    /// U+1E00 to U+1EFF.
    private static let latinAdditional: StaticString =
        #"""
        AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSs\#
        SsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas??S?AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOo\#
        OoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy??????
        """#
}
