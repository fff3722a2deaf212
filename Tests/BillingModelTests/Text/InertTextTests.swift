import BillingModel
import Testing

struct InertTextTests {
    @Test(arguments: [
        ("Plain ~\n\ttext", "Plain ~\n\ttext"), ("Köln 日本 e\u{301} 👨", "Köln 日本 e\u{301} 👨"),
        ("\u{1B}]0;x\u{7}", "\u{FFFD}]0;x\u{FFFD}"), ("a\rb\r\nc", "a\u{FFFD}b\u{FFFD}\nc"),
        ("\u{9B}2J\u{85}\u{7F}\0\u{8}", "\u{FFFD}2J\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        (
            "\u{202E}fdp\u{2066}\u{200B}\u{FEFF}\u{E0041}\u{2028}",
            "\u{FFFD}fdp\(String(repeating: "\u{FFFD}", count: 5))"
        ),
        ("", ""),
    ])
    func nothingInItDrivesATerminal(_ text: String, _ inert: String) {
        #expect(text.inert == inert)
        #expect(text.inert.inert == inert)
    }
}
