import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension DeleteProduct: EngineAction {
    /// Deletes the product, unless a service uses it; what the vendor does then is unknown, the refusal is ours.
    ///
    /// Ended services count too: they would no longer tell what was sold. Source: HostFact reference, 5.6.
    func run(in context: EngineContext) throws -> Done {
        let transaction = context.transaction
        let id = try ProductTable.identify(self[Product.identifier], self[Product.code], in: transaction)
        let product = try ProductTable.record(id, in: transaction)
        let code = product.text(Product.code)
        let services = try transaction.integer(
            SQLQuery("SELECT count(*) FROM \(Tables.Name.service) WHERE \(Tables.productID) = ?", [.integer(id)]))
        guard services == 0 else { throw Self.refusal(code, services) }
        try ProductTable.codes.keepHighest(in: transaction)
        try transaction.execute(SQLQuery("DELETE FROM product WHERE Identifier = ?", [.integer(id)]))
        context.changed(.product, id, ProductTable.journalled, from: product, to: nil)
        return Done([Self.message(code)])
    }

    private static func refusal(_ code: String, _ services: Int) -> APIError {
        let users = LocalizedText.counting(
            services, one: LocalizedText("1 service uses it", "1 dienst gebruikt het"),
            many: LocalizedText("\(services) services use it", "\(services) diensten gebruiken het"))
        return APIError(
            .invalidInput,
            LocalizedText(
                "Product \(code) cannot be deleted: \(users.english), ended ones included. Choose another product there first.",
                "Product \(code) kan niet worden verwijderd: \(users.dutch), beëindigde meegeteld. Kies daar eerst een ander product."
            ))
    }
}
