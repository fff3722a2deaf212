import BillingAPI
import BillingModel
import Foundation
import HostFactAPI

/// A new price for many records, as staff write it: `+5%` and `-2.50` for each on its own, `12.50` and `7.5*1.05` for all.
struct BulkPrice: Equatable, Sendable {
    let text: String

    init(_ typed: String) { text = typed.withoutUnseen }

    /// Whether it goes from what each record holds.
    var isStep: Bool { text.first == "+" || text.first == "-" }

    /// The new price of what costs so much; nil where nothing comes of it.
    ///
    /// - Parameter stored: In the vendor's writing.
    func price(from stored: String) -> Decimal? {
        let reading = AmountReading(stored: stored, takesSteps: true)
        let plain = isStep ? nil : Decimal(vendorText: WrittenNumber.plain(text))
        guard let price = reading.outcome(of: text) ?? plain, price >= 0 else { return nil }
        return price
    }

    /// Why it is no price; nil where it is one.
    func problem(_ texts: Texts) -> String? {
        if let doubt = InputReading.doubt(text, Product.priceExcl.declaration.kind, texts) { return doubt }
        return price(from: "1000000") == nil ? texts.noBulkPrice(text) : nil
    }
}

extension Record where Kind == Subscription {
    /// The same at another price, without what a system elsewhere says that the old one comes to.
    func priced(at price: Decimal?) -> Record<Subscription> {
        var record = Record([:])
        let counted = [
            Subscription.priceExcl.declaration, Subscription.number.declaration, Subscription.taxPercentage.declaration,
            Subscription.discountPercentage.declaration, Subscription.periods.declaration,
            Subscription.periodic.declaration, Subscription.terminationDate.declaration,
            Subscription.status.declaration,
        ]
        for field in counted { record[text: field] = self[text: field] }
        if let price { record[Subscription.priceExcl] = price }
        return record
    }

    /// What it comes to in a year with VAT; nil where it has ended, or where not all of that is known.
    func aYear(_ today: CalendarDate) -> Decimal? { Subscription.cost(of: [self], today)?.aYear }
}

extension Product {
    /// What a service of the product costs a period unit, as far as the product says.
    static func price(of product: Record<Product>, asFor service: Record<Subscription>) -> Decimal? {
        let unit = PeriodUnit(rawValue: service.text(Subscription.periodic))
        let period = unit.map { Period(service[Subscription.periods] ?? 1, $0) }
        return period.flatMap { price(of: product, for: $0) } ?? product[priceExcl]
    }
}
