import BillingModel
import Testing

@testable import BillingAPI

@Suite struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=xyz"

    private static func parameters(
        _ body: String, type: String = type, limits: WireLimits = .request
    ) throws(APIError) -> [RawParameter] {
        try WireRequest(path: "/", contentType: type, body: body.utf8).bodyParameters(limits: limits)
    }

    private static func field(_ name: String, _ value: String, _ more: String = "") -> String {
        "--xyz\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\(more)\r\n\(value)\r\n"
    }

    @Test(arguments: [
        (field("City", "Köln & Zn"), [RawParameter("City", "Köln & Zn")]),
        (field("Comment", "a\r\n\r\n--xy\r\nb "), [RawParameter("Comment", "a\r\n\r\n--xy\r\nb ")]),
        (field("City", ""), [RawParameter("City", "")]),
        (
            field("Groups[]", "4") + field("Groups[]", "7"),
            [RawParameter("Groups", .list([.text("4"), .text("7")]))]
        ),
        (
            field("Subscription[ProductCode]", "P001") + field("c.d", "1"),
            [RawParameter("Subscription", .map([RawParameter("ProductCode", "P001")])), RawParameter("c_d", "1")]
        ),
        (field("a", "1") + field("a", "2"), [RawParameter("a", "2")]),
        (
            field("a", "1", "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n"),
            [RawParameter("a", "1")]
        ),
        (field("a\\\"b", "1"), [RawParameter("a\"b", "1")]),
        // Files are no parameters, nor is what has no name.
        (field("f\"; filename=\"a.pdf", "%PDF") + field("a", "1"), [RawParameter("a", "1")]),
        ("--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + field("", "y"), []),
        ("--xyz\r\n\r\nno head\r\n", []),
        ("--xyz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n", []),
        ("for old readers\r\n" + field("a", "1"), [RawParameter("a", "1")]),
        ("--xyz \t\r\ncontent-disposition:form-data;name=a\r\n\r\n1\r\n", [RawParameter("a", "1")]),
        ("--xyz\nContent-Disposition: form-data; name=a\n\n1\n2\n", [RawParameter("a", "1\n2")]),
        ("", []),
    ]) func readsAsPHPDoes(parts: String, parameters: [RawParameter]) throws {
        #expect(try Self.parameters(parts + "--xyz--\r\nafter the last") == parameters)
    }

    @Test(arguments: [
        #"multipart/form-data; boundary="xyz""#, "Multipart/Form-Data;BOUNDARY=xyz; charset=utf-8",
        "multipart/form-data; charset=utf-8; boundary=xyz",
    ]) func findsTheBoundary(type: String) throws {
        #expect(try Self.parameters(Self.field("a", "1") + "--xyz--", type: type) == [RawParameter("a", "1")])
    }

    @Test(arguments: [
        ("x", "multipart/form-data", "This is not multipart/form-data: its Content-Type names no boundary."),
        ("x", "multipart/form-data; boundary=", "This is not multipart/form-data: its Content-Type names no boundary."),
        ("x", type, "This is not multipart/form-data: a line with its boundary is missing."),
        (field("a", "1"), type, "This is not multipart/form-data: a line with its boundary is missing."),
        ("--xyz", type, "This is not multipart/form-data: a line with its boundary is missing."),
        ("--xyzzy\r\n\r\n1\r\n--xyz--", type, "This is not multipart/form-data: a line with its boundary is missing."),
        ("--xyz\r\na: b\r\n--xyz--\r\n", type, "This is not multipart/form-data: the head of a part does not end."),
        (
            field("a", "1", "Content-Transfer-Encoding: base64\r\n") + "--xyz--", type,
            "This is not multipart/form-data: a part has the encoding “base64”."
        ),
        (
            field("a", "1") + field("b", "1") + field("c", "1") + field("d", "1") + "--xyz--", type,
            "There are more than 3 parameters; send fewer in one request."
        ),
        (
            String(repeating: field("f\"; filename=\"f", "1"), count: 4) + "--xyz--", type,
            "There are more than 3 parameters; send fewer in one request."
        ),
        (
            field("a[1][2][3][4]", "1") + "--xyz--", type,
            "“a[1][2][3][4]” is nested deeper than 3 levels."
        ),
        (String(repeating: "x", count: 501), type, "The body is 501 bytes long; at most 500 are taken."),
        (
            "x", "multipart/mixed; boundary=xyz",
            "multipart/mixed is not taken; send application/x-www-form-urlencoded, application/json or "
                + "multipart/form-data."
        ),
    ]) func whatCannotBeReadIsRefused(body: String, type: String, sentence: String) {
        let limits = WireLimits(bytes: 500, nesting: 3, parameters: 3)
        let error = #expect(throws: APIError.self) { try Self.parameters(body, type: type, limits: limits) }
        #expect(error?.message.english == sentence)
    }

    @Test func aHeadThatNeverEndsIsNotFollowed() {
        let lines = String(repeating: "a: b\r\n", count: 3000)
        let error = #expect(throws: APIError.self) { try Self.parameters("--xyz\r\n" + lines) }
        #expect(error?.message.english == "This is not multipart/form-data: the head of a part does not end.")
    }

    @Test func textThatIsNoUTF8IsRefused() {
        let body = Array(Self.field("a", "K").utf8).map { $0 == UInt8(ascii: "K") ? 0xFF : $0 } + Array("--xyz--".utf8)
        let request = WireRequest(path: "/", contentType: Self.type, body: body)
        let error = #expect(throws: APIError.self) { try request.bodyParameters() }
        #expect(error?.message.english == "“\u{FFFD}” is not UTF-8; send text as UTF-8.")
    }
}
