import Testing

@testable import BillingEngine

@Suite struct MailAddressTests {
    @Test(arguments: [
        ("info@voorbeeld.example", "", "info@voorbeeld.example", "info@voorbeeld.example"),
        (" a.b+c@x-y.example ", "", "a.b+c@x-y.example", "a.b+c@x-y.example"),
        ("root@localhost", "", "root@localhost", "root@localhost"),
        ("Helpdesk <help@x.example>", "Helpdesk", "help@x.example", "\"Helpdesk\" <help@x.example>"),
        ("\"Jansen, P.\" <p@x.example>", "Jansen, P.", "p@x.example", "\"Jansen, P.\" <p@x.example>"),
        ("Zoë <z@x.example>", "Zoë", "z@x.example", "=?utf-8?B?Wm/Dqw==?= <z@x.example>"),
        (
            "A\nBcc: b@x.example <c@x.example>", "A Bcc: b@x.example", "c@x.example",
            "\"A Bcc: b@x.example\" <c@x.example>"
        ),
    ]) func isAnAddressWithOrWithoutAName(text: String, name: String, address: String, header: String) throws {
        let parsed = try #require(MailAddress(text))
        #expect(parsed.name == name)
        #expect(parsed.address == address)
        #expect(parsed.headerText == header)
    }

    @Test(arguments: [
        "", " ", "a", "@x.example", "a@", "a@b@c.example", "a b@x.example", "a@x.example\nBcc: b@x.example",
        "a@x.example\r", "a@x.example,b@x.example", "<a@x.example> b", "a@-x.example", "a@x..example", ".a@x.example",
        "a@[127.0.0.1]", "\"a b\"@x.example", "zoë@x.example", "a@köln.example", "a@x.example;", "a(b)@x.example",
        "\(String(repeating: "a", count: 65))@x.example",
    ]) func isNoAddress(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test(arguments: [
        ("a@x.example", ["a@x.example"]), ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example,b@x.example;", ["a@x.example", "b@x.example"]),
        ("a@x.example, nobody", nil), ("", nil), (";", nil), ("N <a@x.example>", nil),
    ]) func severalAreSeparated(text: String, addresses: [String]?) {
        #expect(MailAddress.list(text)?.map(\.address) == addresses)
    }
}
