import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

extension AddService: EngineAction {
    /// Adds a service; what is not given comes from the product, the debtor and the day. Source: reference, 6.5.
    func run(in context: EngineContext) throws -> Changed<Service> {
        let transaction = context.transaction
        var problems: [Problem] = []
        let parties = try ServiceParties(arguments, &problems, in: transaction)
        let (debtor, product) = (parties.debtor, parties.product)
        let dates = try NewServiceDates(self, product: product, debtor: debtor, today: context.today, &problems)
        guard let debtor, let dates, problems.isEmpty else { throw APIError(ofService: problems) }

        var texts = dates.columns
        texts.merge(details(product: product, dates: dates)) { _, new in new }
        texts["DebtorCode"] = debtor.text(Debtor.code)
        texts[ObjectMember.created] = context.now.text
        texts[ObjectMember.modified] = context.now.text
        if self[Service.terminationDate] != nil { texts[Termination.createdColumn] = context.now.text }
        let names = debtor.texts([Debtor.companyName.name, Debtor.surName.name])
        texts["Folded"] = ServiceTable.folded(texts.merging(names) { own, _ in own })

        let columns = texts.keys.sorted()
        let productID = product?[Product.identifier].map { SQLValue.integer($0) } ?? .null
        try transaction.execute(
            SQLQuery(
                """
                INSERT INTO service (Debtor, ProductId, \(columns.joined(separator: ", ")))
                VALUES (?, ?\(String(repeating: ", ?", count: columns.count)))
                """,
                [.integer(debtor[Debtor.identifier] ?? 0), productID] + columns.map { .text(texts[$0] ?? "") }))
        let id = Int(transaction.lastInsertedID)
        return Changed([Self.message], try ServiceTable.record(id, context.today, in: transaction))
    }

    private func details(product: Record<Product>?, dates: NewServiceDates) -> [String: String] {
        let own = product.flatMap {
            CustomPrices.price(of: $0, periods: String(dates.period.count), periodic: dates.period.unit.rawValue)
        }
        return [
            "ProductCode": product?.text(Product.code) ?? "",
            "Number": (self[Service.number] ?? 1).vendorText,
            "NumberSuffix": arguments.filled(Service.numberSuffix) ?? product?.text(Product.numberSuffix) ?? "",
            "Description": arguments.filled(Service.description) ?? product?.text(Product.keyPhrase) ?? "",
            "PriceExcl": self[Service.priceExcl]?.vendorText ?? own ?? product?.text(Product.priceExcl) ?? "0",
            "TaxPercentage": (self[Service.taxPercentage] ?? product?[Product.taxPercentage] ?? EditProduct.generalTax)
                .vendorText,
            "DiscountPercentage": (self[Service.discountPercentage] ?? 0).vendorText,
            "Reminder": self[Service.reminder] ?? "",
            "InvoiceAuthorisation": self[Service.invoiceAuthorisation] == false ? "no" : "yes",
        ]
    }
}
