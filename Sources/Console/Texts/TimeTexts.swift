import BillingModel
import HostFactAPI

// Days, moments and periods, as the language writes them.
extension Texts {
    /// `31-12-2026` in Dutch, `2026-12-31` in English, as the vendors write it.
    func date(_ date: CalendarDate) -> String { language == .dutch ? date.dutchText : date.text }

    /// The day and the time of day, without seconds.
    func moment(_ moment: LocalTime) -> String { "\(date(moment.date)) \(timeOfDay(moment.text))" }

    /// The time of day alone where the day is today.
    func moment(_ moment: LocalTime, seenOn today: CalendarDate) -> String {
        moment.date == today ? timeOfDay(moment.text) : self.moment(moment)
    }

    /// A moment that a system stored, `2026-03-10 11:00:00`; what is written otherwise stays as it is.
    func moment(stored text: String) -> String {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let day = parts.first.flatMap({ CalendarDate(String($0)) }) else { return text }
        if parts.count == 1 { return date(day) }
        guard parts.count == 2, parts[1].count >= 5 else { return text }
        return "\(date(day)) \(timeOfDay(text))"
    }

    /// The day of a stored moment; the time of day is on the record's own page.
    func day(of stored: String) -> String { moment(stored: String(stored.prefix(10))) }

    func timeOfDay(_ moment: LocalTime) -> String { timeOfDay(moment.text) }

    /// `11:00` out of `2026-03-10 11:00:00`: both languages count to 24.
    private func timeOfDay(_ moment: String) -> String { String(moment.dropFirst(11).prefix(5)) }

    // MARK: Periods; where a system tells no unit there is nothing to say

    /// A period's length from the vendor's code of its unit: `3 months`, `one year`.
    func length(_ count: Int, _ unit: String) -> String {
        if unit.isEmpty { return "" }
        let (number, noun) = counted(count, unit)
        return number == 1 ? pick("one", "één") + " " + noun[language] : "\(number) \(noun[language])"
    }

    /// How often, in a column or behind a label: `per month`, `per 3 months`.
    func period(_ count: Int, _ unit: String) -> String {
        if unit.isEmpty { return "" }
        let (number, noun) = counted(count, unit)
        return number == 1 ? "per \(noun[language])" : "per \(number) \(noun[language])"
    }

    /// How often, in a column that is headed `Per`: `month`, `3 months`.
    func unit(_ count: Int, _ unit: String) -> String {
        let (number, noun) = counted(count, unit)
        return number == 1 ? noun[language] : "\(number) \(noun[language])"
    }

    /// A period as it is kept, so that two of them never look alike: `1 month`, `3 half years`, `2 × two years`.
    func exactPeriod(_ count: Int, _ code: String) -> String {
        let one = Vocabulary.periods.first { $0.value == code }?.label ?? LocalizedText(verbatim: code)
        guard let unit = PeriodUnit(rawValue: code) else { return "\(count) \(one[language])" }
        if unit == .twoYears { return count == 1 ? one[language] : "\(count) × \(one[language])" }
        return "\(count) \(LocalizedText.counting(count, one: one, many: Self.many(unit))[language])"
    }

    /// How often, in a sentence: `every month`, `every 3 months`.
    func every(_ count: Int, _ unit: String) -> String {
        if unit.isEmpty { return "" }
        let (number, noun) = counted(count, unit)
        guard number == 1 else { return pick("every", "elke") + " \(number) \(noun[language])" }
        // Kwartaal, half jaar and jaar are neuter.
        let isNeuter = ["k", "h", "j"].contains(unit)
        return pick("every", isNeuter ? "elk" : "elke") + " \(noun[language])"
    }

    /// Half and double units are counted in whole ones as soon as there is more than one of them.
    private func counted(_ count: Int, _ code: String) -> (Int, LocalizedText) {
        guard let unit = PeriodUnit(rawValue: code) else { return (count, LocalizedText(verbatim: code)) }
        switch unit {
        case .halfYear where count != 1: return counted(times(count, 6), PeriodUnit.month.rawValue)
        case .twoYears: return counted(times(count, 2), PeriodUnit.year.rawValue)
        default: break
        }
        let one = Vocabulary.periods.first { $0.value == code }?.label ?? LocalizedText(verbatim: code)
        return (count, .counting(count, one: one, many: Self.many(unit)))
    }

    /// A count from elsewhere may be absurd; it must not trap.
    private func times(_ count: Int, _ factor: Int) -> Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? count : product
    }

    private static func many(_ unit: PeriodUnit) -> LocalizedText {
        switch unit {
        case .day: LocalizedText("days", "dagen")
        case .week: LocalizedText("weeks", "weken")
        case .month: LocalizedText("months", "maanden")
        case .quarter: LocalizedText("quarters", "kwartalen")
        case .halfYear: LocalizedText("half years", "halve jaren")
        case .year, .twoYears: LocalizedText("years", "jaar")
        }
    }

    // MARK: Names

    var monthNames: [String] {
        switch language {
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        case .dutch:
            [
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december",
            ]
        }
    }

    func dayOfWeek(_ date: CalendarDate) -> String { "\(weekdayNames[date.weekday - 1]) \(self.date(date))" }

    /// Monday first.
    var weekdayNames: [String] {
        switch language {
        case .english: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        case .dutch: ["ma", "di", "wo", "do", "vr", "za", "zo"]
        }
    }
}
