import BillingAPI
import BillingModel

/// Which rows of a file were added, of those that no key tells from each other.
public protocol AddedRows: Sendable {
    func state(of row: String) async throws(APIError) -> AddedRow
    /// Returns when it is kept, also where the machine stops in the next moment.
    func note(_ row: String, _ state: AddedRow) async throws(APIError)
}

public enum AddedRow: Equatable, Sendable {
    case unknown
    /// About to be sent; what came of it is not known yet.
    case sent
    case added(Int)
}
