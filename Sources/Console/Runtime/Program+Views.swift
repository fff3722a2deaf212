import BillingAPI

/// How the lists are seen, as it is kept from one start to the next.
extension Program {
    /// Holds at once, and for good when it is written down.
    func change(_ deed: ViewDeed) {
        var views = setting.views
        views.apply(deed)
        show(views)
        guard let viewShelf else { return }
        keep { [weak self] () throws(APIError) in
            let kept = try await viewShelf.change(deed)
            await self?.show(kept)
        }
    }

    private func show(_ views: KeptViews) {
        for place in systems.all { systems.update(place.system.id) { $0.setting.views = views } }
        needsFrame()
    }

    /// Writes something of this person's own; Balie is not left meanwhile, and only trouble is said.
    func keep(_ write: @escaping @Sendable () async throws(APIError) -> Void) {
        let origin = EffectsUnderWay.Origin(screen: top.id, inputs: inputs)
        underWay.change(
            { [weak self] _ in
                do throws(APIError) { try await write() } catch { await self?.tell(error) }
                return Kept()
            }, to: ClosedSystem(), for: origin)
    }

    /// What no screen waits for.
    private struct Kept: Sendable {}

    private func tell(_ error: APIError) { notice = Notice(.problem, error.message[setting.language]) }
}
