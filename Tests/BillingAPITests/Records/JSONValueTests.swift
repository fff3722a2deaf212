import BillingAPI
import Foundation
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        ("", #""""#), ("Zwolle / Köln", #""Zwolle / Köln""#), ("a\"b\\c", #""a\"b\\c""#),
        ("a\nb\rc\td", #""a\nb\rc\td""#), ("\u{0}\u{1B}[31m\u{7F}", #""\u0000\u001b[31m\u007f""#),
        ("\u{9B}31m", #""\u009b31m""#), ("\u{202E}gpj", #""\u202egpj""#), ("\u{200B}\u{FEFF}", #""\u200b\ufeff""#),
        ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{E0041}", #""\udb40\udc41""#), ("👍", #""👍""#),
        ("e\u{301}", "\"e\u{301}\""), ("\r\n", #""\r\n""#),
    ]) func escapesText(text: String, written: String) throws {
        #expect(JSONValue.string(text).encoded() == written)
        let read = try JSONDecoder().decode([String].self, from: Data("[\(written)]".utf8))
        #expect(read.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test(arguments: [
        ("21", "21"), ("302.50", "302.5"), ("13.915", "13.915"), ("0", "0"), ("-1.5", "-1.5"),
        ("0.0001", "0.0001"), ("999999999999.99", "999999999999.99"),
    ]) func writesNumbersExactly(text: String, written: String) throws {
        #expect(JSONValue.number(try #require(Decimal(string: text))).encoded() == written)
    }

    private static let nested = JSONValue.object([
        JSONMember("z", "1"), JSONMember("a", .array([.number(1), .array([]), .object([])])),
        JSONMember("Groups", .phpMap([])), JSONMember("Set", .phpMap([JSONMember("4", "x")])),
    ])

    @Test func keepsTheOrderOfMembers() {
        #expect(Self.nested.encoded() == #"{"z":"1","a":[1,[],{}],"Groups":[],"Set":{"4":"x"}}"#)
    }

    @Test func saysInASCIIWhatIsBeyondIt() throws {
        let value = JSONValue.object([JSONMember("naam", "Café 高橋 🎉")])
        #expect(value.encoded(ascii: true) == #"{"naam":"Caf\u00e9 \u9ad8\u6a4b \ud83c\udf89"}"#)
        #expect(try JSONValue(parsing: value.encoded(ascii: true).utf8) == value)
    }

    @Test func indentsForReading() {
        #expect(
            Self.nested.encoded(indented: true) == """
                {
                    "z": "1",
                    "a": [
                        1,
                        [],
                        {}
                    ],
                    "Groups": [],
                    "Set": {
                        "4": "x"
                    }
                }
                """)
    }

    @Test func membersAreFoundByName() {
        #expect(Self.nested["z"]?.text == "1")
        #expect(Self.nested["y"] == nil)
        #expect(JSONValue.string("z")["z"] == nil)
    }

    @Test func hostileMemberNamesAreEscapedToo() {
        #expect(JSONValue.object([JSONMember("a\"\u{1B}", "b")]).encoded() == #"{"a\"\u001b":"b"}"#)
    }
}
