import TerminalCore
import Testing

@testable import TerminalNcurses

@Suite struct KeyDecoderTests {
    /// What keys and chords send, and what they are.
    private static let keys: [(String, [Key])] = [
        ("a", [.character("a")]), ("é漢", [.character("é"), .character("漢")]), ("👍", [.character("👍")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
        ("\u{1}", [.control("a")]), ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]),
        ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]), ("\0", []),
        ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}[d", [.left]), ("\u{1B}[1;2D", [.left]),
        ("\u{1B}[H", [.home]), ("\u{1B}OH", [.home]), ("\u{1B}[1~", [.home]), ("\u{1B}[7~", [.home]),
        ("\u{1B}[F", [.end]), ("\u{1B}OF", [.end]), ("\u{1B}[4~", [.end]), ("\u{1B}[8~", [.end]),
        ("\u{1B}[2~", [.insert]), ("\u{1B}[3~", [.delete]), ("\u{1B}[3$", [.delete]), ("\u{1B}[5~", [.pageUp]),
        ("\u{1B}[6~", [.pageDown]), ("\u{1B}[Z", [.backTab]), ("\u{1B}[1;2Z", [.backTab]),
        ("\u{1B}[1;5A", [.up]), ("\u{1B}Oa", [.up]), ("\u{1B}[1;5H", [.home]), ("\u{1B}[5;5~", [.pageUp]),
        ("\u{1B}OP", [.function(1)]), ("\u{1B}[11~", [.function(1)]), ("\u{1B}[[C", [.function(3)]),
        ("\u{1B}OR", [.function(3)]), ("\u{1B}[15~", [.function(5)]), ("\u{1B}[17~", [.function(6)]),
        ("\u{1B}[21~", [.function(10)]), ("\u{1B}[23~", [.function(11)]), ("\u{1B}[24~", [.function(12)]),
        ("\u{1B}[24;2~", []), ("\u{1B}[1;2Q", []),
        ("\u{1B}OM", [.enter]), ("\u{1B}Ok", [.character("+")]), ("\u{1B}Op", [.character("0")]),
        ("\u{1B}O ", [.character(" ")]),
    ]

    /// Alt, and Ctrl where it goes by words.
    private static let chords: [(String, [Key])] = [
        ("\u{1B}x", [.alt(.character("x"))]), ("\u{1B}B", [.alt(.character("B"))]),
        ("\u{1B}é", [.alt(.character("é"))]),
        ("\u{1B}\r", [.alt(.enter)]), ("\u{1B}\t", [.alt(.tab)]), ("\u{1B}\u{7F}", [.alt(.backspace)]),
        ("\u{1B}\u{1A}", [.alt(.control("z"))]), ("\u{1B}\u{1B}[A", [.alt(.up)]), ("\u{1B}\u{1B}OD", [.alt(.left)]),
        ("\u{1B}\u{1B}[3~", [.alt(.delete)]), ("\u{1B}[1;3D", [.alt(.left)]), ("\u{1B}[1;9C", [.alt(.right)]),
        ("\u{1B}[1;5C", [.alt(.right)]), ("\u{1B}[1;5D", [.alt(.left)]), ("\u{1B}O5C", [.alt(.right)]),
        ("\u{1B}O1;5D", [.alt(.left)]), ("\u{1B}Od", [.alt(.left)]), ("\u{1B}[3;5~", [.alt(.delete)]),
        ("\u{1B}[3^", [.alt(.delete)]), ("\u{1B}[1;3A", [.alt(.up)]), ("\u{1B}[5;3~", [.alt(.pageUp)]),
        // modifyOtherKeys, and kitty's protocol.
        ("\u{1B}[27;5;97~", [.control("a")]), ("\u{1B}[27;2;13~", [.enter]), ("\u{1B}[27;2;9~", [.backTab]),
        ("\u{1B}[97u", [.character("a")]), ("\u{1B}[97;2u", [.character("A")]), ("\u{1B}[97:65;2u", [.character("A")]),
        ("\u{1B}[49:33;2u", [.character("!")]), ("\u{1B}[97;5u", [.control("a")]), ("\u{1B}[105;5u", [.tab]),
        ("\u{1B}[98;3u", [.alt(.character("b"))]), ("\u{1B}[27u", [.escape]), ("\u{1B}[13u", [.enter]),
        ("\u{1B}[127;3u", [.alt(.backspace)]), ("\u{1B}[127;5u", [.alt(.backspace)]),
        ("\u{1B}[97;65u", [.character("a")]),
        ("\u{1B}[97;1:3u", []), ("\u{1B}[1;1:3A", []), ("\u{1B}[1;1:2A", [.up]), ("\u{1B}[57441;2u", []),
    ]

    /// What terminals say that is no key.
    private static let reports: [(String, [Key])] = [
        "\u{1B}[I", "\u{1B}[O", "\u{1B}[M !!", "\u{1B}[Mc\u{A0}!", "\u{1B}[<0;10;10m",
        "\u{1B}[32;10;10M", "\u{1B}[1;1R", "\u{1B}[12;34R", "\u{1B}[?12;34R", "\u{1B}[0n", "\u{1B}[?1;2c",
        "\u{1B}[>41;370;0c", "\u{1B}[?2026;1$y", "\u{1B}[4;1$y", "\u{1B}[?1u", "\u{1B}[8;24;80t", "\u{1B}[99~",
        "\u{1B}[1;2;3;4z", "\u{1B}[201~", "\u{1B}[[Z", "\u{1B}Oz", "\u{1B}\\",
        "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\", "\u{1B}]52;c;cXVpdA==\u{1B}\\",
        "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^q\u{1B}\\",
        "\u{1B}Xq\r\u{1B}\\", "\u{1B}]0;q\u{18}", "\u{1B}[12\u{18}", "\u{1B}O\u{1A}",
    ].map { ($0, []) }

    private static let all = keys + chords + reports

    private func decoder(_ encoding: InputEncoding = .utf8) -> KeyDecoder { KeyDecoder(encoding, patience: .usual) }

    @Test(arguments: all) func readsKeys(_ bytes: String, _ keys: [Key]) {
        var whole = decoder()
        #expect(whole.decode(bytes.utf8, at: .zero) == keys.map(TerminalEvent.key))
        #expect(whole.deadline == nil)
    }

    @Test(arguments: all) func bytesMayArriveAsSlowlyAsTheyLike(_ bytes: String, _ keys: [Key]) {
        var line = SlowLine(.usual)
        for byte in bytes.utf8 {
            line.send([byte])
            line.wait(line.isEscapeAlone ? .milliseconds(60) : .milliseconds(300))
        }
        #expect(line.events == keys.map(TerminalEvent.key))
        line.send("q".utf8)
        #expect(line.events.last == .key(.character("q")))
    }

    @Test(arguments: all) func cutAnywhereItIsTheSameKey(_ bytes: String, _ keys: [Key]) {
        let bytes = Array(bytes.utf8)
        for cut in bytes.indices.dropFirst() {
            // Right behind an Escape only so much time makes it no Escape.
            var line = SlowLine(.usual)
            line.send(bytes[..<cut])
            line.wait(line.isEscapeAlone ? .milliseconds(60) : .milliseconds(1900))
            line.send(bytes[cut...])
            #expect(line.events == keys.map(TerminalEvent.key), "cut at \(cut)")
        }
    }

    /// Nothing can be known of a rest that a hand may have typed; but no command comes of one that stands in one piece.
    @Test(arguments: (keys + reports).filter { $0.0.utf8.count > 2 && $0.0.hasPrefix("\u{1B}") })
    func restThatComesAfterTheEscapeWasTakenForAKeyRunsNoCommand(_ bytes: String, _ keys: [Key]) {
        let isRecognised = "[]".contains(bytes.dropFirst().first ?? " ") || !keys.isEmpty && !bytes.contains("O ")
        let isPadKey = bytes.dropFirst().first == "O" && KeySequences.key(final: bytes.utf8.last ?? 0) == nil
        guard isRecognised, !isPadKey, !bytes.hasPrefix("\u{1B}\u{1B}") else { return }
        var line = SlowLine(.usual)
        line.send([0x1B])
        line.wait(.milliseconds(700))
        line.send(bytes.utf8.dropFirst())
        #expect(line.events == [.key(.escape)] + keys.map(TerminalEvent.key))
    }

    @Test(arguments: [1, 2]) func aLoneEscapeIsTheKeyWhenNothingFollowsInTime(_ count: Int) {
        var line = SlowLine(.usual)
        for _ in 0..<count { line.send([0x1B]) }
        line.wait(.milliseconds(99))
        #expect(line.events.isEmpty)
        line.wait(.milliseconds(1))
        #expect(line.events == Array(repeating: .key(.escape), count: count))
    }

    @Test func twoEscapesAndALetterAreEscapeAndAChord() {
        var decoder = decoder()
        #expect(
            decoder.decode("\u{1B}\u{1B}q".utf8, at: .zero) == [.key(.escape), .key(.alt(.character("q")))])
    }

    @Test(arguments: [
        "\u{1B}[", "\u{1B}O", "\u{1B}[1;5", "\u{1B}[[", "\u{1B}[M!", "\u{1B}]11;rgb:", "\u{1B}P", "\u{1B}]0;a\u{1B}",
        "\u{1B}\u{1B}[", "\u{1B}[?", "\u{E6}\u{BC}",
    ]) func whatIsUnfinishedIsDroppedWhole(_ text: String) {
        // The last one is a letter cut in two, as bytes.
        let bytes =
            text.unicodeScalars.allSatisfy { $0.value < 0x100 } ? text.unicodeScalars.map { UInt8($0.value) } : []
        var line = SlowLine(.usual)
        line.send(bytes)
        line.wait(.milliseconds(1900))
        #expect(line.decoder.deadline != nil)
        line.wait(.milliseconds(200))
        #expect(line.decoder.deadline == nil)
        line.send("q".utf8)
        #expect(line.events == [.key(.character("q"))])
    }

    @Test(
        arguments: [
            ("\u{1B}[1\u{1B}[A", [.up]), ("\u{1B}[1;\r", [.enter]), ("\u{1B}O\u{3}", [.control("c")]),
            ("\u{1B}[5é", [.character("é")]), ("\u{1B}]11;\u{1B}[A", [.up]),
            ("\u{1B}]11;\u{1B}x", [.alt(.character("x"))]),
            ("\u{1B}[1\u{18}q", [.character("q")]), ("\u{1B}[[\r", [.enter]), ("\u{1B}[M\u{3}", [.control("c")]),
        ] as [(String, [Key])]) func whatBreaksASequenceOffIsTheNextKey(_ bytes: String, _ keys: [Key])
    {
        var decoder = decoder()
        #expect(decoder.decode(bytes.utf8, at: .zero) == keys.map(TerminalEvent.key))
    }

    @Test func brokenUTF8IsNoKey() {
        var decoder = decoder()
        let events = decoder.decode([0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xC2, 0x9B, 0x9B, 0x61], at: .zero)
        #expect(events == [.key(.character("(")), .key(.character("a"))])
    }

    @Test func aLetterAndTheMarksThatCameWithItAreOneKey() {
        var decoder = decoder()
        #expect(decoder.decode("e\u{301}".utf8, at: .zero) == [.key(.character("e\u{301}"))])
    }

    @Test func latin1BytesAreLetters() {
        var decoder = decoder(.latin1)
        #expect(decoder.decode([0xE9, 0x84, 0x61], at: .zero) == [.key(.character("é")), .key(.character("a"))])
        #expect(decoder.decode(Array("\u{1B}[200~".utf8) + [0xE9, 0x1B] + "[201~".utf8, at: .zero) == [.paste("é")])
    }

    @Test(arguments: [InputEncoding.latin1, .other])
    func controlsOfEightBitsBeginSequencesWhereBytesAreNoUTF8(_ encoding: InputEncoding) {
        var decoder = decoder(encoding)
        #expect(decoder.decode([0x9B, 0x41, 0x8F, 0x42], at: .zero) == [.key(.up), .key(.down)])
        #expect(decoder.decode([0x9D, 0x31, 0x31, 0x3B, 0x71, 0x9C, 0x61], at: .zero) == [.key(.character("a"))])
    }

    @Test func aLetterInUTF8EndsNoStringInALocaleOfASCII() {
        var decoder = decoder(.other)
        // The second byte of Ĝ is the end mark of 8 bits.
        #expect(decoder.decode("\u{1B}]0;Ĝq\u{7}é".utf8, at: .zero) == [.key(.character("é"))])
    }

    @Test func theTerminalsOwnSequencesWin() {
        var decoder = decoder()
        decoder.known = [Array("\u{1B}[214z".utf8): .home, Array("\u{1B}[A".utf8): .pageUp]
        #expect(
            decoder.decode("\u{1B}[214z\u{1B}[A\u{1B}[B".utf8, at: .zero) == [.key(.home), .key(.pageUp), .key(.down)])
    }

    @Test func endlessAnswersEndByASilence() {
        var line = SlowLine(.usual)
        line.send("\u{1B}]52;c;".utf8)
        for _ in 0..<((1 << 20) / 4096 + 1) {
            line.send([UInt8](repeating: 0x71, count: 4096))
            line.wait(.milliseconds(50))
        }
        line.wait(.milliseconds(100))
        line.send("q".utf8)
        #expect(line.events == [.key(.character("q"))])
    }

    @Test func whoTypesIntoAnUnfinishedAnswerHasTheKeyboardBackInTime() {
        var line = SlowLine(.usual)
        line.send("\u{1B}]".utf8)
        for _ in 0..<60 {
            line.wait(.milliseconds(200))
            line.send("q".utf8)
        }
        #expect(line.events.last == .key(.character("q")))
    }

    @Test func anEndlessSequenceIsNoKey() {
        var line = SlowLine(.usual)
        line.send(Array("\u{1B}[".utf8) + [UInt8](repeating: 0x31, count: 5000) + "A".utf8)
        #expect(line.events.isEmpty)
        line.send(Array("\u{1B}[".utf8) + [UInt8](repeating: 0x31, count: 2000))
        line.send("A".utf8)
        #expect(line.events.isEmpty)
        line.wait(.seconds(2))
        line.send("q".utf8)
        #expect(line.events == [.key(.character("q"))])
    }

    @Test func anyBytesAreSurvived() {
        var state: UInt64 = 1
        for encoding in [InputEncoding.utf8, .latin1, .other] {
            for _ in 0..<300 {
                var line = SlowLine(.usual, encoding)
                for _ in 0..<40 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    let lead: [UInt8] = state >> 60 < 6 ? [0x1B, 0x5B] : []
                    line.send(lead + [UInt8(truncatingIfNeeded: state >> 33), UInt8(truncatingIfNeeded: state >> 45)])
                    if state >> 61 == 0 { line.wait(.milliseconds(Int64(state >> 50))) }
                }
                line.wait(.seconds(20))
                line.send("q".utf8)
                #expect(line.events.last == .key(.character("q")))
            }
        }
    }
}
