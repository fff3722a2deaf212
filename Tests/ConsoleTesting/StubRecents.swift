import BillingAPI
import Console

/// Keeps in memory which customers were opened.
public actor StubRecents: RecentShelf {
    public private(set) var kept: RecentCustomers

    public init(_ kept: RecentCustomers = RecentCustomers()) { self.kept = kept }

    public func change(_ deed: RecentDeed) async throws(APIError) -> RecentCustomers {
        kept.apply(deed)
        return kept
    }
}
