import Testing

import TerminalCore

@Suite struct GlyphFallbackTests {
    @Test(
        arguments: [
            ("a", "a"), ("é", "e"), ("ß", "s"), ("Ø", "O"), ("ł", "l"), ("ș", "s"), ("ễ", "e"),
            ("ÿ", "y"),
            ("…", "."), ("–", "-"), ("’", "'"), ("”", "\""), ("€", "E"), ("×", "x"), ("→", ">"), ("←", "<"), ("▲", "^"),
            ("▼", "v"), ("●", "*"), ("▏", "|"), ("│", "|"), ("─", "-"), ("┌", "+"), ("└", "+"), ("┤", "+"), ("═", "="),
            ("█", "#"), ("░", "#"), ("✓", "v"), ("\u{A0}", " "), ("ж", "?"), ("␛", "?"), ("\u{FFFD}", "?"),
        ] as [(Unicode.Scalar, String)])
    func replacesByOneColumn(_ scalar: Unicode.Scalar, _ ascii: String) {
        #expect(GlyphFallback.ascii(scalar, width: 1) == ascii)
    }

    @Test(arguments: [("漢", "??"), ("👍", "??"), ("Ａ", "A ")] as [(Unicode.Scalar, String)])
    func replacesByTwoColumns(_ scalar: Unicode.Scalar, _ ascii: String) {
        #expect(GlyphFallback.ascii(scalar, width: 2) == ascii)
    }

    @Test func leavesMarksOutOfText() {
        #expect(GlyphFallback.ascii("e\u{301}cole 漢") == "ecole ??")
    }

    @Test func isPrintableASCIIOfTheSameWidthForEveryScalar() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for width in 1...2 {
                let ascii = GlyphFallback.ascii(scalar, width: width)
                if ascii.utf8.count != width || !ascii.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
                    Issue.record("U+\(String(value, radix: 16)) became \(ascii)")
                }
            }
        }
    }
}
