import BillingAPI
import BillingModel
import Foundation
import Testing

@Suite struct RowConditionTests {
    private func holds(_ test: RowCondition.Test, _ stored: String, not: Bool = false) -> Bool? {
        RowCondition("m", test, isNegated: not).holds(text: { $0 == "m" ? stored : nil }, folded: { [] })
    }

    @Test func textsAreComparedWithoutCaseAndDiacritics() {
        #expect(holds(.contains("zur"), "Zürich") == true)
        #expect(holds(.contains("zur"), "Zürich", not: true) == false)
        #expect(holds(.reads("zur"), "Zürich") == false)
        #expect(holds(.reads("zurich"), "Zürich") == true)
        #expect(holds(.stored("a"), "A") == false)
        #expect(holds(.empty, "") == true)
        #expect(holds(.empty, " ") == false)
    }

    @Test func numbersAndDaysAreComparedByWhatTheyMean() throws {
        let ten = Decimal(10)
        let cases: [(RowCondition.Comparison, String, Bool)] = [
            (.less, "9.99", true), (.less, "10.00", false), (.less, "-1", true), (.atMost, "10.00", true),
            (.equal, "10.00", true), (.equal, "10.01", false), (.atLeast, "100", true), (.more, "10.00", false),
            // What is no number meets none of them.
            (.less, "", false), (.more, "", false), (.equal, "x", false),
        ]
        for (comparison, stored, expected) in cases {
            #expect(holds(.number(comparison, ten), stored) == expected, "\(stored) \(comparison)")
        }
        let day = try #require(CalendarDate("2027-01-31"))
        let days: [(RowCondition.Comparison, String, Bool)] = [
            (.less, "2027-01-30", true), (.less, "2027-01-31", false), (.equal, "2027-01-31 23:59:59", true),
            (.more, "2027-01-31 23:59:59", false), (.more, "2027-02-01 00:00:00", true), (.atMost, "", false),
            (.less, "0000-00-00", false),
        ]
        for (comparison, stored, expected) in days {
            #expect(holds(.day(comparison, day), stored) == expected, "\(stored) \(comparison)")
        }
    }

    @Test func whatARowDoesNotTellIsNotKnown() {
        let condition = RowCondition("other", .empty)
        #expect(condition.holds(text: { _ in nil }, folded: { [] }) == nil)
        #expect(RowCondition("", .inGroup("x", isWhole: false)).holds(text: { _ in "" }, folded: { [] }) == nil)
    }
}
