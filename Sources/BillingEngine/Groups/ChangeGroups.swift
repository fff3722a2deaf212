import BillingAPI
import HostFactAPI
import SQLStore

extension AddGroup: EngineAction {
    func run(in context: EngineContext) throws -> Changed<Group> {
        let transaction = context.transaction
        let type = self[Group.type].flatMap { GroupType(rawValue: $0) } ?? .debtor
        let items = self[Group.items] ?? []
        var change = RecordChange(adding: arguments, of: Self.declaration, except: [Group.items.name])
        change.problems += try GroupTable.problems(withItems: items, of: type, in: transaction)
        try APIError.check(change.problems)
        let id = try change.insert(into: Tables.group, in: transaction)
        try GroupMembership(type)?.replaceItems(of: id, by: items, in: transaction)
        let record = try GroupTable.record(id, in: transaction)
        context.changed(.group, id, GroupTable.journalled, from: nil, to: record)
        return Changed([Self.message(record)], record)
    }
}

extension EditGroup: EngineAction {
    /// Changes what was given; given members replace all there were. Source: HostFact reference, section 7.
    func run(in context: EngineContext) throws -> Changed<Group> {
        let transaction = context.transaction
        let id = try identity(Group.identifier)
        let old = try GroupTable.record(id, in: transaction)
        let type = old.type ?? .debtor
        let items = self[Group.items] ?? []
        var change = RecordChange(
            arguments, of: Self.declaration, except: [Group.identifier.name, Group.items.name])
        change.problems += try GroupTable.problems(withItems: items, of: type, in: transaction)
        try APIError.check(change.problems)
        try change.update(Tables.group, id: id, in: transaction)
        if arguments.has(Group.items.declaration) {
            try GroupMembership(type)?.replaceItems(of: id, by: items, in: transaction)
        }
        let record = try GroupTable.record(id, in: transaction)
        context.changed(.group, id, GroupTable.journalled, from: old, to: record)
        return Changed([Self.message(record)], record)
    }
}

extension DeleteGroup: EngineAction {
    /// Deletes the group and all membership of it; the tables see to the latter.
    func run(in context: EngineContext) throws -> Done {
        let id = try identity(Group.identifier)
        let group = try GroupTable.record(id, in: context.transaction)
        try context.transaction.execute(
            SQLQuery("DELETE FROM \(GroupTable.name) WHERE Identifier = ?", [.integer(id)]))
        context.changed(.group, id, GroupTable.journalled, from: group, to: nil)
        return Done([Self.message(group)])
    }
}
