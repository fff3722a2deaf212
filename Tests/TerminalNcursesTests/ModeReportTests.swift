import TerminalCore
import Testing

@testable import TerminalNcurses

@Suite struct ModeReportTests {
    /// Whatever it says, nothing more is awaited.
    @Test(arguments: [("2026;0$y", true), ("2026;2$y", true), ("2027;2$y", false)])
    func anAnswerIsAnAnswer(_ bytes: String, _ isAnswered: Bool) {
        var decoder = KeyDecoder(patience: .usual)
        #expect(!decoder.isAnswered)
        _ = decoder.decode("\u{1B}[?\(bytes)".utf8, at: .zero)
        #expect(decoder.isAnswered == isAnswered)
    }

    @Test(arguments: [
        ("\u{1B}[?2026;1$y", true), ("\u{1B}[?2026;2$y", true), ("\u{1B}[?2026;0$y", false),
        ("\u{1B}[?2026;3$y", false), ("\u{1B}[?2026;4$y", false), ("\u{1B}[?2027;2$y", false),
        ("\u{1B}[?2026$y", false), ("\u{1B}[?2026;$y", false), ("\u{1B}[?;2$y", false), ("\u{1B}[2026;2$y", false),
        ("\u{1B}[?2026;2;2$y", false), ("\u{1B}[?99999999999999999999;2$y", false), ("\u{1B}[?2026;2y", false),
    ]) func theAnswerIsKnownAndNoKey(_ bytes: String, _ isKnown: Bool) {
        var decoder = KeyDecoder(patience: .usual)
        #expect(decoder.decode("a\(bytes)b".utf8, at: .zero) == [.key(.character("a")), .key(.character("b"))])
        #expect(decoder.isHoldingKnown == isKnown)
        // Also where it comes byte by byte.
        var slow = KeyDecoder(patience: .usual)
        #expect(bytes.utf8.flatMap { slow.decode([$0], at: .zero) }.isEmpty)
        #expect(slow.isHoldingKnown == isKnown)
    }
}
