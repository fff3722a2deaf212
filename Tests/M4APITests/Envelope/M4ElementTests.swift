import HostileTesting
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

    /// Every character there is: written as one that XML 1.0 allows, by itself or by its number. Source: XML 1.0, 2.2.
    @Test func noCharacterThatXMLForbidsIsEverWritten() throws {
        func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
            default: false
            }
        }
        for plane in UInt32(0)...0x10 {
            let scalars = (plane << 16..<(plane + 1) << 16).compactMap { Unicode.Scalar($0) }
            let document = M4Element("a", String(String.UnicodeScalarView(scalars))).document
            #expect(document.unicodeScalars.allSatisfy(isAllowed))
            for number in document.matches(of: /&#(x?)([0-9A-F]+);/) {
                let value = try #require(UInt32(number.output.2, radix: number.output.1.isEmpty ? 10 : 16))
                #expect(isAllowed(try #require(Unicode.Scalar(value))), "\(value)")
            }
        }
    }

    /// What is in a text begins no element and ends none, and comes back but for what XML has no character for.
    @Test(arguments: HostileCorpus.all) func hostileTextsAreOnlyTexts(text: HostileCorpus.Text) throws {
        let element = M4Element("page", [M4Element("name", "(\(text.text))"), M4Element("last", "1")])
        let document = element.document
        #expect(document.harmfulScalars == [])
        #expect(document.filter { $0 == "<" }.count == 7)
        let read = try M4Element(parsing: document.utf8)
        let known = text.text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let isForbidden = scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar)
            return isForbidden || scalar.value == 0xFFFE || scalar.value == 0xFFFF ? "\u{FFFD}" : scalar
        }
        #expect(
            read.first("name")?.text.unicodeScalars.elementsEqual("(".unicodeScalars + known + ")".unicodeScalars)
                == true)
        #expect(read.first("last")?.text == "1")
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
