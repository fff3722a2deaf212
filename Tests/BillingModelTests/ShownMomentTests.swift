import BillingModel
import Testing

/// Universal moments as a clock showed them.
@Suite struct ShownMomentTests {
    /// As in Amsterdam in 2026: summer from 29 March to 25 October, each at 01:00 universal time.
    private let clock = LocalClock(
        now: { LocalTime(date: .epoch, hour: 0, minute: 0, second: 0) },
        offset: { $0 >= 1_774_746_000 && $0 < 1_792_890_000 ? 7200 : 3600 })

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", "2026-03-29 01:59:59", 3600, false),
        ("2026-03-29T01:00:00Z", "2026-03-29 03:00:00", 7200, false),
        ("2026-10-24T23:59:59Z", "2026-10-25 01:59:59", 7200, false),
        ("2026-10-25T00:00:00Z", "2026-10-25 02:00:00", 7200, true),
        ("2026-10-25T00:59:59Z", "2026-10-25 02:59:59", 7200, true),
        ("2026-10-25T01:00:00Z", "2026-10-25 02:00:00", 3600, true),
        ("2026-10-25T02:00:00Z", "2026-10-25 03:00:00", 3600, false),
        ("1969-12-31T23:30:00Z", "1970-01-01 00:30:00", 3600, false),
    ]) func onlyTheRepeatedHourNeedsItsOffset(_ moment: String, _ text: String, _ offset: Int, _ isRepeated: Bool) {
        let shown = clock.shown(universal: moment)
        #expect(shown?.time.text == text && shown?.time.offset == offset)
        #expect(shown?.isRepeated == isRepeated)
        #expect(shown?.time.universalText == moment)
    }

    @Test(arguments: ["", "yesterday", "2026-03-29 01:00:00", "2026-13-29T01:00:00Z"])
    func whatIsNoMomentIsNone(_ text: String) { #expect(clock.shown(universal: text) == nil) }

    @Test func secondsGoThereAndBack() {
        for seconds in [-1, 0, 951_782_399, 951_782_400, 1_792_890_000] {
            #expect(LocalTime(secondsSince1970: seconds, offset: -12_600).secondsSince1970 == seconds)
        }
    }

    /// A clock that says nothing of other moments had the same offset then.
    @Test func fixedClockShowsEverythingByItsOwnOffset() {
        let clock = LocalClock.fixed(LocalTime(date: .epoch, hour: 0, minute: 0, second: 0, offset: 3600))
        #expect(clock.shown(universal: "2026-10-25T00:30:00Z")?.time.text == "2026-10-25 01:30:00")
    }
}
