import Testing

@testable import BillingModel

/// In which notations a number is asked for at a system that looks for texts as they stand.
@Suite struct LikelyNotationsTests {
    @Test(arguments: [
        ("010 223 34 44", ["2233444", "223 34 44"]), ("0102233444", ["2233444", "223 34 44"]),
        ("+31 (0)10 2233444", ["2233444", "223 34 44"]), ("0031102233444", ["2233444", "223 34 44"]),
        ("06-12345678", ["12345678", "12 34 56 78"]), ("0172 612345", ["612345", "61 23 45"]),
        ("0800 1234", ["8001234"]), ("+32 2 123 45 67", ["21234567"]), ("010 22", []), ("jan", []),
        ("bakker 0102233444", []),
    ]) func aTelephoneNumberIsAskedForByWhatStandsBehindItsArea(typed: String, texts: [String]) {
        #expect(LikelyNotations.phone(typed) == texts)
    }

    /// The first of the texts stands in every notation without blanks behind the area, the second in those with.
    @Test(arguments: [
        "010-2233444", "010 2233444", "+31102233444", "+31 10 2233444", "010 223 34 44", "+31 (0)10 223 34 44",
        "010-223 34 44",
    ]) func usualNotationsContainOneOfThem(stored: String) {
        let texts = LikelyNotations.phone("0031 10 2233444")
        #expect(texts.contains { stored.contains($0) })
    }

    @Test func ibansAndPostcodesAreAskedForWithBlanksAndWithout() {
        #expect(
            LikelyNotations.iban("nl91abna 0417164300") == ["NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"])
        #expect(LikelyNotations.iban("NL91 ABNA") == ["NL91ABNA", "NL91 ABNA"])
        #expect(LikelyNotations.iban("NL91").isEmpty && LikelyNotations.iban("bakkerij noord").isEmpty)
        #expect(LikelyNotations.postcode("3862vz") == ["3862 VZ", "3862VZ"])
        #expect(LikelyNotations.postcode("3862").isEmpty && LikelyNotations.postcode("38622VZ").isEmpty)
        #expect(LikelyNotations.number("87.65-4321") == ["87654321"])
        #expect(LikelyNotations.number("87654").isEmpty && LikelyNotations.number("8765432a").isEmpty)
    }
}
