import BillingAPI
import HostFactAPI
import M4API

/// A table whose rows have a text that they are found by, and what that text is made of.
struct FoldedTable: Sendable {
    let name: String
    let key: String
    let foundBy: FoundBy
    /// The key, then every member.
    let select: String

    private init(_ name: String, key: String = "Identifier", _ foundBy: FoundBy, select: String? = nil) {
        self.name = name
        self.key = key
        self.foundBy = foundBy
        self.select = select ?? "SELECT \(key), \(foundBy.members.joined(separator: ", ")) FROM \(name)"
    }

    /// Customers first: they are what callers are found by.
    static let all = [
        FoldedTable("debtor", Debtor.foundBy),
        FoldedTable("m4_user", key: "id", BrowseUsers.foundBy),
        FoldedTable("service", Service.foundBy, select: ServiceTable.selectFound),
        FoldedTable("product", ProductTable.foundBy),
    ]
}
