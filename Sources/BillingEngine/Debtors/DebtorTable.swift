import BillingAPI
import HostFactAPI
import SQLStore

/// Debtors as the store has them.
enum DebtorTable {
    static let groups = GroupMembership(table: "debtor")

    static let source = ListSource(
        "debtor", searched: Debtor.searched,
        columns: ListSource.columns(of: EditDebtor.declaration.parameters.filter { Debtor.listed.contains($0.member) })
            + [(.code, [Debtor.code.name, ObjectMember.created, ObjectMember.modified])])

    /// What leaves the store: every column but the passwords.
    private static let select = "SELECT \(Debtor.listed.joined(separator: ", ")) FROM debtor"
    private static let listSelect = "SELECT \(ListDebtors.rowMembers.joined(separator: ", ")) FROM debtor"

    /// The id of the debtor meant by an id, or by a code where no id is given.
    static func identify(_ id: Int?, _ code: String?, in transaction: any StoreTransaction) throws -> Int {
        let query =
            if let id {
                SQLQuery("SELECT Identifier FROM debtor WHERE Identifier = ?", [.integer(id)])
            } else {
                SQLQuery("SELECT Identifier FROM debtor WHERE DebtorCode = ?", [.text(code ?? "")])
            }
        guard let row = try transaction.row(query) else {
            throw VendorMessage.unknown(VendorMessage.debtor, id == nil ? code : nil)
        }
        return row.integer(0)
    }

    static func record(_ id: Int, in transaction: any StoreTransaction) throws -> Record<Debtor> {
        guard let row = try transaction.rows([id], select: select, key: "Identifier").first else {
            throw VendorMessage.unknown(VendorMessage.debtor)
        }
        var record = Record<Debtor>(row.texts)
        record.groupNames = try groups.names(of: id, in: transaction)
        return record
    }

    static func listRecords(_ ids: [Int], in transaction: any StoreTransaction) throws -> [Record<Debtor>] {
        try transaction.rows(ids, select: listSelect, key: "Identifier").map { Record($0.texts) }
    }

    /// The form of a code that is given out. Source: HostFact reference, 4.1.
    static func nextCode(in transaction: any StoreTransaction) throws -> String {
        try transaction.nextCode("DB", digits: 4, in: Debtor.code.name, of: "debtor")
    }

    static func folded(_ texts: [String: String]) -> String { Debtor.foundBy.text(of: texts) }
}
