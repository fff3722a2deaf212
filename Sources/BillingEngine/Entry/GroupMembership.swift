import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

/// The groups that a debtor or a product belongs to. Source: HostFact reference, 12.8.
struct GroupMembership {
    /// `debtor` or `product`: the table and the groups' type.
    var table: String

    func names(of id: Int, in transaction: any StoreTransaction) throws -> [(id: Int, name: String)] {
        try transaction.rows(
            SQLQuery(
                """
                SELECT g.Identifier, g.GroupName FROM \(table)_group AS m JOIN record_group AS g
                ON g.Identifier = m.GroupId WHERE m.RecordId = ? ORDER BY g.Identifier
                """, [.integer(id)])
        ).map { ($0.integer(0), $0.text(1)) }
    }

    /// A problem for each id that is no group of this kind.
    func problems(with ids: [Int], _ field: FieldDeclaration, in transaction: any StoreTransaction) throws -> [Problem]
    {
        try ids.compactMap { id in
            let known = try transaction.row(
                SQLQuery(
                    "SELECT 1 FROM record_group WHERE Identifier = ? AND Type = ?", [.integer(id), .text(table)]))
            if known != nil { return nil }
            return Problem(naming: field) {
                LocalizedText(
                    "\($0.english): there is no \(table) group \(id).",
                    "\($0.dutch): er is geen \(table == "debtor" ? "debiteurgroep" : "productgroep") \(id).")
            }
        }
    }

    /// Replaces all memberships.
    func replace(of id: Int, by groups: [Int], in transaction: any StoreTransaction) throws {
        try transaction.execute(SQLQuery("DELETE FROM \(table)_group WHERE RecordId = ?", [.integer(id)]))
        for group in Set(groups).sorted() {
            try transaction.execute(
                SQLQuery(
                    "INSERT INTO \(table)_group (GroupId, RecordId) VALUES (?, ?)", [.integer(group), .integer(id)]))
        }
    }
}
