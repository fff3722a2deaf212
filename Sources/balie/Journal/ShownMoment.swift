import BillingModel
import Foundation

/// A moment of the journal as it is shown here.
enum ShownMoment {
    /// Local date and time of a universal text; in an hour that comes twice, and of a text that is none, with what tells
    /// it from the other.
    static func text(of universal: String) -> String {
        guard let utc = LocalTime(universalText: universal, offset: 0), let seconds = seconds(of: utc) else {
            return universal
        }
        let local = local(seconds)
        let twins = [seconds - 3600, seconds + 3600].map { Self.local($0) }
        let isDoubled = twins.contains { $0.text == local.text }
        return isDoubled ? local.isoText.replacing("T", with: " ") : local.text
    }

    /// The universal text of the beginning of a local day or minute; nil of a text that is neither.
    static func universal(since text: String) -> String? {
        let words = text.split(separator: " ")
        guard let date = words.first.flatMap({ CalendarDate(String($0)) }), words.count <= 2 else { return nil }
        let numbers = words.dropFirst().flatMap { $0.split(separator: ":") }.map { Int($0) }
        guard words.count == 1 || numbers.count == 2, let hour = numbers.first ?? 0, let minute = numbers.last ?? 0,
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (Int32(date.year - 1900), Int32(date.month - 1), Int32(date.day))
        (parts.tm_hour, parts.tm_min, parts.tm_isdst) = (Int32(hour), Int32(minute), -1)
        return local(mktime(&parts)).universalText
    }

    private static func seconds(of utc: LocalTime) -> time_t? {
        var parts = tm()
        let date = utc.date
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (Int32(date.year - 1900), Int32(date.month - 1), Int32(date.day))
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (Int32(utc.hour), Int32(utc.minute), Int32(utc.second))
        return timegm(&parts)
    }

    private static func local(_ moment: time_t) -> LocalTime {
        var (moment, parts) = (moment, tm())
        localtime_r(&moment, &parts)
        let date = CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        return LocalTime(
            date: date ?? .epoch, hour: Int(parts.tm_hour), minute: Int(parts.tm_min),
            second: min(59, Int(parts.tm_sec)),
            offset: parts.tm_gmtoff)
    }
}
