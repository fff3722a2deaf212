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
    /// Seconds east of Greenwich at a moment, which is given in seconds since 1970 began there.
    public var offset: @Sendable (Int) -> Int

    /// - Parameter offset: Of every moment as it is now where nothing is said.
    public init(now: @escaping @Sendable () -> LocalTime, offset: (@Sendable (Int) -> Int)? = nil) {
        self.now = now
        self.offset = offset ?? { _ in now().offset }
    }

    public var today: CalendarDate { now().date }

    /// The machine's clock in the machine's time zone.
    public static let system = LocalClock(
        now: {
            let seconds = Int(time(nil))
            return LocalTime(secondsSince1970: seconds, offset: offsetHere(seconds))
        }, offset: offsetHere)

    private static func offsetHere(_ seconds: Int) -> Int {
        var (moment, parts) = (time_t(seconds), tm())
        localtime_r(&moment, &parts)
        return parts.tm_gmtoff
    }

    /// A clock that stands still.
    public static func fixed(_ moment: LocalTime) -> LocalClock { LocalClock { moment } }
}
