import BillingModel
import HostFactAPI
import SQLStore

/// A readable password that a customer logs in with until they choose one. Source: HostFact reference, 12.7.
enum TemporaryPassword {
    static let expiryColumn = "PasswordExpires"
    static let columns = [Debtor.password.name, expiryColumn]
    private static let selection = Selection(columns)
    static let validHours = 24

    /// The password in a row with it and its expiry; nil once it no longer counts.
    static func valid(in row: SelectedRow, at now: LocalTime) -> String? {
        let password = row.text(Debtor.password.name)
        return password.isEmpty || row.text(expiryColumn) <= now.text ? nil : password
    }

    /// A debtor's, with its expiry; nil without such a debtor.
    static func row(of debtor: Int, in transaction: any StoreTransaction) throws -> SelectedRow? {
        let query = "\(selection.from(Tables.Name.debtor)) WHERE \(Debtor.identifier.name) = ?"
        return try transaction.row(SQLQuery(query, [.integer(debtor)])).map(selection.of)
    }

    /// The same as a condition, in words that the index over those that were given knows.
    static func isValid(at now: LocalTime) -> SQLQuery {
        SQLQuery("\(isGiven) AND \(expiryColumn) > ? AND \(Debtor.password.name) <> ''", [.text(now.text)])
    }

    static let isGiven = "\(expiryColumn) <> ''"

    static func expiry(from now: LocalTime) -> String { now.adding(hours: validHours).text }
}
