import Foundation
import BillingModel
import Testing

@Suite struct PeriodTests {
    @Test(arguments: [
        (1, PeriodUnit.day, "2026-02-01"), (2, .week, "2026-02-14"), (1, .month, "2026-02-28"),
        (1, .quarter, "2026-04-30"), (1, .halfYear, "2026-07-31"), (1, .year, "2027-01-31"),
        (1, .twoYears, "2028-01-31"), (3, .month, "2026-04-30"), (0, .month, "2026-01-31"),
    ]) func endsAfterItsUnits(count: Int, unit: PeriodUnit, end: String) throws {
        let start = try #require(CalendarDate("2026-01-31"))
        #expect(Period(count, unit).after(start).text == end)
    }

    @Test func monthEndsDoNotDrift() throws {
        let start = try #require(CalendarDate("2026-01-31"))
        let ends = (1...4).map { Period(1, .month).after(start, times: $0).text }
        #expect(ends == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
    }

    @Test(arguments: PeriodUnit.allCases) func absurdCountsClampToTheCalendar(_ unit: PeriodUnit) throws {
        let start = try #require(CalendarDate("2026-01-31"))
        #expect(Period(Int.max, unit).after(start, times: Int.max).year == 9999)
        #expect(Period(1_000_000_000, unit).after(start).year == 9999)
        #expect(Period(-1_000_000_000, unit).after(start).year == 1)
        #expect(Period(Int.min, unit).after(start, times: 2).year == 1)
    }

    @Test func unitsHaveTheVendorsCodes() {
        #expect(PeriodUnit.allCases.map(\.rawValue) == ["d", "w", "m", "k", "h", "j", "t"])
    }
}

struct YearOfPeriodsTests {
    @Test(
        arguments: [
            (Period(1, .month), 12), (Period(3, .month), 4), (Period(1, .quarter), 4), (Period(1, .halfYear), 2),
            (Period(1, .year), 1), (Period(1, .twoYears), Decimal(0.5)), (Period(2, .week), 26), (Period(1, .day), 365),
        ] as [(Period, Decimal)]) func yearHasSoMany(period: Period, times: Decimal)
    {
        #expect(period.timesAYear == times)
    }

    @Test func noPeriodNeverComes() { #expect(Period(0, .month).timesAYear == nil) }
}
