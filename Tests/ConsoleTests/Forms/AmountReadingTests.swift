import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Console

struct AmountReadingTests {
    private static let kind = FieldKind.decimal(-1_000_000...1_000_000)

    private func read(_ typed: String, stored: String = "", takesSteps: Bool = true) -> String {
        let amounts = AmountReading(stored: stored, takesSteps: takesSteps)
        return InputReading.vendorText(typed, Self.kind, InputReading.Basis(amounts: amounts))
    }

    @Test(arguments: [
        ("7.5*1.05", "7.88"), ("7,5 × 1,05", "7.88"), ("12,50+5%", "13.13"), ("12.50-5%", "11.88"), ("10/4", "2.5"),
        ("10/3", "3.33"), ("1+2*3", "7"), ("2*3+1", "7"), ("10-2.50-2.50", "5"), ("1.234,56+1", "1235.56"),
        ("0.0125*2", "0.025"), ("0.0125/3", "0.0042"), ("=-2.50", "-2.50"), ("=12,5", "12.5"), ("100+10%+10%", "121"),
        ("6÷4", "1.5"),
    ]) func sumIsWorkedOut(typed: String, amount: String) throws {
        #expect(Decimal(vendorText: read(typed)) == Decimal(vendorText: amount))
    }

    @Test(arguments: [
        ("+5%", "7.5", "7.88"), ("-5%", "7.50", "7.13"), ("+ 5 %", "100", "105"), ("-2.50", "7.5", "5"),
        ("+2,50", "7.5", "10"), ("-10", "7.5", "-2.5"), ("+5%", "0.0125", "0.0131"), ("+2,5%", "-8", "-8.2"),
        ("+0.005", "1", "1.005"),
    ]) func stepStartsFromWhatIsStored(typed: String, stored: String, amount: String) {
        #expect(Decimal(vendorText: read(typed, stored: stored)) == Decimal(vendorText: amount))
    }

    @Test(arguments: [
        // Nothing to start from.
        ("+5%", ""), ("+5%", "0"), ("+2.50", ""), ("-5%", "none"),
        // No sums.
        ("7.5*", "1"), ("*2", "1"), ("7.5**2", "1"), ("5%", "1"), ("5%+1", "1"), ("2*5%", "1"), ("1/0", "1"),
        ("+", "1"),
        ("-", "1"), ("+5%%", "1"), ("+a", "1"), ("1+a", "1"), ("--1", "1"), ("=", "1"), ("=1+1", "1"), ("1e5", "1"),
        ("9e99*9", "1"), ("½*2", "1"), ("1..2*2", "1"),
    ]) func whatIsNoSumIsRefused(typed: String, stored: String) {
        let field = FieldDeclaration("Price", Self.kind, LocalizedText("Price", "Prijs"))
        guard case .success(let text) = field.check(read(typed, stored: stored)) else { return }
        Issue.record("“\(typed)” was read as \(text)")
    }

    @Test func productOfHugeAmountsIsNone() {
        let digits = String(repeating: "9", count: 30)
        let huge = Array(repeating: digits, count: 8).joined(separator: "*")
        #expect(AmountReading().outcome(of: huge) == nil)
    }

    /// A balance may be below zero, and whoever types −10 for one means that.
    @Test func amountThatTakesNoStepsIsMeantAsItIsWritten() {
        #expect(read("-10", stored: "12.5", takesSteps: false) == "-10")
        #expect(read("-10", stored: "") == "-10")
        #expect(Decimal(vendorText: read("+10%", stored: "12.5", takesSteps: false)) == 13.75)
    }

    @Test(arguments: ["1.234*2", "2*1,234", "=1.234", "-1.234", "7.5+12.500"])
    func amountOfASumWithTwoReadingsIsDoubted(typed: String) {
        #expect(InputReading.doubt(typed, Self.kind, Texts(.english)) != nil)
    }

    @Test(arguments: ["7.5*1.05", "+5%", "12,50-2", "=-2.50"])
    func sumWithOneReadingIsNotDoubted(typed: String) {
        #expect(InputReading.doubt(typed, Self.kind, Texts(.english)) == nil)
    }
}
