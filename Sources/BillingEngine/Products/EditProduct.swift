import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

extension EditProduct: EngineAction {
    /// Changes what was given. Beside an id the code is the new code; alone it tells which product is meant.
    func run(in context: EngineContext) throws -> Found<Product> {
        let transaction = context.transaction
        let id = try ProductTable.identify(self[Product.identifier], self[Product.code], in: transaction)
        let old = try ProductTable.record(id, in: transaction)
        let keepsCode = self[Product.identifier] == nil
        var change = RecordChange(
            givenWithDefaults, of: Self.declaration,
            except: [Product.identifier.name, Product.groups.name, Product.customPrices.name]
                + (keepsCode ? [Product.code.name] : []))
        if !keepsCode, let code = arguments[text: Product.code.declaration] {
            change.problems += try ProductTable.problems(withCode: code, of: id, in: transaction)
        }
        if let groups = self[Product.groups] {
            change.problems += try ProductTable.groups.problems(
                with: groups, Product.groups.declaration, in: transaction)
        }
        let tax = Decimal(
            vendorText: change.applied(to: old.texts([Product.taxPercentage.name]))[Product.taxPercentage.name] ?? "")
        let prices = CustomPrices(tax: tax ?? Product.generalTax)
        if let rows = arguments[rows: Product.customPrices] {
            change.set(Product.customPrices.name, Product.customPriceText(prices.completed(rows, &change.problems)))
        } else if self[Product.taxPercentage] != nil {
            change.set(
                Product.customPrices.name, Product.customPriceText(prices.taxed(Product.customPriceRows(of: old))))
        }
        try APIError.check(change.problems)
        try ProductTable.save(&change, of: id, old: old, at: context.now, in: transaction)
        if arguments.has(Product.groups.declaration) {
            try ProductTable.groups.replace(of: id, by: self[Product.groups] ?? [], in: transaction)
        }
        let record = try ProductTable.record(id, in: transaction)
        context.changed(.product, id, ProductTable.journalled, from: old, to: record)
        return Found(record)
    }

    /// An emptied VAT percentage is the general one again.
    private var givenWithDefaults: Arguments {
        var given = arguments
        if given[text: Product.taxPercentage.declaration] == "" { given[Product.taxPercentage] = Product.generalTax }
        return given
    }
}

extension ProductTable {
    /// Writes a change with all that follows from it: the time, the text for searching, the services' texts.
    static func save(
        _ change: inout RecordChange, of id: Int, old: Record<Product>, at now: LocalTime,
        in transaction: any StoreTransaction
    ) throws {
        change.set(ObjectMember.modified, now.text)
        let texts = change.applied(to: old.texts(Product.foundBy.members))
        change.set(SQLTable.folded, folded(texts))
        try change.update(Tables.product, id: id, in: transaction)
        if texts[Product.code.name] != old.text(Product.code) {
            try ServiceTable.refold(of: Tables.productID, id, in: transaction)
        }
    }

    static func problems(withCode code: String, of id: Int?, in transaction: any StoreTransaction) throws -> [Problem] {
        let field = Product.code.declaration
        if code.isEmpty { return [.empty(field)] }
        guard try transaction.isTaken(code, in: Product.code.name, of: Tables.product, except: id) else { return [] }
        return [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): another product already has the code “\(code)”.",
                    "\($0.dutch): een ander product heeft al het nummer “\(code)”.")
            }
        ]
    }
}
