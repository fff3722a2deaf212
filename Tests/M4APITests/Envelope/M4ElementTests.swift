import M4API
import Testing

@Suite struct M4ElementTests {
    @Test(arguments: [
        ("Köln", "Köln"), ("<b>&\"'", "&lt;b&gt;&amp;&quot;&apos;"), ("a\nb\tc", "a\nb\tc"),
        ("a\r\nb", "a&#13;\nb"), ("a\u{0}\u{1B}[31mb", "a\u{FFFD}\u{FFFD}[31mb"),
        ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"), ("\u{9B}31m\u{7F}", "&#x9B;31m&#x7F;"),
        ("\u{202E}evil\u{2028}", "&#x202E;evil&#x2028;"), ("]]>", "]]&gt;"), ("👍", "👍"), ("", ""),
    ]) func escapesText(text: String, written: String) {
        #expect(
            M4Element("a", text).document == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\(written)</a>")
    }

    @Test func aSingleTextStandsOnOneLine() {
        let element = M4Element("page", [M4Element("status", [M4Element("success", "done")])])
        #expect(
            element.document == """
                <?xml version="1.0" encoding="UTF-8"?>
                <page><status><success>done</success></status></page>
                """)
    }

    @Test func severalTextsAreIndented() {
        let element = M4Element(
            "page", [M4Element("a", "1"), M4Element("b", [M4Element("c", ""), M4Element("d", [])])])
        #expect(
            element.document == """
                <?xml version="1.0" encoding="UTF-8"?>
                <page>
                  <a>1</a>
                  <b>
                    <c></c>
                    <d></d>
                  </b>
                </page>
                """)
    }
}
