import BillingModel
import Testing

@testable import BillingAPI

@Suite struct WriteConditionsTests {
    private func conditions(_ headers: [WireHeader]) throws(APIError) -> WriteConditions? {
        try WriteConditions(headers)
    }

    @Test(arguments: [
        ("*", WriteConditions.Match.anything), ("  * ", .anything), (#""abc""#, .oneOf([EntityTag("abc")])),
        (#""a", "b""#, .oneOf([EntityTag("a"), EntityTag("b")])),
        (#" ,"a",,"b" , "#, .oneOf([EntityTag("a"), EntityTag("b")])),
        (#""a,b""#, .oneOf([EntityTag("a,b")])), (#""""#, .oneOf([EntityTag("")])),
        // A weak tag is a tag, but does not promise the same content.
        (#"W/"a""#, .oneOf([])), (#"W/"a", "b""#, .oneOf([EntityTag("b")])),
    ]) func ifMatchIsAListOfTags(header: String, match: WriteConditions.Match) throws {
        #expect(try conditions([WireHeader("if-match", header)])?.match == match)
    }

    @Test(arguments: ["", ",", "abc", #""abc"#, #"abc""#, #""a" "b""#, "*, *", #"*,"a""#, #"w/"a""#, "W/", #""a"x"#])
    func whatIsNoTagIsRefused(header: String) {
        let error = #expect(throws: APIError.self) { try conditions([WireHeader("If-Match", header)]) }
        #expect(error?.kind == .invalidInput)
        #expect(error?.failedCondition == nil)
        #expect(error?.message.english.hasPrefix("If-Match takes tags in double quotes") == true)
    }

    @Test func severalHeadersAreOneList() throws {
        let headers = [WireHeader("If-Match", #""a""#), WireHeader("IF-MATCH", #""b""#)]
        #expect(try conditions(headers)?.match == .oneOf([EntityTag("a"), EntityTag("b")]))
    }

    @Test(arguments: ["a", "8e03978e-40d5-43dd-bc93-6894a57f9324", "two words", String(repeating: "x", count: 255)])
    func aKeyIsPlainText(key: String) throws {
        let found = try conditions([WireHeader("Idempotency-Key", "  \(key)\t")])
        #expect(found?.idempotencyKey == key)
    }

    @Test(arguments: [[""], ["  "], ["sleutel é"], ["a\u{7}"], [String(repeating: "x", count: 256)], ["a", "a"]])
    func otherKeysAreRefusedWithoutRepeatingThem(keys: [String]) {
        let error = #expect(throws: APIError.self) { try conditions(keys.map { WireHeader("Idempotency-Key", $0) }) }
        #expect(
            error?.message.english
                == "Idempotency-Key takes one text of 1 to 255 plain ASCII characters; nothing was changed.")
    }

    @Test func otherHeadersDemandNothing() throws {
        #expect(try conditions([WireHeader("If-None-Match", "*"), WireHeader("Accept", "*/*")]) == nil)
    }

    @Test func tagsTellContentsApart() {
        #expect(EntityTag(of: "a") == EntityTag(of: "a"))
        #expect(EntityTag(of: "a") != EntityTag(of: "b"))
        // SHA-256 of the empty text, as FIPS 180-4 has it.
        #expect(EntityTag(of: "").headerText == #""e3b0c44298fc1c149afbf4c8996fb924""#)
    }
}
