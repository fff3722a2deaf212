import TerminalCore
import Testing

@testable import TerminalNcurses

@Suite struct KeyDecoderTests {
    @Test(
        arguments: [
            ("a", [.character("a")]), ("é漢", [.character("é"), .character("漢")]),
            ("e\u{301}", [.character("e\u{301}")]),
            ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
            ("\u{1}", [.control("a")]), ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]),
            ("\u{1C}", [.control("\\")]),
            ("\u{1F}", [.control("_")]), ("\0", []), ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]),
            ("\u{1B}[1;5C", [.right]),
            ("\u{1B}[d", [.left]), ("\u{1B}[H", [.home]), ("\u{1B}OH", [.home]), ("\u{1B}[1~", [.home]),
            ("\u{1B}[7~", [.home]),
            ("\u{1B}[F", [.end]), ("\u{1B}OF", [.end]), ("\u{1B}[4~", [.end]), ("\u{1B}[8~", [.end]),
            ("\u{1B}[2~", [.insert]),
            ("\u{1B}[3~", [.delete]), ("\u{1B}[3$", [.delete]), ("\u{1B}[5~", [.pageUp]), ("\u{1B}[6~", [.pageDown]),
            ("\u{1B}[Z", [.backTab]), ("\u{1B}OP", [.function(1)]), ("\u{1B}[11~", [.function(1)]),
            ("\u{1B}[[C", [.function(3)]),
            ("\u{1B}[15~", [.function(5)]), ("\u{1B}[17~", [.function(6)]), ("\u{1B}[21~", [.function(10)]),
            ("\u{1B}[23~", [.function(11)]), ("\u{1B}[24~", [.function(12)]), ("\u{1B}[24;2~", []), ("\u{1B}[1;2Q", []),
            ("\u{1B}OM", [.enter]), ("\u{1B}Ok", [.character("+")]), ("\u{1B}Op", [.character("0")]),
            ("\u{1B}x", [.escape, .character("x")]), ("\u{1B}\u{1B}[A", [.escape, .up]),
            ("\u{1B}\r", [.escape, .enter]),
            ("\u{1B}[?2026;1$y", []), ("\u{1B}[99~", []), ("\u{1B}[1;2;3;4z", []), ("\u{1B}[I", []),
            ("a\u{1B}[Bb", [.character("a"), .down, .character("b")]),
        ] as [(String, [Key])])
    func readsKeys(_ bytes: String, _ keys: [Key]) {
        var whole = KeyDecoder()
        #expect(whole.decode(bytes.utf8) == keys.map(TerminalEvent.key))
        #expect(!whole.isWaiting)
    }

    @Test(arguments: ["é", "漢", "👍", "\u{1B}[1;5C", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[200~ab\u{1B}[20\u{1B}[201~"])
    func bytesMayArriveOneByOne(_ text: String) {
        var whole = KeyDecoder()
        var split = KeyDecoder()
        let expected = whole.decode(text.utf8)
        #expect(text.utf8.flatMap { split.decode([$0]) } == expected)
        #expect(!expected.isEmpty)
    }

    @Test(
        arguments: [
            ("\u{1B}", [.escape]), ("\u{1B}[", [.escape, .character("[")]), ("\u{1B}O", [.escape, .character("O")]),
            ("\u{1B}[1;5", [.escape]),
        ] as [(String, [Key])])
    func anEscapeThatNothingFollowsIsTheKey(_ bytes: String, _ keys: [Key]) {
        var decoder = KeyDecoder()
        #expect(decoder.decode(bytes.utf8).isEmpty)
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == keys.map(TerminalEvent.key))
        #expect(!decoder.isWaiting)
    }

    @Test func brokenUTF8IsNoKey() {
        var decoder = KeyDecoder()
        let events = decoder.decode([0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xC2, 0x9B, 0x61])
        #expect(events == [.key(.character("(")), .key(.character("a"))])
    }

    @Test func latin1BytesAreLetters() {
        var decoder = KeyDecoder()
        decoder.isLatin1 = true
        #expect(decoder.decode([0xE9, 0x9B, 0x61]) == [.key(.character("é")), .key(.character("a"))])
    }

    @Test func theTerminalsOwnSequencesWin() {
        var decoder = KeyDecoder()
        decoder.known = [Array("\u{1B}[214z".utf8): .home, Array("\u{1B}[A".utf8): .pageUp]
        #expect(decoder.decode("\u{1B}[214z\u{1B}[A\u{1B}[B".utf8) == [.key(.home), .key(.pageUp), .key(.down)])
    }

    @Test func aPasteIsOneEventAndNeverKeys() {
        var decoder = KeyDecoder()
        let events = decoder.decode("x\u{1B}[200~q\r\u{1B}[A\u{3}é\u{1B}[201~y".utf8)
        #expect(events == [.key(.character("x")), .paste("q\r\u{1B}[A\u{3}é"), .key(.character("y"))])
    }

    @Test func aHugePasteIsCutAndStillEnds() {
        var decoder = KeyDecoder()
        let text = String(repeating: "a", count: KeyDecoder.largestPaste + 5000)
        let events = decoder.decode("\u{1B}[200~\(text)\u{1B}[201~q".utf8)
        #expect(events == [.paste(String(repeating: "a", count: KeyDecoder.largestPaste)), .key(.character("q"))])
    }

    @Test func anyBytesAreSurvived() {
        var state: UInt64 = 1
        for _ in 0..<300 {
            var decoder = KeyDecoder()
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let lead: [UInt8] = state >> 60 < 6 ? [0x1B, 0x5B] : []
                _ = decoder.decode(
                    lead + [UInt8(truncatingIfNeeded: state >> 33), UInt8(truncatingIfNeeded: state >> 45)])
                if state >> 61 == 0 { _ = decoder.flush() }
            }
            _ = decoder.flush()
        }
    }
}
