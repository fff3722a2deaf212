import BillingAPI
import HostFactAPI
import SQLStore

extension ListProducts: EngineAction {
    func run(in context: EngineContext) throws -> Listed<Product> {
        let query = try query(on: ProductTable.source, in: context)
        return try page(of: query, in: context) { try ProductTable.listRecords($0, in: context.transaction) }
    }
}

extension ShowProduct: EngineAction {
    func run(in context: EngineContext) throws -> Found<Product> {
        let id = try ProductTable.identify(self[Product.identifier], self[Product.code], in: context.transaction)
        return Found(try ProductTable.record(id, in: context.transaction))
    }
}
