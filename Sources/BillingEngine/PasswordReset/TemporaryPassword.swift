import BillingModel

/// A readable password that a customer logs in with once. Source: HostFact reference, 12.7.
enum TemporaryPassword {
    static let expiryColumn = "PasswordExpires"
    static let validHours = 24

    static func expiry(from now: LocalTime) -> String { now.adding(hours: validHours).text }
}
