import BillingModel
import Testing

@testable import BillingEngine

@Suite struct MailTimeTests {
    private func moment(_ day: String, _ hour: Int, _ minute: Int, _ second: Int, offset: Int) throws -> LocalTime {
        LocalTime(date: try #require(CalendarDate(day)), hour: hour, minute: minute, second: second, offset: offset)
    }

    @Test func universalTextSortsWhenClocksArePutBack() throws {
        let before = try moment("2026-10-25", 2, 59, 30, offset: 7200)
        let after = try moment("2026-10-25", 2, 0, 30, offset: 3600)
        #expect(before.universalText == "2026-10-25T00:59:30Z")
        #expect(after.universalText == "2026-10-25T01:00:30Z")
    }

    @Test(arguments: [7200, 0, -36_000]) func universalTextIsReadBack(offset: Int) throws {
        let moment = try moment("2026-01-01", 0, 30, 5, offset: offset)
        #expect(LocalTime(universalText: moment.universalText, offset: offset) == moment)
    }

    @Test(arguments: ["", "Z", "2026-01-01 00:00:00", "2026-13-01T00:00:00Z"]) func whatIsNoMomentIsNone(text: String) {
        #expect(LocalTime(universalText: text, offset: 0) == nil)
    }
}
