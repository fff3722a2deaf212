import BillingAPI
import BillingClient

extension HTTPSettings {
    /// Settings whose deadlines catch what hangs, and never a machine that has much to do.
    static func patient(_ address: ServerAddress, authorities: String? = nil) -> HTTPSettings {
        HTTPSettings(address, authorities: authorities, deadline: .seconds(300), connectTimeout: .seconds(300))
    }
}
