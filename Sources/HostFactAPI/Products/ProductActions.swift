import BillingAPI
import BillingModel

/// The products that match, a page at a time. Source: HostFact reference, 5.3.
public struct ListProducts: ListAction {
    public typealias Kind = Product
    public typealias Answer = Listed<Product>
    public static let declaration = ActionDeclaration(
        ActionName("product", "list"), LocalizedText("List products", "Producten tonen"), .reads,
        ListParameters.paging + [ListParameters.group.declaration] + ListParameters.timestamps,
        source: "HostFact reference, 3 and 5.3")
    public static var foundBy: FoundBy { Product.foundBy }
    public static let defaults = ListDefaults(
        sort: Product.code.name,
        searchAt: Product.searched.joined(separator: "|"),
        columns: Product.listed)

    public var arguments = Arguments()
    public var countsAll = true
    public var mostCounted: Int?
    public var findsWords = false
    public var conditions: [RowCondition] = []
    public var thenBy: SecondOrder?
    public init() {}
}

/// One product, whole. Source: HostFact reference, 5.2.
public struct ShowProduct: HostFactAction, RecordReading {
    public typealias Answer = Found<Product>
    public static let declaration = ActionDeclaration(
        ActionName("product", "show"), LocalizedText("Show product", "Product tonen"), .reads,
        [Product.identifier.declaration, Product.code.declaration],
        rules: [.oneOf([Product.identifier.declaration, Product.code.declaration])],
        source: "HostFact reference, 5.2")

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Product.identifier] = id
    }

    public init(code: String) {
        arguments[Product.code] = code
    }
}

extension WriteTarget {
    /// Beside an id the code is the new one.
    fileprivate static func product(_ arguments: Arguments, _ identifier: Int?) -> WriteTarget {
        if let id = arguments[Product.identifier] ?? identifier { return .shown(by: ShowProduct(id)) }
        return arguments[Product.code].map { .shown(by: ShowProduct(code: $0)) } ?? .unnamed
    }
}

/// Changes the given details of one product; answers without a message. Source: HostFact API 3.1, product edit.
public struct EditProduct: HostFactAction, WritingAction {
    public typealias Answer = Found<Product>
    public static let declaration = ActionDeclaration(
        ActionName("product", "edit"), LocalizedText("Edit product", "Product bewerken"), .writes,
        [Product.identifier.declaration] + Product.details,
        rules: [
            .oneOf([Product.identifier.declaration, Product.code.declaration]),
            // A product must have them when it is added, so an edit cannot take them away.
            .neverEmpty([
                Product.code.declaration, Product.name.declaration, Product.keyPhrase.declaration,
                Product.priceExcl.declaration,
            ]),
        ],
        source: "HostFact API 3.1, product edit")

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget { .product(arguments, identifier) }

    public func undo(before: (any RecordAnswer)?, answer: Found<Product>?) -> Undo {
        let undo = Undo.edit(
            EditProduct.self, back: arguments, to: before, identity: Product.identifier, answer: answer)
        guard case .by(var edit as EditProduct) = undo, let rows = edit.arguments[rows: Product.customPrices] else {
            return undo
        }
        // Of two prices the one with VAT would win, also where it was worked out from the other.
        edit.arguments[rows: Product.customPrices] = rows.map(Product.withPriceGiven)
        return .by(edit)
    }
}

/// Adds a product; answers without a message. Source: HostFact reference, 5.4.
public struct AddProduct: HostFactAction, WritingAction {
    public typealias Answer = Found<Product>
    public static let declaration = ActionDeclaration(
        ActionName("product", "add"), LocalizedText("Add product", "Product toevoegen"), .writes,
        Product.details,
        rules: [
            .required(Product.name.declaration), .required(Product.keyPhrase.declaration),
            .required(Product.priceExcl.declaration),
        ],
        source: "HostFact reference, 5.4")

    /// Source: HostFact reference, 2.7.
    public static func inVendorsWords(_ problem: Problem) -> Problem {
        guard problem.field == Product.keyPhrase.name else { return problem }
        var problem = problem
        problem.message.dutch = "De omschrijving voor op de factuur is niet juist ingevuld"
        return problem
    }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget { .added }

    public func undo(before: (any RecordAnswer)?, answer: Found<Product>?) -> Undo {
        guard let answer else { return .onceAnswered }
        guard let id = answer.identifier else { return .untold }
        var delete = DeleteProduct()
        delete[Product.identifier] = id
        return .by(delete)
    }
}

/// Deletes a product that no service uses. Source: HostFact reference, 5.6.
public struct DeleteProduct: HostFactAction, WritingAction {
    public typealias Answer = Done
    public static let declaration = ActionDeclaration(
        ActionName("product", "delete"), LocalizedText("Delete product", "Product verwijderen"), .writes,
        [Product.identifier.declaration, Product.code.declaration],
        rules: [.oneOf([Product.identifier.declaration, Product.code.declaration])],
        source: "HostFact reference, 5.6")

    public static func message(_ code: String) -> String { "Product \(code) is verwijderd" }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget { .product(arguments, identifier) }

    public func undo(before: (any RecordAnswer)?, answer: Done?) -> Undo { .gone }
}
