import BillingModel
import Testing

@Suite struct LocalTimeTests {
    private func moment(_ hour: Int, _ minute: Int, _ second: Int, offset: Int = 0) throws -> LocalTime {
        let date = try #require(CalendarDate("2026-03-02"))
        return LocalTime(date: date, hour: hour, minute: minute, second: second, offset: offset)
    }

    @Test func writesTheVendorsForms() throws {
        #expect(try moment(9, 5, 0).text == "2026-03-02 09:05:00")
        #expect(try moment(9, 15, 0, offset: 3600).isoText == "2026-03-02T09:15:00+01:00")
    }

    @Test(arguments: [
        (0, "+00:00"), (3600, "+01:00"), (-12_600, "-03:30"), (20_700, "+05:45"), (-1800, "-00:30"),
        (50_400, "+14:00"),
    ]) func writesTheOffset(seconds: Int, written: String) throws {
        #expect(try moment(0, 0, 0, offset: seconds).isoText == "2026-03-02T00:00:00" + written)
    }

    @Test(arguments: [
        (24, "2026-03-03 09:15:30"), (-10, "2026-03-01 23:15:30"), (15, "2026-03-03 00:15:30"),
        (0, "2026-03-02 09:15:30"), (-9, "2026-03-02 00:15:30"), (-48, "2026-02-28 09:15:30"),
    ]) func addsHoursAcrossDays(hours: Int, end: String) throws {
        #expect(try moment(9, 15, 30).adding(hours: hours).text == end)
    }

    @Test func aFixedClockStandsStill() throws {
        let clock = LocalClock.fixed(try moment(1, 2, 3))
        #expect(clock.now() == clock.now())
        #expect(clock.today.text == "2026-03-02")
    }

    @Test func theSystemClockTellsARealMoment() {
        let now = LocalClock.system.now()
        #expect(now.date.year >= 2024)
        #expect((0...23).contains(now.hour) && (0...59).contains(now.minute) && (0...59).contains(now.second))
        #expect(abs(now.offset) <= 15 * 3600)
    }
}
