import BillingAPI
import BillingModel
import M4API
import SQLStore

extension UpdateUserDetails: EngineAction {
    /// Changes what was given, or nothing at all when any of it cannot be. Source: M4 reference, section 8.
    func run(in context: EngineContext) throws -> UserUpdated {
        let transaction = context.transaction
        let id = try identity(User.id)
        let old = try UserTable.record(id, in: transaction)
        var change = RecordChange(arguments, of: Self.declaration, except: [User.id.name])
        change.problems += try UserReferences.problems(with: arguments, in: transaction)
        change.problems += Self.declaration.violations(of: arguments, stored: old.texts(User.details.map(\.name)))
        try APIError.check(change.problems)
        if let isBlocked = self[User.isBlocked] {
            change.set(UserTable.blockedColumn, isBlocked ? FlagCoding.oneZero.on : FlagCoding.oneZero.off)
        }
        try UserTable.save(change, of: id, old: old, in: transaction)
        var new = old
        for (column, text) in change.values where column != UserTable.blockedColumn { new[member: column] = text }
        if let isBlocked = self[User.isBlocked] { new[User.isBlocked] = isBlocked }
        context.changed(.user, id, UserTable.journalled, from: old, to: new)
        return UserUpdated()
    }
}

extension UserTable {
    /// Writes a change and the text for searching.
    static func save(
        _ change: RecordChange, of id: Int, old: Record<User>, in transaction: any StoreTransaction
    ) throws {
        guard !change.values.isEmpty else { return }
        var change = change
        change.set(SQLTable.folded, folded(change.applied(to: old.texts(BrowseUsers.foundBy.members))))
        try change.update(Tables.user, id: id, in: transaction)
    }
}
