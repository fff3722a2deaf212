import BillingAPI
import HostFactAPI
import M4API
import SQLStore

/// A table whose rows have a text that they are found by, and what that text is made of.
struct FoldedTable: Sendable {
    let table: SQLTable
    let key: String
    let foundBy: FoundBy
    /// The key, then every member.
    let selection: Selection
    /// What stands behind FROM.
    private let source: String

    private init(_ table: SQLTable, _ foundBy: FoundBy, _ selection: Selection? = nil, from source: String? = nil) {
        guard let key = table.identity else { preconditionFailure("\(table.name) has no identities to find") }
        self.table = table
        self.key = key
        self.foundBy = foundBy
        self.selection = selection ?? Selection([key] + foundBy.members)
        self.source = source ?? table.name
    }

    var name: String { table.name }

    var select: String { selection.from(source) }

    /// Customers first: they are what callers are found by.
    static let all = [
        FoldedTable(Tables.debtor, Debtor.foundBy),
        FoldedTable(Tables.user, BrowseUsers.foundBy),
        FoldedTable(Tables.service, Subscription.foundBy, ServiceTable.found, from: ServiceTable.customers),
        FoldedTable(Tables.product, Product.foundBy),
    ]

    /// The text that a row is found by, which was read by the selection.
    func text(of row: SQLRow) -> String { foundBy.text(of: selection.of(row).texts) }
}
