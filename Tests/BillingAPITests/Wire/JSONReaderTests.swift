import BillingAPI
import BillingModel
import Foundation
import Testing

@Suite struct JSONReaderTests {
    @Test(arguments: [
        (#"{"z":"1","a":[1,{},[]],"Groups":[]}"#, #"{"z":"1","a":[1,{},[]],"Groups":[]}"#),
        (" \t\r\n[ true , false , null ] ", "[true,false,null]"),
        (#"["\u00e9\/\b\f\n\r\t\"\\","\ud83d\udc4d"]"#, #"["é/\u0008\u000c\n\r\t\"\\","👍"]"#),
        ("[605.0,302.5,13.915,-0,1e3,1.50E-2,-1.5,0.0001]", "[605,302.5,13.915,0,1000,0.015,-1.5,0.0001]"),
        (
            "[999999999999.99,12345678901234567890123456789012345678,1e80]",
            "[999999999999.99,12345678901234567890123456789012345678,1\(String(repeating: "0", count: 80))]"
        ),
        (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#), (#""""#, #""""#),
    ]) func readsAndWritesBack(text: String, written: String) throws {
        let value = try JSONValue(parsing: text.utf8)
        #expect(value.encoded() == written)
        #expect(try JSONValue(parsing: value.encoded(indented: true).utf8) == value)
    }

    @Test(arguments: [
        ("", "the text ends too early, at byte 1"), ("{", "the text ends too early, at byte 2"),
        ("[1,", "the text ends too early, at byte 4"), (#"{"a""#, "the text ends too early, at byte 5"),
        (#"["ab"#, "the text ends too early, at byte 5"), ("-", "the text ends too early, at byte 2"),
        ("1.", "the text ends too early, at byte 3"), (#""\u00"#, "the text ends too early, at byte 6"),
        ("[1,]", "no value starts here, at byte 4"), ("tru", "no value starts here, at byte 1"),
        ("<b>Warning", "no value starts here, at byte 1"), ("'a'", "no value starts here, at byte 1"),
        ("[1 2]", "a comma or ] is missing, at byte 4"), (#"{"a":1]"#, "a comma or } is missing, at byte 7"),
        ("{a:1}", "a name in quotes is missing, at byte 2"), (#"{"a" 1}"#, "a colon is missing, at byte 6"),
        ("1 2", "more text follows the value, at byte 3"), ("01", "a number starts with a needless zero, at byte 3"),
        ("1.x", "a digit is missing, at byte 3"), ("[-]", "a digit is missing, at byte 3"),
        (#""\x""#, "there is no such escape, at byte 4"),
        (#""\u12g4""#, "\\u takes four hexadecimal digits, at byte 6"),
        (#""\ud83d""#, "half a surrogate pair stands alone, at byte 8"),
        (#""\udc4d\ud83d""#, "half a surrogate pair stands alone, at byte 8"),
        (#""\ud83dx""#, "half a surrogate pair stands alone, at byte 8"),
        ("\"a\nb\"", "a control character is not escaped, at byte 3"),
        ("1e999999999999", "the number is too long to be kept exactly, at byte 1"),
        ("[1e200]", "the number is too long to be kept exactly, at byte 2"),
        ("123456789012345678901234567890123456789", "the number is too long to be kept exactly, at byte 1"),
        ("[[[[1]]]]", "it is nested deeper than 2 levels, at byte 4"),
    ]) func refusesWithPlaceAndReason(text: String, reason: String) {
        do throws(APIError) {
            let value = try JSONValue(parsing: text.utf8, limits: WireLimits(bytes: 99, nesting: 2, parameters: 99))
            Issue.record("\(value) was read")
        } catch {
            #expect(error.message.english == "This is not JSON: \(reason).")
        }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: APIError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: APIError.self) { try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test func aDeepTextIsRefusedAndNotFollowed() {
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(throws: APIError.self) { try JSONValue(parsing: deep.utf8) }
        #expect(throws: APIError.self) { try JSONValue(parsing: deep.utf8, limits: .answer) }
    }

    @Test(arguments: [
        (
            #"{"Identifier":3,"PriceExcl":50.750,"Active":true,"Off":false,"Gone":null,"City":""}"#,
            [
                RawParameter("Identifier", "3"), RawParameter("PriceExcl", "50.75"),
                RawParameter("Active", .boolean(true)), RawParameter("Off", .boolean(false)), RawParameter("City", ""),
            ]
        ),
        (
            #"{"Groups":[4,null,"7"],"Subscription":{"Periods":1},"Lines":{"0":{"P":1}},"None":[]}"#,
            [
                RawParameter("Groups", .list([.text("4"), .null, .text("7")])),
                RawParameter("Subscription", .map([RawParameter("Periods", "1")])),
                RawParameter("Lines", .list([.map([RawParameter("P", "1")])])), RawParameter("None", .list([])),
            ]
        ),
        ("[]", []), ("{}", []),
    ]) func aBodyGivesTheParametersOfAForm(text: String, parameters: [RawParameter]) throws {
        #expect(try JSONValue(parsing: text.utf8).requestParameters() == parameters)
    }

    @Test(arguments: ["[1]", "1", "null", #""a""#]) func aBodyWithoutNamesIsRefused(text: String) throws {
        let value = try JSONValue(parsing: text.utf8)
        #expect(throws: APIError.self) { try value.requestParameters() }
    }
}
