import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

@testable import BillingEngine

extension CopyProduct: EngineAction {
    /// Adds the copy by the rules of every new product, with the next free code where none is given.
    func run(in context: EngineContext) throws -> Changed<Product> {
        let original = try ProductTable.record(self[Product.identifier] ?? 0, in: context.transaction)
        var copy = AddProduct()
        copy[Product.name] = self[Product.name] ?? original[Product.name]
        copy[Product.code] = self[Product.code]
        copy[Product.keyPhrase] = original[Product.keyPhrase]
        copy[Product.priceExcl] = original[Product.priceExcl]
        copy[Product.pricePeriod] = original[Product.pricePeriod]
        copy[Product.taxPercentage] = original[Product.taxPercentage]
        let product = try copy.run(in: context).record
        return Changed([Self.message(product.text(Product.code))], product)
    }
}
