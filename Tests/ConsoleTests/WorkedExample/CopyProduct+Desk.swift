import HostFactAPI
import TerminalCore

@testable import Console

extension ProductDesk {
    /// The desk of products with one line more.
    static var withTheExample: ProductDesk {
        var desk = ProductDesk()
        desk.commands += [
            .form(
                .add, CommandName("Copy the product", "Product kopiëren"), CopyProduct.self,
                reading: { ShowProduct($0) }, ProductPlans.subject)
        ]
        return desk
    }
}
