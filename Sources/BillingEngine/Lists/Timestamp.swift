import BillingModel

/// Moments as `created` and `modified` take them: a day, or a day and a time.
enum Timestamp {
    /// The moment in the store's writing; a day alone begins at midnight and ends with its last second.
    static func bound(_ text: String, isEnd: Bool) -> String? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard (1...2).contains(parts.count), let day = CalendarDate(String(parts[0])) else { return nil }
        guard parts.count == 2 else { return "\(day.text) \(isEnd ? "23:59:59" : "00:00:00")" }
        let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        let limits = [23, 59, 59]
        guard (2...3).contains(numbers.count),
            zip(numbers, limits).allSatisfy({ isTwoDigits($0) && Int($0) ?? 99 <= $1 })
        else { return nil }
        return "\(day.text) \(parts[1])\(numbers.count == 2 ? (isEnd ? ":59" : ":00") : "")"
    }

    private static func isTwoDigits(_ text: Substring) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
