import BillingModel
import Foundation

/// A moment of the journal as it is shown here.
enum ShownMoment {
    /// Local date and time of a universal text; in an hour that comes twice, and of a text that is none, with what tells
    /// it from the other.
    static func text(of universal: String) -> String {
        guard let shown = LocalClock.system.shown(universal: universal) else { return universal }
        return shown.isRepeated ? shown.time.isoText.replacing("T", with: " ") : shown.time.text
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
        return LocalTime(secondsSince1970: Int(mktime(&parts)), offset: 0).universalText
    }
}
