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
