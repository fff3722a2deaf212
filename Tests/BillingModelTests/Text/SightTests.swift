import BillingModel
import Testing

struct SightTests {
    nonisolated static let table: [(Sight, String)] = [
        (.seen, "aZ0~-é日€\u{301}\u{336}👨"),
        (
            .blank,
            " \t\n\r\u{B}\u{C}\u{85}\u{A0}\u{1680}\u{2003}\u{2028}\u{2029}\u{202F}\u{3000}\u{200B}\u{2060}\u{FEFF}"
        ),
        (.hidden, "\0\u{7}\u{1B}\u{7F}\u{9B}\u{AD}\u{200C}\u{200D}\u{200E}\u{200F}\u{202E}\u{2066}\u{061C}\u{600}"),
        (.hidden, "\u{115F}\u{3164}\u{FFA0}\u{17B4}\u{180E}\u{34F}\u{E0001}\u{FFF9}\u{2800}"),
        (.joined, "\u{FE00}\u{FE0F}\u{E0100}\u{E0041}\u{E007F}"),
        (.unknown, "\u{E000}\u{F8FF}\u{FFFE}\u{10FFFF}\u{378}"),
    ]

    @Test(arguments: table) func everyCharacterHasOneSight(_ sight: Sight, _ characters: String) {
        for scalar in characters.unicodeScalars {
            #expect(scalar.sight == sight, "U+\(String(scalar.value, radix: 16, uppercase: true))")
            #expect(scalar.isUnseen == [.blank, .hidden].contains(sight))
        }
    }

    @Test func everySightIsInTheTable() {
        #expect(Set(Self.table.map(\.0)) == Set(Sight.allCases))
    }

    @Test(arguments: [
        (" a b \u{FEFF}", "a b", "a b", "ab"),
        ("\u{202E}1\u{A0}000\u{200E}", "\u{202E}1\u{A0}000\u{200E}", "1\u{A0}000", "1000"),
        ("❤\u{FE0F}", "❤\u{FE0F}", "❤\u{FE0F}", "❤\u{FE0F}"), ("\u{200B}\t", "", "", ""), ("", "", "", ""),
    ])
    func textsLoseWhatTheirUseAllows(_ text: String, _ value: String, _ term: String, _ number: String) {
        #expect(text.withoutBlankEnds == value)
        #expect(text.withoutUnseenEnds == term)
        #expect(text.withoutUnseen == number)
    }
}
