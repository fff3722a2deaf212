import Foundation
import ProgramTesting

/// Days and moments in the time zone of every `TemporaryHome`, as the console and its database write them.
enum Days {
    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        if let zone = TimeZone(identifier: "Europe/Amsterdam") { calendar.timeZone = zone }
        return calendar
    }

    /// `2026-03-31 12:00:00`
    static func moment(_ date: Date) -> String { text(date, "yyyy-MM-dd HH:mm:ss") }

    /// `2026-03-31`
    static func day(_ date: Date) -> String { text(date, "yyyy-MM-dd") }

    /// `31-03-2026`, from `2026-03-31`.
    static func dutch(_ day: String) -> String { day.split(separator: "-").reversed().joined(separator: "-") }

    /// Another day, counted from `day`.
    static func day(_ day: String, plus number: Int, _ unit: Calendar.Component) throws -> String {
        Self.day(try date(day, plus: number, unit))
    }

    /// The first 14th of a month that is at least a month after `day`: where the contract of service 1 can end.
    static func firstFourteenth(aMonthAfter day: String) throws -> String {
        let earliest = try date(day, plus: 1, .month)
        let sameMonth = Self.day(earliest).prefix(8) + "14"
        if sameMonth >= Self.day(earliest) { return String(sameMonth) }
        return try Self.day(String(sameMonth), plus: 1, .month)
    }

    private static func date(_ day: String, plus number: Int, _ unit: Calendar.Component) throws -> Date {
        let formatter = formatter("yyyy-MM-dd HH")
        // Noon is on the same day whatever the clocks do.
        guard let start = formatter.date(from: "\(day) 12"),
            let end = calendar.date(byAdding: unit, value: number, to: start)
        else { throw DriverError("\"\(day)\" is not a day.") }
        return end
    }

    private static func text(_ date: Date, _ format: String) -> String { formatter(format).string(from: date) }

    private static func formatter(_ format: String) -> DateFormatter {
        let formatter = DateFormatter()
        formatter.calendar = calendar
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = calendar.timeZone
        formatter.dateFormat = format
        return formatter
    }
}
