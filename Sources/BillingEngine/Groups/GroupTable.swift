import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

/// Groups as the store has them.
enum GroupTable {
    static let name = Tables.Name.group
    static let key = Group.identifier.name
    static let nameColumn = Group.name.name
    /// What the journal tells of one.
    static let journalled = [Group.name, Group.type].map(\.declaration) + [Group.items.declaration]
    static let selection = Selection([Group.identifier.name, Group.name.name, Group.type.name])

    static func record(_ id: Int, in transaction: any StoreTransaction) throws -> Record<Group> {
        guard let texts = try transaction.texts([id], selection, from: Tables.group).first else {
            throw VendorMessage.unknown(VendorMessage.group)
        }
        var record = Record<Group>(texts)
        if let type = record.type, let membership = GroupMembership(type) {
            record.items = try membership.items(of: id, showing: type.shownMembers, in: transaction)
        }
        return record
    }

    /// A problem for each id that is no record of what the group is made of.
    static func problems(
        withItems ids: [Int], of type: GroupType, in transaction: any StoreTransaction
    ) throws -> [Problem] {
        let membership = GroupMembership(type)
        let unknown = try ids.filter { try membership?.has($0, in: transaction) != true }
        let dutch =
            switch type {
            case .debtor: "debiteur"
            case .creditor: "crediteur"
            case .product: "product"
            }
        let field = Group.items.declaration
        return unknown.map { id in
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): there is no \(type.rawValue) \(id).", "\($0.dutch): er is geen \(dutch) \(id).")
            }
        }
    }
}

extension GroupMembership {
    /// Nil for creditors: the engine has none.
    init?(_ type: GroupType) {
        switch type {
        case .debtor: self = DebtorTable.groups
        case .product: self = ProductTable.groups
        case .creditor: return nil
        }
    }

    func has(_ id: Int, in transaction: any StoreTransaction) throws -> Bool {
        try transaction.row(SQLQuery("SELECT 1 FROM \(table) WHERE Identifier = ?", [.integer(id)])) != nil
    }

    /// The records of a group; the first of the members is the id.
    func items(
        of group: Int, showing members: [String], in transaction: any StoreTransaction
    ) throws -> [(id: Int, texts: [String: String])] {
        let selection = Selection(members)
        return try transaction.rows(
            SQLQuery(
                """
                \(selection.from("\(table)_group")) JOIN \(table) ON Identifier = RecordId
                WHERE GroupId = ? ORDER BY Identifier
                """, [.integer(group)])
        ).map { ($0.integer(0), selection.of($0).texts) }
    }

    /// The ids of the records of some groups.
    func itemIDs(of groups: [Int], in transaction: any StoreTransaction) throws -> [Int: [Int]] {
        guard !groups.isEmpty else { return [:] }
        let places = Array(repeating: "?", count: groups.count).joined(separator: ",")
        let rows = try transaction.rows(
            SQLQuery(
                "SELECT GroupId, RecordId FROM \(table)_group WHERE GroupId IN (\(places)) ORDER BY RecordId",
                groups.map { .integer($0) }))
        return Dictionary(grouping: rows) { $0.integer(0) }.mapValues { $0.map { $0.integer(1) } }
    }

    /// Replaces all records of a group.
    func replaceItems(of group: Int, by ids: [Int], in transaction: any StoreTransaction) throws {
        try transaction.execute(SQLQuery("DELETE FROM \(table)_group WHERE GroupId = ?", [.integer(group)]))
        for id in Set(ids).sorted() {
            try transaction.execute(
                SQLQuery(
                    "INSERT INTO \(table)_group (GroupId, RecordId) VALUES (?, ?)", [.integer(group), .integer(id)]))
        }
    }
}
