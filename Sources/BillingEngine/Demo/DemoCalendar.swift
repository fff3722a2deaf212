import BillingModel

/// Days around the day on which the data is made.
struct DemoCalendar: Sendable {
    let today: CalendarDate

    func day(_ offset: Int) -> CalendarDate { today.adding(days: offset) }

    /// A moment in working hours, yesterday at the latest: today's may not have come yet, and the time of the day must
    /// not matter.
    func moment(daysAgo: Int, _ random: inout DemoRandom) -> String {
        moment(on: day(-max(1, daysAgo)), &random)
    }

    /// A moment in the working hours of a day.
    func moment(on day: CalendarDate, _ random: inout DemoRandom) -> String {
        LocalTime(
            date: day, hour: 8 + random.below(10), minute: random.below(60), second: random.below(60)
        ).text
    }
}
