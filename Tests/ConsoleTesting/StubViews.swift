import BillingAPI
import Console

/// Keeps in memory how lists are seen, or refuses to.
public actor StubViews: ViewShelf {
    public private(set) var kept: KeptViews
    private var refusal: APIError?

    public init(_ kept: KeptViews = KeptViews()) { self.kept = kept }

    public func refuse(_ error: APIError?) { refusal = error }

    public func change(_ deed: ViewDeed) async throws(APIError) -> KeptViews {
        if let refusal { throw refusal }
        kept.apply(deed)
        return kept
    }
}
