import BillingModel
import TerminalCore
import Testing
import Widgets

let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]
let weekdayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

@Suite struct CalendarViewTests {
    func calendar(_ selected: String, today: String = "2026-11-22", marked: String? = nil) throws -> CalendarView {
        CalendarView(
            selected: try #require(CalendarDate(selected)), today: try #require(CalendarDate(today)),
            marked: marked.flatMap(CalendarDate.init))
    }

    @Test func showsSelectedDefaultAndTodayBySigns() throws {
        let view = try calendar("2026-11-12", marked: "2026-11-30")
        let drawn = canvas(30, 8) {
            view.draw(in: $0, isFocused: true, monthNames: monthNames, weekdayNames: weekdayNames, on: &$1)
        }
        #expect(
            drawn.picture == """
                      ‹ November 2026 ›
                  Mo  Tu  We  Th  Fr  Sa  Su
                                           1
                   2   3   4   5   6   7   8
                   9  10  11[ 12] 13  14  15
                  16  17  18  19  20  21 ·22
                  23  24  25  26  27  28  29
                 *30
                """)
        #expect(drawn.cursor == Point(x: 14, y: 4))
    }

    @Test func showsTheDefaultAlsoWhenItIsSelected() throws {
        let view = try calendar("2026-11-30", marked: "2026-11-30")
        let drawn = picture(30, 8) {
            view.draw(in: $0, isFocused: true, monthNames: monthNames, weekdayNames: weekdayNames, on: &$1)
        }
        #expect(drawn.hasSuffix("\n[*30]"))
    }

    @Test func aLowWindowShowsTheSelectedWeek() throws {
        let view = try calendar("2026-11-30")
        let drawn = picture(30, 4) {
            view.draw(in: $0, isFocused: true, monthNames: monthNames, weekdayNames: weekdayNames, on: &$1)
        }
        #expect(drawn.contains("[ 30]"))
    }

    @Test(
        arguments: [
            ("2026-01-31", .pageDown, "2026-02-28"), ("2026-03-01", .left, "2026-02-28"),
            ("2024-02-29", .pageUp, "2024-01-29"),
            ("2026-12-31", .right, "2027-01-01"), ("2026-11-22", .up, "2026-11-15"),
            ("2026-11-22", .down, "2026-11-29"),
            ("2026-11-22", .home, "2026-11-01"), ("2026-02-03", .end, "2026-02-28"),
            ("9999-12-31", .down, "9999-12-31"),
            ("0001-01-01", .left, "0001-01-01"),
        ] as [(String, Key, String)])
    func moves(from: String, key: Key, to: String) throws {
        var view = try calendar(from)
        let used = view.handle(key)
        #expect(used)
        #expect(view.selected.text == to)
    }

    @Test(arguments: [.character("t"), .enter, .tab] as [Key]) func leavesOtherKeysToTheDialog(key: Key) throws {
        var view = try calendar("2026-11-22")
        let used = view.handle(key)
        #expect(!used)
    }
}
