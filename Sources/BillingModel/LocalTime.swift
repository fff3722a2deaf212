import Foundation

/// A moment as the vendors write it: local date and time, whole seconds.
public struct LocalTime: Hashable, Sendable {
    public var date: CalendarDate
    public var hour: Int
    public var minute: Int
    public var second: Int
    /// Seconds east of Greenwich; only the envelope's `date` shows it.
    public var offset: Int

    public init(date: CalendarDate, hour: Int, minute: Int, second: Int, offset: Int = 0) {
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
        self.offset = offset
    }

    /// `YYYY-MM-DD HH:MM:SS`, as `Created` and `Modified` are written.
    public var text: String { "\(date.text) \(time)" }

    /// `YYYY-MM-DDTHH:MM:SS+01:00`, as the envelope's `date` is written.
    public var isoText: String {
        let minutes = abs(offset) / 60
        return "\(date.text)T\(time)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private var time: String { "\(two(hour)):\(two(minute)):\(two(second))" }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// Where "now" comes from, so that a rule can be tested on any day.
public struct LocalClock: Sendable {
    public var now: @Sendable () -> LocalTime

    public init(now: @escaping @Sendable () -> LocalTime) {
        self.now = now
    }

    public var today: CalendarDate { now().date }

    /// The machine's clock in the machine's time zone.
    public static let system = LocalClock {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let date = CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        // localtime_r gives a real day; the epoch stands in where a broken clock does not.
        return LocalTime(
            date: date ?? .epoch, hour: Int(parts.tm_hour), minute: Int(parts.tm_min),
            second: min(59, Int(parts.tm_sec)),
            offset: parts.tm_gmtoff)
    }

    /// A clock that stands still.
    public static func fixed(_ moment: LocalTime) -> LocalClock { LocalClock { moment } }
}
