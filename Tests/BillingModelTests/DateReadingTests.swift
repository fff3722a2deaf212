import BillingModel
import Testing

struct DateReadingTests {
    /// On 26 November 2026, with a contract that ends on the last day of February.
    private let days = DateReading(today: CalendarDate("2026-11-26"), end: CalendarDate("2027-02-28"))

    @Test(arguments: [
        ("31-12", "2026-12-31"), ("26-11", "2026-11-26"), ("25-11", "2027-11-25"), ("1/7", "2027-07-01"),
        ("29-2", "2028-02-29"), ("1-7-27", "2027-07-01"), ("1-7-2027", "2027-07-01"), ("01.07.27", "2027-07-01"),
        ("+3m", "2027-02-26"), ("+2w", "2026-12-10"), ("+10d", "2026-12-06"), ("+1y", "2027-11-26"),
        ("+1j", "2027-11-26"), ("-1d", "2026-11-25"), ("+3M", "2027-02-26"), ("today", "2026-11-26"),
        ("Vandaag", "2026-11-26"), ("morgen", "2026-11-27"), ("gisteren", "2026-11-25"), ("end", "2027-02-28"),
        ("einde", "2027-02-28"),
    ]) func dayIsUnderstood(typed: String, day: String) {
        #expect(days.day(of: typed)?.text == day)
    }

    @Test(arguments: [
        "30-2", "31-4-27", "0-1", "1-13", "1-7-127", "1-7-7", "+m", "+3", "+3x", "3m", "+999999999d", "1-", "-1-7",
        "1-7-",
        "31.12.", "1-2-3-4", "１-7", "+99999999999999999999d",
    ]) func whatIsNoDayIsRefused(typed: String) {
        #expect(days.day(of: typed) == nil)
    }

    @Test func withoutATodayNothingIsReadFromIt() {
        for typed in ["31-12", "+3m", "today", "end"] {
            #expect(DateReading().day(of: typed) == nil)
        }
    }
}
