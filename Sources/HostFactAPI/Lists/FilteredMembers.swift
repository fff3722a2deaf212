import BillingAPI
import BillingModel

// What lists can be filtered by although no row tells it; only a system that is asked knows.
extension Debtor {
    /// `temporary` while there is a password that was sent and not changed yet.
    public static let passwordState = "PasswordState"
    public static let temporary = "temporary"
}
