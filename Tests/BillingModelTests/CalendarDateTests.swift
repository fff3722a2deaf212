import BillingModel
import Testing

@Suite struct CalendarDateTests {
    @Test func everyDayOfTwoCenturiesFollowsTheOneBefore() throws {
        let first = try #require(CalendarDate(year: 1900, month: 1, day: 1))
        var expected = (year: 1900, month: 1, day: 1)
        var weekday = 1
        for offset in 0..<(200 * 366) {
            let date = first.adding(days: offset)
            guard (date.year, date.month, date.day) == expected, date.weekday == weekday,
                CalendarDate.days(from: first, to: date) == offset, CalendarDate(date.text) == date
            else {
                Issue.record("Day \(offset) is \(date.text), expected \(expected), weekday \(weekday).")
                return
            }
            expected = Self.dayAfter(expected)
            weekday = weekday % 7 + 1
        }
    }

    /// The calendar's definition, day by day.
    private static func dayAfter(_ date: (year: Int, month: Int, day: Int)) -> (year: Int, month: Int, day: Int) {
        let isLeap = date.year % 400 == 0 || (date.year % 4 == 0 && date.year % 100 != 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if date.day < lengths[date.month - 1] { return (date.year, date.month, date.day + 1) }
        return date.month < 12 ? (date.year, date.month + 1, 1) : (date.year + 1, 1, 1)
    }

    @Test(arguments: [
        ("1970-01-01", 4), ("2000-02-29", 2), ("2026-11-22", 7), ("1900-01-01", 1), ("0001-01-01", 1),
        ("9999-12-31", 5), ("2024-02-29", 4), ("1582-10-15", 5),
    ]) func knowsWeekdays(text: String, weekday: Int) throws {
        #expect(try day(text).weekday == weekday)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01", "2026/01/01", "",
        "2026-01-01 ", "-026-01-01", "2026-01-0a", "0000-00-00", "2026-01", "2026-01-01-01", "２０２６-01-01",
        "1900-02-29", "2026--1-01",
    ]) func refusesWhatIsNoDay(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func writesBothForms() throws {
        #expect(try day("2026-05-02").dutchText == "02-05-2026")
        #expect(CalendarDate(year: 7, month: 1, day: 2)?.text == "0007-01-02")
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 2, "2026-03-31"),
        ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2026-05-10", 0, "2026-05-10"),
        ("9999-11-30", 5, "9999-12-30"), ("0001-02-10", -5, "0001-01-10"),
    ]) func addsMonthsAndClampsToTheMonthsLength(start: String, months: Int, end: String) throws {
        #expect(try day(start).adding(months: months).text == end)
    }

    @Test func staysInsideTheCalendar() throws {
        #expect(try day("9999-12-31").adding(days: 1).text == "9999-12-31")
        #expect(try day("0001-01-01").adding(days: -1).text == "0001-01-01")
        #expect(try day("2026-01-01").adding(days: 400_000_000).text == "9999-12-31")
    }

    @Test(arguments: [Int.max, Int.min]) func anAbsurdDistanceDoesNotTrap(_ distance: Int) throws {
        let date = try day("2026-01-01")
        let end = distance > 0 ? "9999" : "0001"
        #expect(date.adding(days: distance).text.hasPrefix(end))
        #expect(date.adding(months: distance).text.hasPrefix(end))
    }

    @Test func ordersByDay() throws {
        #expect(try day("2025-12-31") < day("2026-01-01"))
        #expect(try day("2026-01-31") < day("2026-02-01"))
        #expect(try !(day("2026-02-01") < day("2026-02-01")))
    }

    @Test func countsTheDaysOfItsMonth() throws {
        #expect(try day("2024-02-01").daysInMonth == 29)
        #expect(try day("2100-02-01").daysInMonth == 28)
        #expect(try day("2026-04-01").daysInMonth == 30)
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
}
