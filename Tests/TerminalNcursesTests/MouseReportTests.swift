import TerminalCore
import Testing

@testable import TerminalNcurses

@Suite struct MouseReportTests {
    private func events(_ text: String) -> [TerminalEvent] {
        var decoder = KeyDecoder(patience: .usual)
        return decoder.decode(text.utf8, at: .zero)
    }

    @Test(arguments: [
        ("\u{1B}[<0;1;1M", MouseEvent(.press, at: Point(x: 0, y: 0))),
        ("\u{1B}[<0;132;43M", MouseEvent(.press, at: Point(x: 131, y: 42))),
        ("\u{1B}[<0;65535;65535M", MouseEvent(.press, at: Point(x: 65534, y: 65534))),
        ("\u{1B}[<64;10;5M", MouseEvent(.wheelUp, at: Point(x: 9, y: 4))),
        ("\u{1B}[<65;10;5M", MouseEvent(.wheelDown, at: Point(x: 9, y: 4))),
        // Shift, Alt and Ctrl held.
        ("\u{1B}[<93;10;5M", MouseEvent(.wheelDown, at: Point(x: 9, y: 4))),
    ]) func aPressAndATurnOfTheWheelComeWithTheirPlace(_ bytes: String, _ event: MouseEvent) {
        #expect(events(bytes) == [.mouse(event)])
        var line = SlowLine(.usual)
        for byte in bytes.utf8 {
            line.send([byte])
            line.wait(line.isEscapeAlone ? .milliseconds(60) : .milliseconds(300))
        }
        #expect(line.events == [.mouse(event)])
    }

    @Test(arguments: [
        "0;10;10m", "1;10;10M", "2;10;10M", "3;10;10M", "32;10;10M", "35;10;10M", "66;10;10M", "67;10;10M",
        "4;10;10M", "16;10;10M", "128;10;10M",
        "", "M", "0M", "0;10M", "0;10;10;10M", "0;;10M", ";;M", "0;0;10M", "0;10;0M", "0;-1;10M", "0;+1;10M",
        "0;1:2;10M", "0;99999999999999999999;1M", "0;1;99999999999999999999M", "99999999999999999999;1;1M",
    ]) func nothingElseOfItMeansAnythingNorBecomesKeys(_ rest: String) {
        let whole = rest.hasSuffix("M") || rest.hasSuffix("m") ? rest : rest + "M"
        #expect(events("\u{1B}[<\(whole)q") == [.key(.character("q"))])
    }

    @Test func clicksAndKeysKeepTheirOrder() {
        #expect(
            events("j\u{1B}[<0;2;3Mk") == [
                .key(.character("j")), .mouse(MouseEvent(.press, at: Point(x: 1, y: 2))), .key(.character("k")),
            ])
    }

    @Test func aReportBehindAnEscapeThatWasAKeyIsStillOne() {
        var line = SlowLine(.usual)
        line.send([0x1B])
        line.wait(.milliseconds(700))
        line.send("[<0;2;3M".utf8)
        #expect(line.events == [.key(.escape), .mouse(MouseEvent(.press, at: Point(x: 1, y: 2)))])
    }
}
