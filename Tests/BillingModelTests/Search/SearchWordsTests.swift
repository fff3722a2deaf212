import Testing

@testable import BillingModel

/// The rule by which a caller is found, as a table: what staff type, and what is stored.
@Suite struct SearchWordsTests {
    private static let record: [UInt8] = {
        var text = SearchText()
        for member in ["DB0042", "Café Zoë B.V.", "Jan", "Bakker", "info@cafe-zoe.example", "+31 10 2233444"] {
            text.add(text: member)
        }
        for member in ["Breda", "Keizersgracht 100-2"] { text.add(text: member) }
        text.add(text: "3862 VZ")
        text.add(number: "3862 VZ")
        text.add(number: "NL22 BANK 0567 4417 64")
        text.add(number: "NL 8123.45.678.B01")
        text.add(phone: "+31 10 2233444")
        text.add(phone: "06-12345678")
        return Array(text.text.utf8)
    }()

    private func finds(_ typed: String, in text: [UInt8]) -> Bool {
        SearchWords(typed).isMet { text.contains(sequence: Array($0.utf8)) }
    }

    @Test(arguments: [
        "jan bakker", "bakker jan", "Bakker, Jan", "BAKKER", " jan  bakker ", "jan\u{A0}bakker", "bak ja", "j b",
        "cafe zoe", "ZOË café", "b.v.", "db0042", "info@cafe-zoe.example", "zoe.example jan", "keizersgracht 100",
        "100-2", "breda bakker 3862", "",
    ]) func everyWordIsFoundInAnyOrder(typed: String) {
        #expect(finds(typed, in: Self.record))
    }

    @Test(arguments: [
        "3862vz", "3862 vz", "3862 VZ breda", "NL22BANK0567441764", "nl22 bank 0567 4417 64", "NL22.BANK.0567.4417.64",
        "bank 0567", "4417 64", "nl812345678b01", "NL 8123.45.678.B01", "8123.45.678", "NL-8123-45-678-B01",
    ]) func numbersAreFoundWithAndWithoutBlanks(typed: String) {
        #expect(finds(typed, in: Self.record))
    }

    @Test(arguments: [
        "+31 10 2233444", "010 223 34 44", "010-2233444", "(010) 223 34 44", "0102233444", "+31102233444",
        "0031 10 2233444", "00 31 10 223 3444", "+31 (0)10 2233444", "+31 010 2233444", "31102233444", "2233444",
        "223 34 44", "010/2233444", "010.223.34.44", "010 - 223 34 44", "bakker 010 2233444", "010-2233444 3862 vz",
        "0102233444 jan",
        "010 223", "01022", "+3110", "06 12345678", "+31612345678", "0612345678", "0031 6 1234 5678", "612345678",
    ]) func aTelephoneNumberIsFoundInAnyNotation(typed: String) {
        #expect(finds(typed, in: Self.record))
    }

    @Test(arguments: [
        "jan bakkers", "piet bakker", "janbakker", "010 223 34 45", "+31 20 2233444", "0687654321", "3862 xz",
        "NL22BANK0567441765", "bakker 010 999", "&", "jan & bakker",
    ]) func whatDiffersIsNotFound(typed: String) {
        #expect(!finds(typed, in: Self.record))
    }

    /// Each is one number; stored in any of its notations it is found by any other.
    @Test(arguments: [
        ["+31 10 223 34 44", "010-2233444", "0031102233444", "(010) 223 34 44", "+31 (0)10 2233444"],
        ["+32 2 555 12 12", "02/555.12.12", "0032 2 5551212", "025551212", "+32 (0)2 555 12 12"],
        ["+49 30 901820", "030 / 90 18 20", "004930901820", "+49 (0) 30 901820"],
        ["+39 06 69812345", "0039 06 6981 2345", "06 69812345"],
        ["+353 1 6770095", "01 677 0095", "00353 1 677 0095"],
        ["+1 212 555 0123", "(212) 555-0123", "1-212-555-0123", "001 212 555 0123"],
        ["+45 33 12 34 56", "33123456", "0045 33123456"],
        ["+90 212 293 50 00", "0212 2935000", "0090 (0)212 293 5000"],
    ]) func everyNotationFindsEveryOther(notations: [String]) {
        for stored in notations {
            var text = SearchText()
            text.add(text: "Somebody")
            text.add(phone: stored)
            let bytes = Array(text.text.utf8)
            for typed in notations { #expect(finds(typed, in: bytes), "\(typed) in \(stored)") }
        }
    }

    @Test func needlessWordsAreLeftOut() {
        #expect(SearchWords("jan janssen").parts == [[["janssen"]]])
        #expect(SearchWords("2233444").parts == [[["2233444"]]])
        #expect(SearchWords("010-2233444").parts == [[["010-2233444"], ["102233444"]]])
        #expect(SearchWords("+31 10 22 33 44").parts == [[["10223344"]]])
        #expect(SearchWords("Jan De").parts == [[["jan"]], [["de"]]])
        #expect(SearchWords(" \t ").isEmpty)
        #expect(SearchWords(exactly: "Jan  Bakker").parts == [[["jan  bakker"]]])
        #expect(SearchWords(exactly: "").isEmpty)
    }

    @Test func aTextOfARecordKeepsItsMembersApart() {
        var text = SearchText()
        for member in ["DB1", "", "É", "db1"] { text.add(text: member) }
        text.add(number: "12 34-AB")
        text.add(phone: "(010) 22.33")
        #expect(text.text == "\u{1F}db1\u{1F}e\u{1F}1234ab\u{1F}0102233\u{1F}\u{1F}")
        #expect(!finds("1e", in: Array(text.text.utf8)))
    }
}
