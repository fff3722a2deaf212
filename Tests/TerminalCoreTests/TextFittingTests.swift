import TerminalCore
import Testing

struct TextFittingTests {
    private let sentence =
        "HostFact at billing.example.net refused the connection on port 443 after the third try. Check the address."

    @Test func textThatFitsIsWrappedOnly() {
        #expect(DisplayText.fitted(sentence, to: 200, rows: 1) == [sentence])
        #expect(DisplayText.fitted(sentence, to: 60, rows: 2) == DisplayText.wrapped(sentence, to: 60))
    }

    @Test(arguments: [30, 40, 60, 80], 1...3) func remedyIsTheLastToGo(_ columns: Int, _ rows: Int) {
        let lines = DisplayText.fitted(sentence, to: columns, rows: rows)
        #expect(lines.count <= rows)
        #expect(lines.allSatisfy { DisplayText.width($0) <= columns })
        #expect(lines.joined(separator: " ").hasSuffix("Check the address."))
        #expect(lines.joined(separator: " ").hasPrefix("HostFact"))
    }

    @Test func singleSentenceKeepsBothItsEnds() {
        let lines = DisplayText.fitted("one two three four five six seven eight nine ten", to: 20, rows: 1)
        #expect(lines.count == 1)
        #expect(lines[0].contains("…") && lines[0].hasSuffix("ten"))
    }

    @Test func wordLongerThanTheRoomIsCut() {
        let lines = DisplayText.fitted(String(repeating: "x", count: 100), to: 10, rows: 2)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { DisplayText.width($0) <= 10 })
        #expect(lines.last?.hasSuffix("…") == true)
    }

    @Test func noRoomIsNoLine() {
        #expect(DisplayText.fitted(sentence, to: 0, rows: 3).isEmpty)
        #expect(DisplayText.fitted(sentence, to: 10, rows: 0).isEmpty)
        #expect(DisplayText.fitted("", to: 10, rows: 1) == [""])
    }

    @Test func longestOfSeveralIsShortenedFirst() {
        let texts = ["A short one.", sentence, "Another."]
        let lines = DisplayText.fitted(texts, to: 40, rows: 4)
        #expect(lines.reduce(0) { $0 + $1.count } == 4)
        #expect(lines[0] == ["A short one."] && lines[2] == ["Another."])
        #expect(lines[1].last?.hasSuffix("Check the address.") == true)
        #expect(DisplayText.fitted(texts, to: 40, rows: 1).map(\.count) == [1, 1, 1])
    }
}
