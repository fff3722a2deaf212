import BillingModel
import HostFactAPI
import Testing

@Suite struct ServiceDatesTests {
    /// Source: HostFact reference, 12.5.
    @Test(arguments: [
        ("2017-01-16", "2017-01-02"), ("2018-03-14", "2018-02-28"), ("2018-07-13", "2018-06-29"),
        ("2016-05-01", "2016-04-17"), ("2019-05-17", "2019-05-03"), ("2026-11-09", "2026-10-26"),
        ("2026-03-02", "2026-02-16"),
    ]) func theNextInvoiceIsMadeTwoWeeksAhead(start: String, next: String) throws {
        #expect(ServiceDates.nextDate(start: try day(start), debtorDaysAhead: nil).text == next)
        #expect(ServiceDates.nextDate(start: try day(start), debtorDaysAhead: -1).text == next)
    }

    @Test(arguments: [(0, "2026-03-02"), (1, "2026-03-01"), (30, "2026-01-31")])
    func theDebtorsOwnDaysOverride(ahead: Int, next: String) throws {
        #expect(ServiceDates.nextDate(start: try day("2026-03-02"), debtorDaysAhead: ahead).text == next)
    }

    @Test(arguments: [
        ("2026-03-02", Period(1, .month), "2026-04-02"), ("2026-01-31", Period(1, .month), "2026-02-28"),
        ("2018-01-14", Period(1, .year), "2019-01-14"), ("2026-03-02", Period(2, .week), "2026-03-16"),
    ]) func aPeriodEndsOnTheSameDayNumber(start: String, period: Period, end: String) throws {
        #expect(ServiceDates.endPeriod(start: try day(start), period: period).text == end)
    }

    // MARK: Default termination

    struct Case: Sendable, CustomTestStringConvertible {
        var today: String
        var start: String
        var period: Period
        var missed: String?
        var date: String
        var testDescription: String { "\(start) every \(period.count)\(period.unit.rawValue), today \(today)" }
    }

    /// The five cases of the HostFact reference, 12.6, the worked example of 15.6, and edges of the rule.
    static let terminations = [
        Case(
            today: "2019-05-17", start: "2018-01-14", period: Period(1, .month), missed: "2019-06-14",
            date: "2019-07-14"),
        Case(today: "2019-05-17", start: "2018-07-13", period: Period(1, .year), date: "2019-07-13"),
        Case(today: "2019-05-17", start: "2018-01-14", period: Period(1, .year), date: "2020-01-14"),
        Case(
            today: "2022-11-24", start: "2018-01-14", period: Period(1, .month), missed: "2022-12-14",
            date: "2023-01-14"),
        Case(
            today: "2026-10-09", start: "2023-03-22", period: Period(1, .month), missed: "2026-10-22",
            date: "2026-11-22"),
        Case(
            today: "2026-03-10", start: "2026-03-02", period: Period(1, .month), missed: "2026-04-02",
            date: "2026-05-02"),
        // Exactly one month ahead is enough.
        Case(today: "2026-03-02", start: "2026-03-02", period: Period(1, .month), date: "2026-04-02"),
        // The notice period clamps to the month's end.
        Case(today: "2026-01-31", start: "2025-02-28", period: Period(1, .month), date: "2026-02-28"),
        // A contract that starts later ends its first term.
        Case(today: "2026-03-02", start: "2027-01-01", period: Period(1, .year), date: "2028-01-01"),
        Case(today: "2026-03-02", start: "1990-01-31", period: Period(1, .month), date: "2026-04-30"),
    ]

    @Test(arguments: terminations) func aTerminationTakesTheEndOfATerm(_ test: Case) throws {
        let termination = DefaultTermination(
            start: try day(test.start), period: test.period, today: try day(test.today))
        #expect(termination.date.text == test.date)
        if let missed = test.missed { #expect(termination.missed?.text == missed) }
    }

    @Test(arguments: PeriodUnit.allCases) func agreesWithCountingTermByTerm(_ unit: PeriodUnit) throws {
        let starts = ["1996-02-29", "2018-01-14", "2019-12-31", "2023-03-22", "2026-01-30", "2026-11-22", "2031-08-31"]
        let todays = ["2019-05-17", "2024-01-30", "2024-02-29", "2026-03-10", "2026-10-31", "2026-12-31"]
        for start in try starts.map(day) {
            for today in try todays.map(day) {
                for count in [1, 2, 3, 5, 12, 36] {
                    let period = Period(count, unit)
                    let termination = DefaultTermination(start: start, period: period, today: today)
                    let expected = naive(start: start, period: period, today: today)
                    guard termination.date == expected.date, termination.missed == expected.missed else {
                        Issue.record(
                            "\(start.text) every \(count)\(unit.rawValue) on \(today.text): \(termination), \(expected)"
                        )
                        return
                    }
                }
            }
        }
    }

    /// The rule word for word; the missed term is the last one before it that ends after today.
    private func naive(
        start: CalendarDate, period: Period, today: CalendarDate
    ) -> (date: CalendarDate, missed: CalendarDate?) {
        let earliest = Period(1, .month).after(today)
        var times = 1
        while period.after(start, times: times) < earliest { times += 1 }
        let before = times > 1 ? period.after(start, times: times - 1) : nil
        return (period.after(start, times: times), before.flatMap { $0 > today ? $0 : nil })
    }

    @Test(arguments: [Int.max, Int.min, 0, -1]) func anAbsurdTermStillGivesADay(_ count: Int) throws {
        for unit in PeriodUnit.allCases {
            let termination = DefaultTermination(
                start: try day("2026-01-31"), period: Period(count, unit), today: try day("2026-03-02"))
            #expect((1...9999).contains(termination.date.year))
        }
    }

    @Test func aContractFromAnotherMillenniumIsCountedQuickly() throws {
        let termination = DefaultTermination(
            start: try day("0001-01-01"), period: Period(1, .day), today: try day("2026-03-02"))
        #expect(termination.date.text == "2026-04-02")
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
}
