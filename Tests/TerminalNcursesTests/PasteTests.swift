import TerminalCore
import Testing

@testable import TerminalNcurses

@Suite struct PasteTests {
    private static let start = "\u{1B}[200~"
    private static let end = "\u{1B}[201~"

    @Test func aPasteIsOneEventAndNeverKeys() {
        var line = SlowLine(.usual)
        line.send("x\(Self.start)q\r\u{1B}[A\u{3}é\(Self.end)y".utf8)
        #expect(line.events == [.key(.character("x")), .paste("q\r\u{1B}[A\u{3}é"), .key(.character("y"))])
    }

    @Test func aPasteMayBeCutAnywhere() {
        let bytes = Array("\(Self.start)aé漢\u{1B}[20b\r\(Self.end)".utf8)
        let expected: [TerminalEvent] = [.paste("aé漢\u{1B}[20b\r"), .key(.character("q"))]
        for cut in 1..<bytes.count {
            var line = SlowLine(.usual)
            line.send(bytes[..<cut])
            line.wait(line.isEscapeAlone ? .milliseconds(40) : .milliseconds(900))
            line.send(bytes[cut...])
            line.send("q".utf8)
            #expect(line.events == expected, "cut at \(cut)")
        }
        var line = SlowLine(.usual)
        for byte in bytes + "q".utf8 {
            line.send([byte])
            line.wait(.milliseconds(40))
        }
        #expect(line.events == expected)
    }

    @Test func aPasteWhoseMarkCameLateIsStillAPaste() {
        var line = SlowLine(.usual)
        line.send([0x1B])
        line.wait(.milliseconds(900))
        line.send("[200~q\r\(Self.end)".utf8)
        #expect(line.events == [.key(.escape), .paste("q\r")])
    }

    @Test func marksInsideAPasteEndNothing() {
        var line = SlowLine(.usual)
        line.send("\(Self.start)a\(Self.start)b\(Self.end)q\(Self.end)x".utf8)
        #expect(line.events == [.paste("abq"), .key(.character("x"))])
    }

    @Test func anEmptyPasteIsNothing() {
        var line = SlowLine(.usual)
        line.send("\(Self.start)\(Self.end)".utf8)
        #expect(line.events.isEmpty)
    }

    @Test func aHugePasteIsCutAtAWholeCharacterAndThatIsSaid() {
        var line = SlowLine(.usual)
        line.send("\(Self.start)a\(String(repeating: "é", count: Paste.longest))\(Self.end)q".utf8)
        let kept = "a" + String(repeating: "é", count: (Paste.longest - 1) / 2)
        #expect(line.events == [.paste(kept), .pasteCut(.tooLong), .key(.character("q"))])
    }

    @Test func aPasteWithoutAnEndIsTakenAfterASilenceAndThatIsSaid() {
        var line = SlowLine(.usual)
        line.send("\(Self.start)abc".utf8)
        line.wait(.milliseconds(999))
        #expect(line.events.isEmpty)
        line.wait(.milliseconds(1))
        #expect(line.events == [.paste("abc"), .pasteCut(.endMissing)])
        line.send("q".utf8)
        #expect(line.events.last == .key(.character("q")))
    }

    @Test func whoTypesIntoAPasteWithoutAnEndHasTheKeyboardBackInTime() {
        var line = SlowLine(.usual)
        line.send("\(Self.start)abc".utf8)
        for _ in 0..<60 {
            line.wait(.milliseconds(200))
            line.send("q".utf8)
        }
        #expect(line.events.contains(.pasteCut(.endMissing)))
        #expect(line.events.last == .key(.character("q")))
    }

    @Test func aSlowLineCutsNoPaste() {
        var line = SlowLine(.usual)
        line.send(Self.start.utf8)
        // 9600 baud, in pieces as small as they come.
        for _ in 0..<20_000 {
            line.send("q".utf8)
            line.wait(.milliseconds(1))
        }
        #expect(line.events.isEmpty)
        line.send(Self.end.utf8)
        #expect(line.events == [.paste(String(repeating: "q", count: 20_000))])
    }

    @Test func theRestOfAPasteBehindALongStillnessIsAPasteToo() {
        var line = SlowLine(.usual)
        line.send("\(Self.start)first ".utf8)
        line.wait(.seconds(5))
        line.send("then the rest, with q and x\r\(Self.end)".utf8)
        #expect(
            line.events == [
                .paste("first "), .pasteCut(.endMissing), .paste("then the rest, with q and x\r"),
            ])
        line.wait(.seconds(31))
        line.send("much later these are keys".utf8)
        #expect(line.events.last == .key(.character("s")))
    }

    @Test func anEndlessPasteEndsByAShortSilence() {
        var line = SlowLine(.usual)
        line.send(Self.start.utf8)
        for _ in 0..<(Paste.longest / 4096 + 1) { line.send([UInt8](repeating: 0x71, count: 4096)) }
        line.wait(.milliseconds(100))
        #expect(line.events.contains(.pasteCut(.endMissing)))
        line.send("q".utf8)
        #expect(line.events.last == .key(.character("q")))
    }
}
