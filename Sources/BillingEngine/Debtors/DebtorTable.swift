import BillingAPI
import HostFactAPI
import SQLStore

/// Debtors as the store has them.
enum DebtorTable {
    static let groups = GroupMembership(table: "debtor")

    static let source = ListSource(
        "debtor", searched: Debtor.searched,
        columns: [
            (.identifier, [Debtor.identifier.name]),
            (.code, [Debtor.code.name, Debtor.sex.name, ObjectMember.created, ObjectMember.modified]),
            (
                .text,
                [
                    Debtor.companyName, Debtor.initials, Debtor.surName, Debtor.emailAddress, Debtor.username,
                    Debtor.website, Debtor.city, Debtor.zipCode, Debtor.address, Debtor.phoneNumber,
                    Debtor.mobileNumber,
                ].map(\.name)
            ),
        ])

    /// What leaves the store: every column but the passwords.
    private static let columns =
        EditDebtor.declaration.parameters.filter { !$0.isSecret && $0 != Debtor.groups.declaration }.map(\.member)
        + [ObjectMember.created, ObjectMember.modified]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM debtor"
    private static let listSelect = "SELECT \(ListDebtors.defaults.columns.joined(separator: ", ")) FROM debtor"

    /// The id of the debtor meant by an id, or by a code where no id is given.
    static func identify(_ id: Int?, _ code: String?, in transaction: any StoreTransaction) throws -> Int {
        let query =
            if let id {
                SQLQuery("SELECT Identifier FROM debtor WHERE Identifier = ?", [.integer(id)])
            } else {
                SQLQuery("SELECT Identifier FROM debtor WHERE DebtorCode = ?", [.text(code ?? "")])
            }
        guard let row = try transaction.row(query) else { throw VendorMessage.unknown("debiteur") }
        return row.integer(0)
    }

    static func record(_ id: Int, in transaction: any StoreTransaction) throws -> Record<Debtor> {
        guard let row = try transaction.rows([id], select: select, key: "Identifier").first else {
            throw VendorMessage.unknown("debiteur")
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

    static func folded(_ texts: [String: String]) -> String {
        TextFolding.foldedRow(Debtor.searched.map { texts[$0] ?? "" })
    }
}
