import BillingModel

/// Days around the day on which the data is made.
struct DemoCalendar: Sendable {
    let today: CalendarDate

    func day(_ offset: Int) -> CalendarDate { today.adding(days: offset) }

    /// A moment in working hours, yesterday at the latest: today's may not have come yet, and the time of the day must
    /// not matter.
    func moment(daysAgo: Int, _ random: inout DemoRandom) -> String {
        LocalTime(
            date: day(-max(1, daysAgo)), hour: 8 + random.below(10), minute: random.below(60), second: random.below(60)
        ).text
    }
}
