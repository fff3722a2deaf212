/// Text as it must be expected wherever a customer, a colleague or a system elsewhere has written it.
package enum HostileCorpus {
    /// A text with a name for a report.
    package struct Text: Sendable, CustomStringConvertible {
        package let name: String
        package let text: String

        package var description: String { name }

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The sign that `DisplayText` shows for an Escape: where it is seen, hostile text was drawn.
    package static let seen: Character = "␛"

    package static let all = controls + unseen + long + scripts + injections

    package static let controls = [
        Text("C0", String(String.UnicodeScalarView((0x01..<0x20).compactMap { Unicode.Scalar($0) })) + "\u{7F}"),
        Text("C1", String(String.UnicodeScalarView((0x80..<0xA0).compactMap { Unicode.Scalar($0) }))),
        Text("CSI", "\u{1B}[2J\u{1B}[31m\u{1B}[?1049l\u{1B}[6n"), Text("CSI of 8 bits", "\u{9B}31m\u{9B}6n"),
        Text("OSC", "\u{1B}]0;owned\u{7}\u{1B}]52;c;cm0gLXJmIC8K\u{1B}\\\u{9D}2;x\u{9C}"),
        Text("DCS, APC, PM, SOS", "\u{1B}P$q\"p\u{1B}\\\u{1B}_x\u{1B}\\\u{1B}^y\u{1B}\\\u{1B}Xz\u{1B}\\\u{90}q\u{9C}"),
        Text("reset", "\u{1B}c\u{1B}(0\u{E}\u{1B}#8\u{1B}=\u{1B}>"),
        Text("moves", "invoice\rEVIL\nnext\r\nlast\tcolumn\u{8}\u{8}\u{B}\u{C}"),
        Text("answer to a question", "\u{1B}[?2026;1$y\u{1B}[200~:q\r\u{1B}[201~"),
    ]

    package static let unseen = [
        Text("bidi overrides", "invoice\u{202E}fdp.exe\u{202A}\u{202B}\u{202D}"),
        Text("bidi isolates", "\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{200E}\u{200F}\u{61C}"),
        Text("zero width", "a\u{200B}d\u{200C}m\u{200D}i\u{2060}n\u{FEFF}"),
        Text("soft hyphens", "soft\u{AD}hy\u{AD}phen"),
        Text("tags", "x\u{E0001}\u{E0041}\u{E0042}\u{E007F}"),
        Text("line ends", "one\u{2028}two\u{2029}three\u{85}four"),
        Text("fillers", "\u{115F}\u{1160}\u{3164}\u{FFA0}\u{17B4}\u{180E}\u{34F}\u{2800}"),
        Text("no characters", "\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}\u{E000}\u{F8FF}\u{378}"),
        Text("selectors", "a\u{FE0F}\u{FE00}\u{E0100}1\u{FE0F}\u{20E3}"),
    ]

    package static let long = [
        Text("10 000 characters", String(repeating: "Jansen ", count: 1429)),
        Text("10 000 wide ones", String(repeating: "日", count: 10_000)),
        Text("1000 marks", "Z" + String(repeating: "\u{336}\u{489}", count: 500) + "algo"),
        Text("marks alone", String(repeating: "\u{301}", count: 1000)),
        Text("joiners", String(repeating: "👩\u{200D}", count: 500)),
    ]

    package static let scripts = [
        Text("Arabic", "شركة الأفق \u{600}1"), Text("Hebrew", "חברה 7 בע״מ"), Text("Devanagari", "नमस्ते क्षत्रिय"),
        Text("Thai", "ภาษาไทย กำ"), Text("Japanese", "漢字かなｶﾅＡＢ\u{3000}日本"),
        Text("Korean", "한국어 \u{1112}\u{1161}\u{11AB}"),
        Text("emoji", "👨‍👩‍👧‍👦👍🏿🇳🇱❤️1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    ]

    /// What another language could take for its own.
    package static let injections = [
        Text("SQL", "'; DROP TABLE debtor; -- \" % _ \\"), Text("SQL of PostgreSQL", "$$; $1 ? :name E'\\'' \\x00"),
        Text("forms", "a&City=Breda&Groups[]=9;b+c%26%00=%0d%0a"),
        Text("JSON", "\"},\"status\":\"success\",\"x\":{\"\\u0000"),
        Text("XML", "</name><error>x</error><!--]]>&amp;&xxe;&#0;<?php ?>"),
        Text("HTML", "<script>alert(1)</script><img src=file:///etc/passwd>"),
        Text("mustache", "{{{secret}}}{{#each}}{{/each}}{{=<% %>=}}"),
        Text("spreadsheets", "=HYPERLINK(\"http://x\",\"y\")"), Text("a shell", "$(touch /tmp/x);`id`|cat\n.\nFrom x"),
        Text("mail", "x\r\nBcc: a@b.example\r\n\r\nbody\n.\n"), Text("format", "%s%n%@{0}\\(x)"),
        Text("paths", "../../etc/passwd\u{2215}.."),
    ]
}
