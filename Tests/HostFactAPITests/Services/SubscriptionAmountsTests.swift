import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

/// The vectors of the HostFact reference, 12.4, and what follows from its formulas.
@Suite struct SubscriptionAmountsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var price: String
        var periods = 1
        var number = "1"
        var discount = "0"
        var tax = "21"
        var priceIncl: String
        var amountExcl: String
        var amountIncl: String
        var testDescription: String { "\(number) × \(price) × \(periods), -\(discount) %, +\(tax) %" }
    }

    static let documented: [Case] =
        [
            Case(price: "250", priceIncl: "302.5", amountExcl: "250", amountIncl: "302.5"),
            Case(price: "250", periods: 2, priceIncl: "302.5", amountExcl: "500", amountIncl: "605"),
            Case(price: "11.5", priceIncl: "13.915", amountExcl: "11.5", amountIncl: "13.92"),
            Case(price: "15", priceIncl: "18.15", amountExcl: "15", amountIncl: "18.15"),
            Case(price: "25", priceIncl: "30.25", amountExcl: "25", amountIncl: "30.25"),
            Case(price: "35", priceIncl: "42.35", amountExcl: "35", amountIncl: "42.35"),
            Case(price: "50", priceIncl: "60.5", amountExcl: "50", amountIncl: "60.5"),
            Case(price: "500", priceIncl: "605", amountExcl: "500", amountIncl: "605"),
        ]

    /// The worked example of 15.5, then discounts, other rates and sub-cent prices.
    static let derived: [Case] =
        [
            Case(price: "12.5", number: "2", priceIncl: "15.125", amountExcl: "25", amountIncl: "30.25"),
            Case(price: "100", discount: "10", priceIncl: "121", amountExcl: "90", amountIncl: "108.9"),
            Case(price: "9.99", discount: "33.33", priceIncl: "12.0879", amountExcl: "6.66", amountIncl: "8.06"),
            Case(price: "0.0123", number: "1000", priceIncl: "0.014883", amountExcl: "12.3", amountIncl: "14.88"),
            Case(price: "-10", priceIncl: "-12.1", amountExcl: "-10", amountIncl: "-12.1"),
            Case(price: "10", tax: "0", priceIncl: "10", amountExcl: "10", amountIncl: "10"),
            Case(price: "10", discount: "100", priceIncl: "12.1", amountExcl: "0", amountIncl: "0"),
            Case(price: "10", number: "0", priceIncl: "12.1", amountExcl: "0", amountIncl: "0"),
            Case(price: "1", number: "2.5", tax: "9", priceIncl: "1.09", amountExcl: "2.5", amountIncl: "2.73"),
        ]

    @Test(arguments: documented + derived) func comeTo(_ test: Case) throws {
        let amounts = SubscriptionAmounts(
            price: try number(test.price), number: try number(test.number), periods: test.periods,
            discount: try number(test.discount), tax: try number(test.tax))
        #expect(amounts.priceIncl.vendorText == test.priceIncl)
        #expect(amounts.amountExcl.vendorText == test.amountExcl)
        #expect(amounts.amountIncl.vendorText == test.amountIncl)
    }

    private func number(_ text: String) throws -> Decimal { try #require(Decimal(vendorText: text)) }
}

struct SubscriptionCostTests {
    private func service(_ price: String, _ unit: String, periods: Int = 1, ends: String = "") -> Record<Subscription> {
        var record = Record<Subscription>([:])
        for (field, text) in [
            (Subscription.priceExcl.declaration, price), (Subscription.taxPercentage.declaration, "21"),
            (Subscription.periodic.declaration, unit), (Subscription.periods.declaration, String(periods)),
            (Subscription.terminationDate.declaration, ends),
        ] { record[text: field] = text }
        return record
    }

    private let today = CalendarDate(year: 2026, month: 11, day: 26)

    @Test func whatRunsIsAddedUpWhateverItsPeriod() throws {
        let today = try #require(today)
        let services = [service("10", "m"), service("30", "m", periods: 3), service("120", "j")]
        #expect(Subscription.cost(of: services, today) == SubscriptionCost(aMonth: 60.5, aYear: 726))
    }

    @Test func whatHasEndedCostsNothingAndWhatWillEndStillDoes() throws {
        let today = try #require(today)
        let services = [service("10", "m", ends: "2026-11-25"), service("10", "m", ends: "2026-11-26")]
        #expect(Subscription.cost(of: services, today) == SubscriptionCost(aMonth: 12.1, aYear: 145.2))
        #expect(Subscription.cost(of: [services[0]], today) == nil)
    }

    @Test func withAnUnknownAmountThereIsNoTotal() throws {
        let today = try #require(today)
        #expect(Subscription.cost(of: [service("10", "m"), service("", "m")], today) == nil)
        #expect(Subscription.cost(of: [service("10", "")], today) == nil)
    }
}
