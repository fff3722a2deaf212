import BillingAPI
import HostFactAPI
import SQLStore

extension ListGroups: EngineAction {
    /// The groups in the order of their ids; the vendor's order is unknown.
    func run(in context: EngineContext) throws -> Listed<Group> {
        let transaction = context.transaction
        let type = self[ListParameters.type] ?? ""
        let offset = self[ListParameters.offset] ?? 0
        let total = try transaction.integer(
            SQLQuery("SELECT count(*) FROM \(GroupTable.name) WHERE Type = ?", [.text(type)]))
        let rows = try transaction.rows(
            SQLQuery(
                "\(GroupTable.selection.from(GroupTable.name)) WHERE Type = ? ORDER BY Identifier LIMIT ? OFFSET ?",
                [.text(type), .integer(arguments.rowLimit), .integer(offset)]))
        var records = rows.map { Record<Group>(GroupTable.selection.of($0).texts) }
        if let membership = GroupType(rawValue: type).flatMap({ GroupMembership($0) }) {
            let items = try membership.itemIDs(of: rows.map { $0.integer(0) }, in: transaction)
            for index in records.indices { records[index][Group.items] = items[rows[index].integer(0)] ?? [] }
        }
        return Listed(total: total, offset: offset, filters: ListParameters.filters(of: arguments), rows: records)
    }
}

extension ShowGroup: EngineAction {
    func run(in context: EngineContext) throws -> Found<Group> {
        Found(try GroupTable.record(identity(Group.identifier), in: context.transaction))
    }
}
