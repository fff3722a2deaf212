import BillingAPI
import M4API
import Testing

@Suite struct M4DocumentTests {
    private static let done = M4Element("page", [M4Element("status", [M4Element("success", "Done")])])

    @Test(arguments: [
        "<page><status><success>Done</success></status></page>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<page>\n  <status>\n    <success> Done\n</success>\n  </status>\n</page>\n",
        "<html><body><page><status><success>Done</success></status></page></body></html>",
        "\u{FEFF}<page ><!-- a -- b --><status x='>' y=\"</status>\"><success><![CDATA[Done]]></success></status></page>more",
        "<?xml version='1.0'?><page>text<status>D<success>D&#111;&#x6e;e</success></status></page>",
    ]) func readsWhatStandsAroundAndInside(document: String) throws {
        #expect(try M4Element(parsing: document.utf8) == Self.done)
    }

    @Test(arguments: [
        ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("Köln &#13;", "Köln"), ("a\nb", "a\nb"), ("&#x1B;[31m", "\u{1B}[31m"),
        ("&nbsp;&unknown; & &#xD800; &#99999999; &", "&nbsp;&unknown; & &#xD800; &#99999999; &"),
        ("<![CDATA[<&>]]> ]] >", "<&> ]] >"), ("", ""), (" \t\r\n", ""), ("<x/>", nil),
    ]) func undoesEscapes(content: String, text: String?) throws {
        let root = try M4Element(parsing: "<page>\(content)</page>".utf8)
        #expect(root == text.map { M4Element("page", $0) } ?? M4Element("page", [M4Element("x", "")]))
    }

    @Test func everyTextComesBackUnchanged() throws {
        let scalars = (0x20...0x2FF).compactMap(Unicode.Scalar.init) + ["\n", "\u{202E}", "👍", "]"]
        let text = "(" + String(String.UnicodeScalarView(scalars)) + "]]>)"
        let element = M4Element("page", [M4Element("comment", text), M4Element("empty", ""), M4Element("x", "1")])
        #expect(try M4Element(parsing: element.document.utf8) == element)
    }

    @Test(arguments: [
        ("", "there is no element that M4 answers with"),
        ("502 Bad Gateway", "there is no element that M4 answers with"),
        ("<page>", "the text ends too early"), ("<page><a", "the text ends too early"),
        ("<page><!-- ", "the text ends too early"), ("<page><!-->", "the text ends too early"),
        ("<page><![CDATA[x]]", "the text ends too early"), ("<page a='>", "the text ends too early"),
        ("<page></status>", "“status” is closed but not open"), ("<page><a></page>", "“page” is closed but not open"),
        ("<page><></page>", "a tag has no name"), ("<page></></page>", "a tag has no name"),
        ("<?xml version='1.0'?><!DOCTYPE page [<!ENTITY a 'b'>]><page/>", "it declares a document type"),
        (
            "<?xml version='1.0'?><!DOCTYPE page SYSTEM 'http://127.0.0.1/x.dtd'><page/>",
            "it declares a document type"
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE page [<!ENTITY xxe SYSTEM 'file:///etc/passwd'>]><page>&xxe;</page>",
            "it declares a document type"
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE page [<!ENTITY % a SYSTEM 'http://127.0.0.1/'>%a;]><page/>",
            "it declares a document type"
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><page>&c;</page>", "it declares a document type"
        ),
        ("<page><!ENTITY a 'b'>&a;</page>", "it declares a document type"),
        ("<page><!doctype html></page>", "it declares a document type"),
    ]) func refusesWithASentence(document: String, reason: String) {
        do throws(APIError) {
            let element = try M4Element(parsing: document.utf8)
            Issue.record("\(element) was read")
        } catch {
            #expect(error.message.english == "This is not M4's XML: \(reason).")
        }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: APIError.self) {
            try M4Element(parsing: Array("<page>K".utf8) + [0xF6] + Array("ln</page>".utf8))
        }
    }

    @Test func aDeepDocumentIsRefusedAndNotFollowed() {
        let deep = String(repeating: "<page>", count: 200_000)
        #expect(throws: APIError.self) { try M4Element(parsing: deep.utf8) }
    }
}
