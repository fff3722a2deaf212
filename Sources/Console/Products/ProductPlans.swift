import BillingAPI
import BillingModel
import HostFactAPI

/// The forms of a product.
enum ProductPlans {
    static func subject(_ product: Record<Product>) -> String {
        "\(product.text(Product.code)) \(product.text(Product.name))"
    }

    static func edit(_ product: Record<Product>) -> FormPlan<EditProduct> { edit(Found(product)) }

    /// Prices for periods that are given and do not count.
    static func ownPriceWarnings(_ given: Arguments, stored: String, _ setting: Setting) -> [String] {
        let isOn = (given.filled(Product.hasCustomPrice) ?? stored) == Product.pricedByPeriod
        return given.isFilled(Product.customPrices) && !isOn ? [setting.texts.ownPricesAreOff] : []
    }

    /// Whether the services that use it take its new price, where it has one.
    private static func followers(
        of old: Record<Product>, as new: Record<Product>, _ setting: Setting
    ) -> AnyScreen? {
        guard setting.reasonAgainst(ListServices.self, EditService.self) == nil,
            let order = BulkOrder.followers(of: old, as: new)
        else { return nil }
        return AnyScreen(BulkPage(order, isOffered: true))
    }

    private static func edit(_ found: Found<Product>) -> FormPlan<EditProduct> {
        let product = found.record
        let fields = EditProduct.declaration.parameters.filter { $0 != Product.identifier.declaration }
        return FormPlan(
            title: EditProduct.declaration.title,
            subject: subject(product), read: found,
            again: { _, system throws(APIError) in edit(try await system.send(ShowProduct(found.identifier ?? 0))) },
            identity: [RawParameter(Product.identifier.name, product.text(Product.identifier))], fields: fields,
            stored: product.values(of: fields), names: product.namesOfGroups,
            consequences: { arguments, setting in
                var lines = [Consequence.rest(setting.texts.onlyChangesAreSent)]
                if arguments.has(Product.priceExcl.declaration) || arguments.has(Product.keyPhrase.declaration) {
                    lines.append(.money(setting.texts.runningServicesKeepPrice))
                }
                return lines
            },
            warnings: { arguments, setting in
                ownPriceWarnings(arguments, stored: product.text(Product.hasCustomPrice), setting)
            },
            next: { answer, setting in followers(of: product, as: answer.record, setting) },
            done: { _, answer, setting in setting.texts.productSaved(answer.record.text(Product.code)) })
    }
}
