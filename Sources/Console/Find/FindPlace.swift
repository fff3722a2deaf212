import BillingAPI
import BillingModel

/// One list of one open system, in which is looked.
struct FindPlace: Sendable {
    /// What a list answered to what was looked for.
    struct Found: Sendable {
        var term: String
        var records: [FoundRecord] = []
        /// More match than were asked for.
        var hasMore = false
        var problem: APIError?
    }

    static let most = 20

    let system: SystemID
    let name: String
    let desk: any Desk
    /// Whether a further question costs nobody anything: a system elsewhere counts its requests.
    let isHere: Bool

    /// Every list that can be asked, those of the system in view and of customers first.
    static func all(in systems: Systems) -> [FindPlace] {
        let inView = systems.main.system.id
        let places = systems.all.filter { $0.system.id == inView } + systems.all.filter { $0.system.id != inView }
        return places.flatMap { place in
            Desks.all.filter { place.setting.reasonAgainst($0.listing) == nil }.map { desk in
                let isHere = if case .vendor = place.setting.backend { false } else { true }
                return FindPlace(system: place.system.id, name: place.system.name, desk: desk, isHere: isHere)
            }
        }
    }

    func look(for term: String, _ setting: Setting, _ service: any BillingService) async throws(APIError) -> Found {
        try await Self.look(for: term, at: desk, in: system, setting, service)
    }

    private static func look<Kind: Desk>(
        for term: String, at desk: Kind, in system: SystemID, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> Found {
        let request = ListRequest(
            offset: 0, limit: most + 1, sort: desk.columns.first { $0.sortKey != nil }?.sortKey ?? "", ascending: true,
            filter: term, countsAll: false)
        let page = try await desk.ask(request, service)
        let words = SearchWords(term)
        return Found(
            term: term,
            records: page.rows.prefix(most).map { FoundRecord($0, at: desk, in: system, words, setting) },
            hasMore: page.rows.count > most)
    }
}
