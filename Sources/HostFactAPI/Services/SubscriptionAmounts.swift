import BillingAPI
import BillingModel
import Foundation

/// What one invoice of a subscription comes to. Source: HostFact reference, 12.4.
public struct SubscriptionAmounts: Equatable, Sendable {
    /// Per piece and period unit with VAT, not rounded: 11.50 at 21 % is 13.915.
    public var priceIncl: Decimal
    /// Number and periods multiply the price; the discount factor is inferred.
    public var amountExcl: Decimal
    /// Rounded to cents, half away from zero.
    public var amountIncl: Decimal

    public init(price: Decimal, number: Decimal, periods: Int, discount: Decimal, tax: Decimal) {
        let withTax = 1 + tax / 100
        priceIncl = price * withTax
        let exact = price * number * Decimal(periods) * (1 - discount / 100)
        // Without a discount the amount keeps the price's own decimals; a discount's fractions of a cent are
        // rounded before VAT, as the reference suggests.
        amountExcl = discount == 0 ? exact : exact.roundedToCents
        amountIncl = (amountExcl * withTax).roundedToCents
    }
}

/// What running services come to with VAT, whenever they are invoiced.
public struct SubscriptionCost: Equatable, Sendable {
    public var aMonth: Decimal
    public var aYear: Decimal

    public init(aMonth: Decimal, aYear: Decimal) {
        (self.aMonth, self.aYear) = (aMonth, aYear)
    }
}

extension Subscription {
    /// - Returns: Nil where none runs, or where the amount of one is not known.
    public static func cost(of services: [Record<Subscription>], _ today: CalendarDate) -> SubscriptionCost? {
        let running = services.filter { !hasEnded($0, today) }
        guard !running.isEmpty else { return nil }
        var aYear = Decimal(0)
        for service in running {
            guard let amounts = amounts(of: service), let unit = PeriodUnit(rawValue: service.text(periodic)),
                let times = Period(service[periods] ?? 1, unit).timesAYear
            else { return nil }
            aYear += amounts.amountIncl * times
        }
        return SubscriptionCost(aMonth: (aYear / 12).roundedToCents, aYear: aYear.roundedToCents)
    }
}
