import BillingModel

/// Days around the day on which the data is made.
struct DemoCalendar: Sendable {
    let today: CalendarDate

    func day(_ offset: Int) -> CalendarDate { today.adding(days: offset) }

    /// A moment in working hours.
    func moment(daysAgo: Int, _ random: inout DemoRandom) -> String {
        LocalTime(
            date: day(-daysAgo), hour: 8 + random.below(10), minute: random.below(60), second: random.below(60)
        ).text
    }
}
