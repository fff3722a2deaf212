import BillingAPI
import BillingModel

/// The dates that follow from a service's own. Source: HostFact reference, 12.5.
public enum ServiceDates {
    /// The general setting of an installation. Source: reference, 12.5 and 16 no. 7.
    public static let invoiceDaysAhead = 14

    /// Month ends clamp, which is inferred. Source: reference, 12.5 and 16 no. 8.
    public static func endPeriod(start: CalendarDate, period: Period) -> CalendarDate { period.after(start) }

    /// The day on which the next invoice is made, even if that lies in the past.
    ///
    /// A debtor's `PeriodicInvoiceDays` overrides the general setting unless it is -1 (inferred).
    public static func nextDate(start: CalendarDate, debtorDaysAhead: Int?) -> CalendarDate {
        let own = debtorDaysAhead.flatMap { $0 >= 0 ? $0 : nil }
        return start.adding(days: -(own ?? invoiceDaysAhead))
    }

    /// A contract cannot end before it starts.
    public static func problems(endContract: CalendarDate, startContract: CalendarDate) -> [Problem] {
        guard endContract < startContract else { return [] }
        return [
            Problem(naming: Subscription.endContract.declaration) {
                LocalizedText(
                    "\($0.english) \(endContract.text) lies before the contract's start \(startContract.text).",
                    "\($0.dutch) \(endContract.dutchText) ligt voor het begin van het contract \(startContract.dutchText)."
                )
            }
        ]
    }
}

/// The end of a contract term that a termination takes when no date is given.
///
/// The first `start + i × period` (i ≥ 1) that lies at least the notice period after today. Inferred from every
/// known case; `EndContract` as stored is not used. Source: HostFact reference, 12.6.
public struct DefaultTermination: Equatable, Sendable {
    /// Presumably a setting of the installation. Source: reference, 12.6 and 16 no. 6.
    public static let notice = Period(1, .month)

    public var date: CalendarDate
    /// The last day that is too soon is the day before this one.
    public var earliest: CalendarDate
    /// The end of the term that today's notice comes too late for; nil when there is none ahead.
    public var missed: CalendarDate?

    public init(start: CalendarDate, period: Period, today: CalendarDate) {
        earliest = Self.notice.after(today)
        let times = Self.firstTerm(endingAtOrAfter: earliest, start: start, period: period)
        date = period.after(start, times: times)
        let before = period.after(start, times: times - 1)
        missed = times > 1 && before > today ? before : nil
    }

    /// Terms end later the more there are, so halving finds the first one; 1 for a term of no length.
    private static func firstTerm(endingAtOrAfter day: CalendarDate, start: CalendarDate, period: Period) -> Int {
        // More days than the calendar has.
        var (low, high) = (1, 4_000_000)
        guard period.after(start, times: high) >= day else { return 1 }
        while low < high {
            let middle = (low + high) / 2
            if period.after(start, times: middle) >= day { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
