import BillingModel
import Foundation
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        ("250.00", "250"), ("50.75", "50.75"), ("0", "0"), ("0.00", "0"), ("-1.50", "-1.5"), ("-0", "0"),
        ("13.9150", "13.915"), ("007", "7"), ("999999999.99", "999999999.99"), ("0.0001", "0.0001"),
        ("123456789012345678901234567890", "123456789012345678901234567890"), ("1000", "1000"),
    ]) func readsTheVendorsWriting(text: String, written: String) throws {
        #expect(try #require(Decimal(vendorText: text)).vendorText == written)
    }

    @Test(arguments: [
        "", "-", ".", "1.", ".5", "1,50", "1.250,00", "1e3", "NaN", "inf", "+1", "--1", "1.2.3", " 1", "1 ", "0x10",
        "１２", "1234567890123456789012345678901", "1-", "€1",
    ]) func refusesWhatIsNoNumber(_ text: String) {
        #expect(Decimal(vendorText: text) == nil)
    }

    @Test(arguments: [
        ("13.915", "13.92"), ("13.914", "13.91"), ("-13.915", "-13.92"), ("2.675", "2.68"), ("0.005", "0.01"),
        ("1", "1"), ("0.004", "0"), ("99.995", "100"),
    ]) func roundsHalfACentAwayFromZero(text: String, rounded: String) throws {
        #expect(try #require(Decimal(vendorText: text)).roundedToCents.vendorText == rounded)
    }

    @Test(arguments: [
        ("1250", "1.250,00", "1,250.00"), ("0", "0,00", "0.00"), ("-1234567.5", "-1.234.567,50", "-1,234,567.50"),
        ("13.915", "13,915", "13.915"), ("999", "999,00", "999.00"), ("-0.5", "-0,50", "-0.50"),
        ("100000", "100.000,00", "100,000.00"),
    ]) func showsAtLeastTwoDecimals(text: String, dutch: String, english: String) throws {
        let amount = try #require(Decimal(vendorText: text))
        #expect(amount.shown(decimalComma: true) == dutch)
        #expect(amount.shown(decimalComma: false) == english)
    }
}
