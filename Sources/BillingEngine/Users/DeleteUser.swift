import BillingAPI
import BillingModel
import M4API
import SQLStore

extension DeleteUser: EngineAction {
    /// Deletes a user without history; nothing else is changed. Source: M4 reference, 7.5.
    func run(in context: EngineContext) throws -> UserDeleted {
        let transaction = context.transaction
        let id = try identity(User.id)
        let user = try UserTable.record(id, in: transaction)
        try APIError.check(try obstacles(of: id, user.text(User.username), in: transaction))
        guard try dependants(on: id, in: transaction) == 0 else { throw Self.inUse(user.text(User.username)) }
        try transaction.execute(SQLQuery("DELETE FROM m4_user WHERE id = ?", [.integer(id)]))
        context.changed(.user, id, UserTable.journalled, from: user, to: nil)
        return UserDeleted()
    }

    private func obstacles(of id: Int, _ username: String, in transaction: any StoreTransaction) throws -> [Problem] {
        let history = Selection(User.history.map(\.name))
        let query = SQLQuery("\(history.from(Tables.Name.user)) WHERE id = ?", [.integer(id)])
        guard let row = try transaction.row(query).map(history.of) else { return [] }
        return User.history.compactMap { field in
            let count = row.integer(field.name)
            guard count > 0 else { return nil }
            let label = field.declaration.label
            return Problem(
                field.declaration,
                "User \(username) has \(label.english) (\(count)) and cannot be deleted; hide the user instead.",
                "Gebruiker \(username) heeft \(label.dutch) (\(count)) en kan niet worden verwijderd; verberg de gebruiker."
            )
        }
    }

    /// How many records point at the user: those the user answers for or owns, and keys to call with.
    private func dependants(on id: Int, in transaction: any StoreTransaction) throws -> Int {
        try transaction.integer(
            SQLQuery(
                """
                SELECT (SELECT count(*) FROM m4_user WHERE id <> ? AND (responsible_manager_id = ? OR owner_id = ?))
                + (SELECT count(*) FROM m4_account WHERE manager_id = ?)
                """, Array(repeating: .integer(id), count: 4)))
    }

    private static func inUse(_ username: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "User \(username) answers for other users or has a key of their own and cannot be deleted; hide the user instead.",
                "Gebruiker \(username) is verantwoordelijk voor andere gebruikers of heeft een eigen sleutel en kan niet worden verwijderd; verberg de gebruiker."
            ))
    }
}
