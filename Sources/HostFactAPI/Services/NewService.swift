import BillingAPI
import BillingModel
import Foundation

/// A service as it will be once it has been added: what was given, and what follows from the product, the debtor and
/// the day. The engine stores it and the console shows it beforehand, so that both say the same.
///
/// Source: HostFact reference, 6.5, 12.4 and 12.5.
public struct NewService: Sendable {
    /// Everything but the numbers and codes that only the system knows.
    public let record: Record<Subscription>
    /// Whether neither the service nor its product says what VAT is due, so that the installation's own percentage is.
    public let hasGeneralTax: Bool

    public let amounts: SubscriptionAmounts

    /// - Parameters:
    ///   - product: The one that `given` names; nil when it names none, or one that is not known.
    ///   - problems: Gets what is missing or does not fit.
    /// - Returns: Nil when there is no period or no price, with a problem unless the rules of `AddService` ask for it.
    public init?(
        _ given: Arguments, product: Record<Product>?, debtor: Record<Debtor>?, today: CalendarDate,
        _ problems: inout [Problem]
    ) {
        guard let dates = NewServiceDates(given, product: product, debtor: debtor, today: today, &problems) else {
            return nil
        }
        var service = dates.service
        // Whatever the period, a price is not converted (inferred). Source: reference, 16 no. 12.
        let own = product.flatMap { Product.price(of: $0, for: dates.period) }
        guard let price = given[Subscription.priceExcl] ?? own ?? product?[Product.priceExcl] else {
            if let product { problems.append(Self.missingPrice(product)) }
            return nil
        }
        service[Subscription.priceExcl] = price
        service[Subscription.productCode] = product?.text(Product.code)
        service[Subscription.number] = given[Subscription.number] ?? 1
        service[Subscription.numberSuffix] =
            given.filled(Subscription.numberSuffix) ?? product?.text(Product.numberSuffix)
        service[Subscription.description] = given.filled(Subscription.description) ?? product?.text(Product.keyPhrase)
        let ownTax = given[Subscription.taxPercentage] ?? product?[Product.taxPercentage]
        hasGeneralTax = ownTax == nil
        let (tax, discount) = (ownTax ?? Product.generalTax, given[Subscription.discountPercentage] ?? 0)
        service[Subscription.taxPercentage] = tax
        service[Subscription.discountPercentage] = discount
        amounts = SubscriptionAmounts(
            price: price, number: given[Subscription.number] ?? 1, periods: dates.period.count, discount: discount,
            tax: tax)
        service[Subscription.reminder] = given[Subscription.reminder]
        service[Subscription.invoiceAuthorisation] = given[Subscription.invoiceAuthorisation] ?? true
        record = service
    }

    private static func missingPrice(_ product: Record<Product>) -> Problem {
        let code = product.text(Product.code)
        return Problem(naming: Subscription.priceExcl.declaration) {
            LocalizedText(
                "\($0.english) is required: product \(code) has no price.",
                "\($0.dutch) is verplicht: product \(code) heeft geen prijs.")
        }
    }
}

extension Product {
    /// An installation's general VAT percentage, as far as it is known. Source: HostFact reference, 5.4.
    public static let generalTax: Decimal = 21

    /// The product's own price for a period, where it has one. Source: HostFact reference, 12.4.
    public static func price(of product: Record<Product>, for period: Period) -> Decimal? {
        guard product.text(hasCustomPrice) == pricedByPeriod else { return nil }
        let row = customPriceRows(of: product).first { row in
            row[customPeriods.name] == String(period.count) && row[customPeriodic.name] == period.unit.rawValue
        }
        return row?[customPriceExcl.name].flatMap { Decimal(vendorText: $0) }
    }
}
