extension LocalTime {
    public func adding(hours: Int) -> LocalTime { adding(seconds: hours * 3600) }

    public func adding(seconds: Int) -> LocalTime {
        var result = self
        let total = hour * 3600 + minute * 60 + second + seconds
        let ofDay = ((total % 86_400) + 86_400) % 86_400
        (result.hour, result.minute, result.second) = (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
        result.date = date.adding(days: (total - ofDay) / 86_400)
        return result
    }

    /// The moment in universal time, `2022-11-24T11:00:00Z`: text that sorts by time when clocks are put back too.
    public var universalText: String {
        var universal = adding(seconds: -offset)
        universal.offset = 0
        return universal.isoText.prefix(19) + "Z"
    }

    /// How long it is until another moment; negative where that is earlier.
    public func seconds(until other: LocalTime) -> Int {
        func ofDay(_ moment: LocalTime) -> Int {
            moment.hour * 3600 + moment.minute * 60 + moment.second - moment.offset
        }
        return CalendarDate.days(from: date, to: other.date) * 86_400 + ofDay(other) - ofDay(self)
    }

    /// From a universal text; nil where it is none.
    public init?(universalText text: String, offset: Int) {
        let numbers = text.dropFirst(11).dropLast().split(separator: ":").compactMap { Int($0) }
        guard text.hasSuffix("Z"), let date = CalendarDate(String(text.prefix(10))), numbers.count == 3 else {
            return nil
        }
        self.init(date: date, hour: numbers[0], minute: numbers[1], second: numbers[2])
        self = adding(seconds: offset)
        self.offset = offset
    }

    /// - Parameter seconds: Since 1970 began in Greenwich.
    public init(secondsSince1970 seconds: Int, offset: Int) {
        self.init(date: .epoch, hour: 0, minute: 0, second: 0)
        self = adding(seconds: seconds + offset)
        self.offset = offset
    }

    /// Since 1970 began in Greenwich.
    public var secondsSince1970: Int {
        CalendarDate.days(from: .epoch, to: date) * 86_400 + hour * 3600 + minute * 60 + second - offset
    }
}

extension LocalClock {
    /// A universal text as this clock showed it; nil of a text that is none.
    ///
    /// - Returns: Whether the clock showed the same time an hour before or after, so that the time alone does not tell.
    public func shown(universal text: String) -> (time: LocalTime, isRepeated: Bool)? {
        guard let seconds = LocalTime(universalText: text, offset: 0)?.secondsSince1970 else { return nil }
        let time = local(seconds)
        return (time, [seconds - 3600, seconds + 3600].contains { local($0).text == time.text })
    }

    private func local(_ seconds: Int) -> LocalTime { LocalTime(secondsSince1970: seconds, offset: offset(seconds)) }
}
