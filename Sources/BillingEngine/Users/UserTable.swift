import BillingAPI
import BillingModel
import M4API
import SQLStore

/// M4's users as the store has them.
enum UserTable {
    /// The store keeps the flag as 1 and 0; records have the parameter's 1 and 2.
    static let blockedColumn = User.isBlocked.name
    static let source = ListSource(
        Tables.user, searched: [], naming: User.id.name,
        columns: [
            (.identifier, [Tables.id, User.tariff.name]),
            (.number, [User.balance.name]),
            (
                .code,
                [
                    User.accountingNumber.name, User.isBlocked.name, User.blockAt.name, User.isHidden.name,
                ]
            ),
            (
                .text,
                [
                    User.username, User.firstName, User.lastName, User.clientID, User.agreementNumber, User.city,
                    User.email, User.phone, User.mobilePhone, User.userStatus,
                ].map(\.name)
            ),
        ])

    /// Customers only: not managers, not the administrator.
    static let isCustomer = SQLQuery("\(User.userType.name) = '\(customer)'")
    static let customer = "user"
    /// bcrypt's; empty for who cannot log in.
    static let passwordHash = "password_hash"

    /// The number of customers, from the number of rows and the few that are staff.
    @Sendable static func customerCount(in transaction: any StoreTransaction) throws -> Int {
        let staff = "SELECT count(*) FROM \(Tables.Name.user) WHERE \(User.userType.name) <> '\(customer)'"
        return try transaction.count(Tables.user) - transaction.integer(SQLQuery(staff))
    }

    /// What the journal tells of one.
    static let journalled =
        User.details + [User.username, User.userStatus].map(\.declaration) + [User.balance.declaration]

    /// What leaves the store: every column but the password.
    private static let selection = selecting(
        User.details.map(\.name)
            + [
                User.username.name, User.userType.name, User.userStatus.name, User.balance.name, User.tariff.name,
                User.owner.name, User.conditionalBlockDay.name,
            ])
    private static let listSelection = selecting(
        BrowseUsers.columns.map(\.name).filter { $0 != User.id.name } + [User.owner.name, User.userType.name])

    /// The vendor's name of the id is not the column's.
    private static func selecting(_ columns: [String]) -> Selection {
        Selection([User.id.name] + columns) { $0 == User.id.name ? Tables.id : $0 }
    }

    static func record(_ id: Int, in transaction: any StoreTransaction) throws -> Record<User> {
        let query = selection.from(Tables.Name.user) + SQLQuery(" WHERE id = ? AND ", [.integer(id)]) + isCustomer
        guard let row = try transaction.row(query) else { throw unknown(String(id)) }
        return record(selection.of(row).texts)
    }

    static func id(named username: String, in transaction: any StoreTransaction) throws -> Int {
        let row = try transaction.row(SQLQuery("SELECT id FROM m4_user WHERE username = ?", [.text(username)]))
        guard let row else { throw unknown("“\(username)”") }
        return row.integer(0)
    }

    static func listRecords(_ ids: [Int], in transaction: any StoreTransaction) throws -> [Record<User>] {
        try transaction.texts(ids, listSelection, from: Tables.user).map(record)
    }

    /// Every customer by id, hidden ones too; with a condition those that it holds for.
    static func allRecords(
        _ condition: SQLQuery? = nil, in transaction: any StoreTransaction
    ) throws -> [Record<User>] {
        let conditions = SQLQuery.joined([isCustomer] + (condition.map { [$0] } ?? []), by: " AND ")
        let query = listSelection.from(Tables.Name.user) + " WHERE " + conditions + " ORDER BY id"
        return try transaction.rows(query).map { record(listSelection.of($0).texts) }
    }

    static func folded(_ texts: [String: String]) -> String { BrowseUsers.foundBy.text(of: texts) }

    static func unknown(_ user: String) -> APIError {
        APIError(.notFound, LocalizedText("There is no user \(user).", "Er is geen gebruiker \(user)."))
    }

    private static func record(_ texts: [String: String]) -> Record<User> {
        var texts = texts
        if texts[blockedColumn] == FlagCoding.oneZero.off { texts[blockedColumn] = FlagCoding.oneTwo.off }
        return Record(texts)
    }
}
