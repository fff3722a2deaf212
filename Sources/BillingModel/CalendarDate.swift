/// A day of the Gregorian calendar, without time and zone.
public struct CalendarDate: Hashable, Sendable {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to the month's length.
    public let day: Int

    /// Nil when there is no such day (30 February) or the year has not four digits.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.daysIn(month: month, year: year)).contains(day)
        else { return nil }
        self.init(checkedYear: year, month: month, day: day)
    }

    /// From `YYYY-MM-DD`, the form of every vendor.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private init(checkedYear: Int, month: Int, day: Int) {
        year = checkedYear
        self.month = month
        self.day = day
    }

    /// The day from which machines count.
    public static let epoch = CalendarDate(checkedYear: 1970, month: 1, day: 1)

    /// `YYYY-MM-DD`.
    public var text: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    /// `dd-mm-yyyy`, as Dutch messages and screens print a day.
    public var dutchText: String { "\(Self.padded(day, 2))-\(Self.padded(month, 2))-\(Self.padded(year, 4))" }

    /// 1 is Monday, 7 Sunday.
    public var weekday: Int { (dayNumber + 2) % 7 + 1 }

    public var daysInMonth: Int { Self.daysIn(month: month, year: year) }

    public func adding(days: Int) -> CalendarDate { Self(dayNumber: dayNumber + Self.bounded(days)) }

    /// The same day number `months` later; the last day of the month where there is no such day.
    public func adding(months: Int) -> CalendarDate {
        let index = min(max(year * 12 + month - 1 + Self.bounded(months), 12), 9999 * 12 + 11)
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        return CalendarDate(
            checkedYear: newYear, month: newMonth, day: min(day, Self.daysIn(month: newMonth, year: newYear)))
    }

    /// Days from one day to another; negative when `to` is earlier.
    public static func days(from: CalendarDate, to: CalendarDate) -> Int { to.dayNumber - from.dayNumber }

    /// A distance longer than the calendar changes nothing more, and must not overflow.
    private static func bounded(_ distance: Int) -> Int { min(max(distance, -4_000_000), 4_000_000) }

    static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension CalendarDate: Comparable {
    public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}

extension CalendarDate {
    /// Days since 1 March of the year 0, in the proleptic Gregorian calendar.
    private var dayNumber: Int {
        let shiftedYear = month > 2 ? year : year - 1
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        return 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
            + (153 * shiftedMonth + 2) / 5 + day - 1
    }

    /// The inverse of `dayNumber`; days outside the years 1 to 9999 become the nearest day inside.
    private init(dayNumber: Int) {
        let first = CalendarDate(checkedYear: 1, month: 1, day: 1).dayNumber
        let last = CalendarDate(checkedYear: 9999, month: 12, day: 31).dayNumber
        let number = min(max(dayNumber, first), last)
        let era = number / 146_097
        let dayOfEra = number % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            checkedYear: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
