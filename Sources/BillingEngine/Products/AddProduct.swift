import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension AddProduct: EngineAction {
    /// Adds the product, with the next free code where none is given. Source: HostFact reference, 5.4.
    func run(in context: EngineContext) throws -> Found<Product> {
        let transaction = context.transaction
        var change = RecordChange(
            adding: arguments, of: Self.declaration, except: [Product.groups.name, Product.customPrices.name])
        let code = try arguments.filled(Product.code) ?? ProductTable.codes.next(in: transaction)
        let groups = self[Product.groups] ?? []
        change.problems += try ProductTable.problems(withCode: code, of: nil, in: transaction)
        change.problems += try ProductTable.groups.problems(with: groups, Product.groups.declaration, in: transaction)
        let tax = self[Product.taxPercentage] ?? Product.generalTax
        if let rows = arguments[rows: Product.customPrices] {
            let prices = CustomPrices(tax: tax).completed(rows, &change.problems)
            change.set(Product.customPrices.name, Product.customPriceText(prices))
        }
        try APIError.check(change.problems)

        change.set(Product.code.name, code)
        change.set(Product.taxPercentage.name, tax.vendorText)
        change.set(ObjectMember.created, context.now.text)
        change.set(ObjectMember.modified, context.now.text)
        change.set(SQLTable.folded, ProductTable.folded(change.applied(to: [:])))
        let id = try change.insert(into: Tables.product, in: transaction)
        try ProductTable.groups.replace(of: id, by: groups, in: transaction)
        let record = try ProductTable.record(id, in: transaction)
        context.changed(.product, id, ProductTable.journalled, from: nil, to: record)
        return Found(record)
    }
}
