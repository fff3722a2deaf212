import BillingAPI

/// Which customers were opened, for the search that begins with them.
extension Program {
    /// Notes the customer whose page is opened.
    func noteOpened(_ record: String?, in system: SystemID) {
        guard let customer = DebtorPage.number(of: record) else { return }
        change(.opened(RecentCustomers.Entry(system, customer)))
    }

    func change(_ deed: RecentDeed) {
        recents.apply(deed)
        guard let recentShelf else { return }
        keep { [weak self] () throws(APIError) in
            let kept = try await recentShelf.change(deed)
            await self?.take(kept)
        }
    }

    private func take(_ kept: RecentCustomers) { recents = kept }
}
