import BillingAPI
import BillingModel
import HostFactAPI

/// Adds a product that is like another one in all but what is given. No vendor has this action: it is an example.
struct CopyProduct: HostFactAction, WritingAction {
    typealias Answer = Changed<Product>
    static let declaration = ActionDeclaration(
        ActionName("product", "copy"), LocalizedText("Copy product", "Product kopiëren"), .writes,
        [Product.identifier.declaration, Product.code.declaration, Product.name.declaration],
        rules: [.required(Product.identifier.declaration), .neverEmpty([Product.name.declaration])],
        source: "Tests/ConsoleTests/WorkedExample/NewAction.md")

    static func message(_ code: String) -> String { "Product is gekopieerd als \(code)" }

    var arguments = Arguments()

    func target(_ identifier: Int?) -> WriteTarget { .added }

    func undo(before: (any RecordAnswer)?, answer: Changed<Product>?) -> Undo {
        guard let answer else { return .onceAnswered }
        guard let id = answer.identifier else { return .untold }
        var delete = DeleteProduct()
        delete[Product.identifier] = id
        return .by(delete)
    }
}

/// What stands in `HostFactCall.actions`, and the new line.
let actionsWithTheExample: [any HostFactAction.Type] =
    HostFactCall.actions + [
        CopyProduct.self
    ]
