import BillingModel
import Testing

/// How identifiers are understood, and what is doubted of them; nothing is ever refused.
struct WrittenFormTests {
    /// A text, the country, how it is kept and how it is shown; nil where it is doubted.
    typealias Case = (form: WrittenForm, text: String, country: String?, writing: String, shown: String)

    private static let understood: [Case] = [
        (.iban, "NL91ABNA0417164300", nil, "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        (.iban, "nl91 abna 0417 1643 00", nil, "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        (.iban, "BE68 5390 0754 7034", "BE", "BE68539007547034", "BE68 5390 0754 7034"),
        (.iban, "DE89.3704.0044.0532.0130.00", nil, "DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
        (.iban, "GB82 WEST 1234 5698 7654 32", nil, "GB82WEST12345698765432", "GB82 WEST 1234 5698 7654 32"),
        (.iban, "", nil, "", ""),
        (.vatNumber, "nl 0044.95.445.B01", "NL", "NL004495445B01", "NL004495445B01"),
        (.vatNumber, "004495445B01", "NL", "NL004495445B01", "NL004495445B01"),
        (.vatNumber, "BE0403.170.701", "BE", "BE0403170701", "BE0403170701"),
        (.vatNumber, "0403170701", "BE", "BE0403170701", "BE0403170701"),
        (.vatNumber, "DE136695976", nil, "DE136695976", "DE136695976"),
        (.vatNumber, "FR83404833048", nil, "FR83404833048", "FR83404833048"),
        (.vatNumber, "CHE-116.281.710", "CH", "CHE-116.281.710", "CHE-116.281.710"),
        (.chamberNumber, "1234 5678", "NL", "12345678", "12345678"),
        (.chamberNumber, "BE 403.170.701", "BE", "0403170701", "0403.170.701"),
        (.chamberNumber, "HRB 1234 B", "DE", "HRB 1234 B", "HRB 1234 B"),
        (.chamberNumber, "whatever", nil, "whatever", "whatever"),
        (.postcode, "2312ab", "NL", "2312 AB", "2312 AB"), (.postcode, "2312  AB", "nl", "2312 AB", "2312 AB"),
        (.postcode, "B-9000", "BE", "9000", "9000"), (.postcode, "D-10115", "DE", "10115", "10115"),
        (.postcode, "EC1A 1BB", "GB", "EC1A 1BB", "EC1A 1BB"), (.postcode, "2312ab", nil, "2312ab", "2312ab"),
        (.phone, "010-2233444", "NL", "010-2233444", "+31 102233444"),
        (.phone, "+31 (0)10 223 34 44", nil, "+31 (0)10 223 34 44", "+31 102233444"),
        (.phone, "0031102233444", "BE", "0031102233444", "+31 102233444"),
        (.phone, "0800-1234", "NL", "0800-1234", "+31 8001234"), (.phone, "112", "NL", "112", "112"),
        (.phone, "+1 212 555 0100", nil, "+1 212 555 0100", "+12125550100"),
        (.phone, "555 0100", nil, "555 0100", "555 0100"),
        (.mailAddresses, "info@example.net", nil, "info@example.net", "info@example.net"),
        (
            .mailAddresses, "a@example.net; b@example.co.uk", nil, "a@example.net; b@example.co.uk",
            "a@example.net; b@example.co.uk"
        ),
        (.mailAddresses, "o'hara+x@bücher.example", nil, "o'hara+x@bücher.example", "o'hara+x@bücher.example"),
    ]

    @Test(arguments: understood) func whatIsUnderstoodIsKeptInOneWriting(_ each: Case) {
        let reading = each.form.reading(of: each.text, country: each.country)
        #expect(reading.doubt == nil)
        #expect(reading.writing == each.writing)
        #expect(reading.shown == each.shown)
        // What is kept is understood as the same.
        #expect(each.form.reading(of: reading.writing, country: each.country).writing == reading.writing)
    }

    @Test(
        arguments: [
            (.iban, "NL91ABNA0417164301", nil, "check digits"), (.iban, "NL91ABNA041716430", nil, "17 characters"),
            (.iban, "4171643", nil, "is no IBAN"), (.iban, "NL91 ABNA é417 1643 00", nil, "is no IBAN"),
            (.vatNumber, "NL004495446B01", nil, "check digits"),
            (.vatNumber, "NL00449544501", nil, "such as NL111111111B11"),
            (.vatNumber, "12345", "NL", "is no VAT number"), (.vatNumber, "BE0403170702", nil, "check digits"),
            (.vatNumber, "DE136695977", nil, "check digits"),
            (.chamberNumber, "1234567", "NL", "8 digits"), (.chamberNumber, "0403170702", "BE", "check digits"),
            (.postcode, "0312 AB", "NL", "such as 2312 AB"), (.postcode, "2312 SS", "NL", "such as 2312 AB"),
            (.postcode, "123", "BE", "4 digits"), (.postcode, "X-9000", "BE", "4 digits"),
            (.phone, "010-223344", "NL", "9 digits"), (.phone, "call me", "NL", "no telephone dials"),
            (.phone, "10 2233444", "NL", "neither 0 nor +"), (.phone, "+31 10 223344", nil, "10 digits"),
            (.phone, "1", nil, "one digit"),
            (.mailAddresses, "info", nil, "is no mail address"),
            (.mailAddresses, "a@b@example.net", nil, "no mail address"),
            (.mailAddresses, "info@example", nil, "no domain"),
            (.mailAddresses, "in fo@example.net", nil, "white space"),
            (.mailAddresses, ".info@example.net", nil, "before the @"),
            (.mailAddresses, "info@-x.net", nil, "no domain"),
            (.mailAddresses, "info@10.0.0.1", nil, "no domain"),
            (.mailAddresses, "a@example.net; b", nil, "is no mail address"),
        ] as [(WrittenForm, String, String?, String)])
    func whatIsDoubtedIsKeptAsItIs(_ form: WrittenForm, _ text: String, _ country: String?, _ words: String) throws {
        let reading = form.reading(of: text, country: country)
        #expect(try #require(reading.doubt).english.contains(words))
        #expect(reading.writing == text)
        #expect(try #require(reading.doubt).dutch != reading.doubt?.english)
    }

    /// Every slip of one character in a number with check digits is seen.
    @Test func oneWrongDigitIsSeen() {
        for (form, text) in [(WrittenForm.iban, "NL91ABNA0417164300"), (.vatNumber, "DE136695976")] {
            for (place, character) in text.enumerated() where character.isNumber {
                for digit in "0123456789" where digit != character {
                    var slip = Array(text)
                    slip[place] = digit
                    #expect(form.reading(of: String(slip)).doubt != nil, "\(String(slip))")
                }
            }
        }
    }

    @Test func ofSeveralAddressesTheOneIsNamed() {
        #expect(WrittenForm.mailAddresses.reading(of: "a@example.net; b").about == "b")
        #expect(WrittenForm.mailAddresses.reading(of: "b").about == "b")
    }
}
