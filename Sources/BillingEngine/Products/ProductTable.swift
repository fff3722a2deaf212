import BillingAPI
import HostFactAPI
import SQLStore

/// Products as the store has them.
enum ProductTable {
    static let groups = GroupMembership(table: "product")

    static let source = ListSource(
        Tables.product, searched: Product.searched,
        columns: ListSource.columns(of: EditProduct.declaration.parameters)
            + [
                (.number, [ObjectMember.cost]),
                (
                    .code,
                    [Product.code.name, ObjectMember.packageID, ObjectMember.created, ObjectMember.modified]
                ),
            ])

    /// What the journal tells of one.
    static let journalled = EditProduct.declaration.parameters.filter { $0 != Product.identifier.declaration }

    private static let columns =
        EditProduct.declaration.parameters.filter { $0 != Product.groups.declaration }.map(\.member)
        + [ObjectMember.cost, ObjectMember.packageID, ObjectMember.created, ObjectMember.modified]
    private static let selection = Selection(columns)

    /// The id of the product meant by an id, or by a code where no id is given.
    static func identify(_ id: Int?, _ code: String?, in transaction: any StoreTransaction) throws -> Int {
        let query =
            if let id {
                SQLQuery("SELECT Identifier FROM product WHERE Identifier = ?", [.integer(id)])
            } else {
                SQLQuery("SELECT Identifier FROM product WHERE ProductCode = ?", [.text(code ?? "")])
            }
        guard let row = try transaction.row(query) else {
            throw VendorMessage.unknown(VendorMessage.product, id == nil ? code : nil)
        }
        return row.integer(0)
    }

    static func record(_ id: Int, in transaction: any StoreTransaction) throws -> Record<Product> {
        guard var record = try listRecords([id], in: transaction).first else {
            throw VendorMessage.unknown(VendorMessage.product)
        }
        record.groupNames = try groups.names(of: id, in: transaction)
        return record
    }

    static func listRecords(_ ids: [Int], in transaction: any StoreTransaction) throws -> [Record<Product>] {
        try transaction.texts(ids, selection, from: Tables.product).map { Record($0) }
    }

    /// The form of the codes that are given out. Source: HostFact reference, 5.1.
    static let codes = GivenCodes(prefix: "P", digits: 3, column: Product.code.name, table: Tables.product)

    static func folded(_ texts: [String: String]) -> String { Product.foundBy.text(of: texts) }
}
