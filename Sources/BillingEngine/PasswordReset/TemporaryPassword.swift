import BillingModel
import HostFactAPI
import SQLStore

/// A readable password that a customer logs in with until they choose one. Source: HostFact reference, 12.7.
enum TemporaryPassword {
    static let expiryColumn = "PasswordExpires"
    static let validHours = 24

    /// The password in a row with it and its expiry; nil once it no longer counts.
    static func valid(in row: SQLRow, at now: LocalTime) -> String? {
        let password = row.text(Debtor.password.name)
        return password.isEmpty || row.text(expiryColumn) <= now.text ? nil : password
    }

    static func expiry(from now: LocalTime) -> String { now.adding(hours: validHours).text }
}
