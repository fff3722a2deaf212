import BillingAPI
import HostFactAPI
import SQLStore

/// Debtors as the store has them.
enum DebtorTable {
    static let groups = GroupMembership(table: "debtor")

    static let source = ListSource(
        Tables.debtor, searched: Debtor.searched,
        columns: ListSource.columns(of: EditDebtor.declaration.parameters.filter { Debtor.listed.contains($0.member) })
            + [(.code, [Debtor.code.name, ObjectMember.created, ObjectMember.modified])],
        virtual: [Debtor.passwordState: { TemporaryPassword.isValid(at: $0.now) }])

    /// What the journal tells of one.
    static let journalled = EditDebtor.declaration.parameters.filter { $0 != Debtor.identifier.declaration }

    /// What leaves the store: every column but the passwords.
    private static let selection = Selection(Debtor.listed)
    private static let listSelection = Selection(ListDebtors.rowMembers)

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
        guard let texts = try transaction.texts([id], selection, from: Tables.debtor).first else {
            throw VendorMessage.unknown(VendorMessage.debtor)
        }
        var record = Record<Debtor>(texts)
        record.groupNames = try groups.names(of: id, in: transaction)
        return record
    }

    static func listRecords(_ ids: [Int], in transaction: any StoreTransaction) throws -> [Record<Debtor>] {
        try transaction.texts(ids, listSelection, from: Tables.debtor).map { Record($0) }
    }

    /// The form of the codes that are given out. Source: HostFact reference, 4.1.
    static let codes = GivenCodes(prefix: "DB", digits: 4, column: Debtor.code.name, table: Tables.debtor)

    static func folded(_ texts: [String: String]) -> String { Debtor.foundBy.text(of: texts) }
}
