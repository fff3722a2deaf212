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

        var service = dates.service
        fill(&service, product: product, dates: dates)
        service[Service.debtorCode] = debtor.text(Debtor.code)
        service[member: ObjectMember.created] = context.now.text
        service[member: ObjectMember.modified] = context.now.text
        if self[Service.terminationDate] != nil { service[member: Termination.createdColumn] = context.now.text }
        var texts = service.texts(Self.columns)
        let names = debtor.texts(ServiceTable.customerNames)
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

    /// Every column that a new service is given a text for.
    private static let columns =
        declaration.parameters.filter { $0 != Service.debtor.declaration }.map(\.member)
        + [Service.endPeriod, Service.nextDate].map(\.declaration.member)
        + [Termination.createdColumn, ObjectMember.created, ObjectMember.modified]

    private func fill(_ service: inout Record<Service>, product: Record<Product>?, dates: NewServiceDates) {
        let own = product.flatMap {
            CustomPrices.price(of: $0, periods: String(dates.period.count), periodic: dates.period.unit.rawValue)
        }
        // Whatever the period, a price is not converted (inferred). Source: reference, 16 no. 12.
        let price = self[Service.priceExcl]?.vendorText ?? own ?? product?.text(Product.priceExcl) ?? "0"
        service[Service.productCode] = product?.text(Product.code)
        service[Service.number] = self[Service.number] ?? 1
        service[Service.numberSuffix] =
            arguments.filled(Service.numberSuffix) ?? product?.text(Product.numberSuffix)
        service[Service.description] = arguments.filled(Service.description) ?? product?.text(Product.keyPhrase)
        service[text: Service.priceExcl.declaration] = price
        service[Service.taxPercentage] =
            self[Service.taxPercentage] ?? product?[Product.taxPercentage] ?? EditProduct.generalTax
        service[Service.discountPercentage] = self[Service.discountPercentage] ?? 0
        service[Service.reminder] = self[Service.reminder]
        service[Service.invoiceAuthorisation] = self[Service.invoiceAuthorisation] ?? true
    }
}
