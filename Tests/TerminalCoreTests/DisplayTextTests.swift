import Testing

@testable import TerminalCore

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("", 0), ("Keizersgracht", 13), ("Müller", 6), ("e\u{301}", 1), ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("한국", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("か\u{3099}", 2), ("→▲●…─", 5), ("😀", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2),
        ("👩🏽‍🚀", 2), ("🇳🇱", 2), ("🇳", 1), ("❤", 1), ("❤\u{FE0F}", 2), ("⌚", 2), ("⌚\u{FE0E}", 2), ("1\u{FE0F}\u{20E3}", 2),
        ("🏳️‍🌈", 2), ("❤️‍🔥", 2), ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2), ("☝🏽", 2),
        ("🏽", 2), ("\u{3000}", 2), ("\u{A0}", 1), ("กำ", 2), ("नि", 2), ("a\r\nb", 4), ("\t", 1), ("\u{301}", 1),
    ])
    func countsColumns(_ text: String, _ columns: Int) {
        #expect(DisplayText.width(text) == columns)
        #expect(DisplayText.clusters(text).reduce(0) { $0 + $1.width } == columns)
    }

    @Test(arguments: [
        ("a\u{1B}[31m", "a␛[31m"), ("\r\n", "␍␊"), ("\0\t\u{7F}", "␀␉␡"), ("\u{85}\u{9B}31m", "��31m"),
        ("\u{202E}abc\u{202C}", "�abc�"), ("\u{2066}a\u{2069}\u{61C}\u{200E}\u{200F}", "�a����"),
        ("a\u{200B}b\u{200C}c\u{200D}d", "a�b�c�d"), ("\u{FEFF}a\u{2060}\u{AD}", "�a��"), ("\u{2028}\u{2029}", "��"),
        ("\u{E000}\u{FFFF}\u{10FFFF}\u{378}", "����"), ("a\u{E0041}", "a�"), ("\u{3164}\u{115F}\u{FFA0}", "���"),
        ("👩\u{200D}", "👩�"), ("👩\u{200D}a", "👩�a"), ("👩‍🚀", "👩"), ("👍🏽", "👍"), ("🇳🇱", "NL"), ("❤\u{FE0F}", "❤ "),
        ("1\u{FE0F}\u{20E3}", "1\u{20E3} "), ("a\u{FE0F}b", "ab"), ("a\u{FE0F}\u{FE0F}\u{FE00}", "a��"),
        ("\u{301}a", "\u{25CC}\u{301}a"), ("\u{1161}", "\u{25CC}"), ("a\u{3000}b\u{2003}c", "a  b c"),
        ("z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}z", "z\u{300}\u{301}\u{302}\u{303}z"),
    ])
    func showsWhatWouldBeHiddenOrObeyed(_ text: String, _ shown: String) {
        let drawn = DisplayText.clusters(text).map { String($0.character) }.joined()
        #expect(Array(drawn.unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(arguments: Hostile.corpus) func drawnTextIsDrawnTheSameAgain(_ text: String) {
        let clusters = DisplayText.clusters(text)
        let drawn = clusters.map { String($0.character) }.joined()
        #expect(DisplayText.clusters(drawn).map(\.width).reduce(0, +) == clusters.map(\.width).reduce(0, +))
        #expect(DisplayText.truncated(drawn, to: .max) == drawn)
    }

    @Test func everyScalarGivesClustersThatTerminalsAgreeOn() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(scalar)" + String(scalar)
            for cluster in DisplayText.clusters(text) where !Hostile.isSafe(cluster.character) {
                Issue.record("U+\(String(value, radix: 16)) drew \(cluster)")
            }
        }
    }

    @Test(arguments: [
        ("漢漢漢", 6, "漢漢漢"), ("漢漢漢", 5, "漢漢…"), ("漢漢漢", 4, "漢…"), ("漢漢漢", 1, "…"), ("漢", 1, "…"),
        ("漢", 2, "漢"), ("abc", 3, "abc"), ("abc", 2, "a…"), ("abc", 0, ""), ("abc", -1, ""), ("éàü", 2, "é…"),
    ])
    func cutsWithAnEllipsis(_ text: String, _ columns: Int, _ shown: String) {
        #expect(DisplayText.truncated(text, to: columns) == shown)
    }

    @Test func padsToExactlyTheColumns() {
        #expect(DisplayText.padded("é漢", to: 5) == "é漢  ")
        #expect(DisplayText.padded("漢漢漢", to: 4) == "漢… ")
        #expect(DisplayText.padded("a", to: 0).isEmpty)
    }
}
