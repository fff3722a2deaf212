import Testing

import TerminalCore

@Suite struct GlyphFallbackTests {
    @Test(
        arguments: [
            ("a", "a"), ("é", "e"), ("e\u{301}", "e"), ("ß", "s"), ("Ø", "O"), ("ł", "l"), ("ș", "s"), ("ễ", "e"),
            ("ÿ", "y"),
            ("…", "."), ("–", "-"), ("’", "'"), ("”", "\""), ("€", "E"), ("×", "x"), ("→", ">"), ("←", "<"), ("▲", "^"),
            ("▼", "v"), ("●", "*"), ("▏", "|"), ("│", "|"), ("─", "-"), ("┌", "+"), ("└", "+"), ("┤", "+"), ("═", "="),
            ("█", "#"), ("░", "#"), ("✓", "v"), ("\u{A0}", " "), ("ж", "?"), ("␛", "?"), ("\u{FFFD}", "?"),
        ] as [(Character, String)])
    func replacesByOneColumn(_ character: Character, _ ascii: String) {
        #expect(GlyphFallback.ascii(character, width: 1) == ascii)
    }

    @Test(arguments: [("漢", "??"), ("👍", "??"), ("Ａ", "A ")] as [(Character, String)])
    func replacesByTwoColumns(_ character: Character, _ ascii: String) {
        #expect(GlyphFallback.ascii(character, width: 2) == ascii)
    }

    @Test func isPrintableASCIIOfTheSameWidthForEveryScalar() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for width in 1...2 {
                let ascii = GlyphFallback.ascii(Character(scalar), width: width)
                if ascii.utf8.count != width || !ascii.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
                    Issue.record("U+\(String(value, radix: 16)) became \(ascii)")
                }
            }
        }
    }
}
