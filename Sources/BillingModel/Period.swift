import Foundation

/// The unit in which a vendor counts periods. The raw value is the vendor's code.
///
/// Source: HostFact reference, 11.5.
public enum PeriodUnit: String, CaseIterable, Sendable {
    case day = "d"
    case week = "w"
    case month = "m"
    case quarter = "k"
    case halfYear = "h"
    case year = "j"
    case twoYears = "t"

    /// Length in months; nil for units counted in days.
    var months: Int? {
        switch self {
        case .day, .week: nil
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        case .twoYears: 24
        }
    }
}

/// A number of period units, such as 3 months: how often a service is invoiced, how long a contract runs.
public struct Period: Hashable, Sendable {
    public var count: Int
    public var unit: PeriodUnit

    public init(_ count: Int, _ unit: PeriodUnit) {
        self.count = count
        self.unit = unit
    }

    /// How often it comes in a year of 12 months, 52 weeks or 365 days; nil of none at all.
    public var timesAYear: Decimal? {
        guard count > 0 else { return nil }
        let units: Decimal =
            switch unit {
            case .day: 365
            case .week: 52
            default: 12 / Decimal(unit.months ?? 12)
            }
        return units / Decimal(count)
    }

    /// The day `times` periods after `start`; month ends clamp, counted from `start` so that they do not drift.
    public func after(_ start: CalendarDate, times: Int = 1) -> CalendarDate {
        // A count or a number of times from outside may be absurd; the calendar clamps, the product must not trap.
        let (total, overflow) = count.multipliedReportingOverflow(by: times)
        let clamped = overflow ? ((count < 0) == (times < 0) ? Int.max : Int.min) : total
        let units = min(max(clamped, -4_000_000), 4_000_000)
        if let months = unit.months { return start.adding(months: units * months) }
        return start.adding(days: units * (unit == .week ? 7 : 1))
    }
}
