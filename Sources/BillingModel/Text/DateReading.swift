/// Days as staff write them: `31-12-2026`, `1/7/27`, `31-12` for the next one, `+3m` from today, `morgen`.
public struct DateReading: Sendable {
    /// Nil where nothing that depends on it can be read.
    public var today: CalendarDate?
    /// The day that `end` means.
    public var end: CalendarDate?

    public init(today: CalendarDate? = nil, end: CalendarDate? = nil) {
        (self.today, self.end) = (today, end)
    }

    /// Nil for what is no day, and for the vendor's own writing.
    public func day(of typed: String) -> CalendarDate? {
        let text = typed.lowercased()
        if let today {
            switch text {
            case "today", "vandaag": return today
            case "tomorrow", "morgen": return today.adding(days: 1)
            case "yesterday", "gisteren": return today.adding(days: -1)
            default: break
            }
            if let sign = text.first, sign == "+" || sign == "-" { return distant(text, from: today) }
        }
        if text == "end" || text == "einde" || text == "eind" { return end }
        return numbered(text)
    }

    /// `+3m`, `+2w`, `+10d`, `+1y` or `+1j`.
    private func distant(_ text: String, from today: CalendarDate) -> CalendarDate? {
        guard let unit = text.last, let number = Int(text.dropLast()), abs(number) <= 100_000 else { return nil }
        switch unit {
        case "d": return today.adding(days: number)
        case "w": return today.adding(days: 7 * number)
        case "m": return today.adding(months: number)
        case "y", "j": return today.adding(months: 12 * number)
        default: return nil
        }
    }

    private func numbered(_ text: String) -> CalendarDate? {
        let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { "-/.".contains($0) })
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            parts[0].count <= 2, parts[1].count <= 2, let day = Int(parts[0]), let month = Int(parts[1])
        else { return nil }
        guard parts.count == 3 else { return next(day: day, month: month) }
        guard let year = Int(parts[2]) else { return nil }
        switch parts[2].count {
        case 2: return CalendarDate(year: 2000 + year, month: month, day: day)
        case 4: return CalendarDate(year: year, month: month, day: day)
        default: return nil
        }
    }

    /// That day of this year, or of the first later one that has it.
    private func next(day: Int, month: Int) -> CalendarDate? {
        guard let today else { return nil }
        // Even 29 February comes within eight years.
        return (today.year...today.year + 8).lazy
            .compactMap { CalendarDate(year: $0, month: month, day: day) }
            .first { $0 >= today }
    }
}
