import Testing

@testable import TerminalNcurses

@Suite struct ClipboardSequenceTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("é\n", "w6kK"),
    ])
    func encodes(_ text: String, _ encoded: String) {
        #expect(String(decoding: ClipboardSequence.base64(Array(text.utf8)), as: UTF8.self) == encoded)
    }

    @Test(
        arguments: [
            (.none, "\u{1B}]52;c;Zm9v\u{7}"),
            (.tmux, "\u{1B}]52;c;Zm9v\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\"),
            (.screen, "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\"),
        ] as [(ClipboardSequence.Multiplexer, String)])
    func passesThroughAMultiplexer(_ multiplexer: ClipboardSequence.Multiplexer, _ bytes: String) {
        #expect(ClipboardSequence.bytes(for: "foo", inside: multiplexer) == Array(bytes.utf8))
    }

    @Test func refusesWhatTerminalsWouldCut() {
        let longest = String(repeating: "a", count: ClipboardSequence.largestText)
        #expect(ClipboardSequence.bytes(for: longest, inside: .none)?.count ?? .max <= 100_000)
        #expect(ClipboardSequence.bytes(for: longest + "a", inside: .none) == nil)
    }

    @Test(
        arguments: [
            (["TMUX": "/tmp/x", "TERM": "screen"], .tmux), (["TERM": "tmux-256color"], .tmux),
            (["TERM": "screen", "STY": "1.x"], .screen), (["TERM": "screen"], .none), (["TMUX": ""], .none),
        ] as [([String: String], ClipboardSequence.Multiplexer)])
    func knowsWhatItRunsIn(_ environment: [String: String], _ multiplexer: ClipboardSequence.Multiplexer) {
        #expect(ClipboardSequence.Multiplexer { environment[$0] } == multiplexer)
    }
}
