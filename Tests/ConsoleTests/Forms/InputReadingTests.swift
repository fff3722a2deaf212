import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Console

struct InputReadingTests {
    private static let decimal = FieldKind.decimal(-1_000_000_000...1_000_000_000)

    @Test(arguments: [
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"), ("50,75", "50.75"), ("50.75", "50.75"), ("0,5", "0.5"), ("0.125", "0.125"),
        ("1 234,56", "1234.56"), ("1234", "1234"), ("-12,5", "-12.5"), ("-1.234,56", "-1234.56"),
        // Unreadable text stays as it is, for the declaration to refuse.
        ("1e5", "1e5"), ("", ""), ("abc", "abc"), ("1.2.3", "1.2.3"), ("12.34,5", "12.34,5"),
        ("1,23,45.6", "1,23,45.6"),
    ]) func numberIsReadAsStaffWriteIt(_ typed: String, _ vendor: String) {
        #expect(InputReading.vendorText(typed, Self.decimal) == vendor)
    }

    @Test(arguments: ["1e5", "abc", "1.2.3", "12.34,5", "--1", "1,2,3", "0x10", "1_000", "€ 5", "½", "NaN", "∞"])
    func unreadableNumberIsRefusedByItsDeclaration(_ typed: String) {
        let field = FieldDeclaration("Price", Self.decimal, LocalizedText("Price", "Prijs"))
        guard case .failure = field.check(InputReading.vendorText(typed, Self.decimal)) else {
            Issue.record("“\(typed)” was read as \(InputReading.vendorText(typed, Self.decimal))")
            return
        }
    }

    @Test(arguments: ["1.234", "1,234", "12.500", "999,999", "-1.234", " 1.234", "1 .234", "+1.234"])
    func numberWithTwoReadingsIsDoubted(_ typed: String) {
        #expect(InputReading.doubt(typed, Self.decimal, Texts(.english)) != nil)
    }

    @Test(arguments: ["1234", "1.23", "1,2345", "0.123", "0,125", "1234.567", "1.234,56", "1.234.567", "", "abc.def"])
    func numberWithOneReadingIsNotDoubted(_ typed: String) {
        #expect(InputReading.doubt(typed, Self.decimal, Texts(.english)) == nil)
    }

    @Test func bothReadingsOfferedAreReadWithoutDoubt() {
        for written in ["1234", "1.2340", "1,2340"] {
            #expect(InputReading.doubt(written, Self.decimal, Texts(.dutch)) == nil)
        }
    }

    @Test(arguments: [
        ("31-12-2026", "2026-12-31"), ("1-4-2026", "2026-04-01"), ("01/04/2026", "2026-04-01"),
        ("1.4.2026", "2026-04-01"), ("2026-12-31", "2026-12-31"), (" 2026-12-31 ", "2026-12-31"),
        // No such day, and no way of writing a day: left for the check to refuse.
        ("30-02-2026", "30-02-2026"), ("2026-02-30", "2026-02-30"), ("1-4-026", "1-4-026"), ("1-4", "1-4"),
        ("tomorrow", "tomorrow"),
        ("1-4-26", "2026-04-01"), ("31/12/27", "2027-12-31"),
    ]) func dayIsReadAsStaffWriteIt(_ typed: String, _ vendor: String) {
        #expect(InputReading.vendorText(typed, .date) == vendor)
    }

    @Test(arguments: [
        ("50.75", decimal, "50,75"), ("1250", decimal, "1250"), ("21", FieldKind.percentage, "21"),
        ("2026-12-31", .date, "31-12-2026"), ("not a day", .date, "not a day"),
        ("1.5", .text(maximum: 10), "1.5"),
    ]) func storedValueIsShownAsDutchStaffWriteIt(_ stored: String, _ kind: FieldKind, _ shown: String) {
        #expect(InputReading.shown(stored, kind, .dutch) == shown)
        #expect(InputReading.shown(stored, kind, .english) == stored)
    }

    @Test(arguments: ["0", "50.75", "1234.5", "-3.25", "1250", "0.001"])
    func whatIsShownInDutchIsReadBackAsItself(_ stored: String) {
        let shown = InputReading.shown(stored, Self.decimal, .dutch)
        #expect(InputReading.vendorText(shown, Self.decimal) == stored)
    }
}
