import BillingAPI
import BillingModel
import TerminalCore

/// Every open system with the screens on it, and the main one, which staff look at.
///
/// One that staff have left keeps its lists, pages and filters as they were.
struct Systems {
    struct Place {
        let system: OpenSystem
        var setting: Setting
        var stack: ScreenStack
        /// Nobody has looked at it yet.
        var isNew = true

        init(_ system: OpenSystem, clock: LocalClock, keys: KeyMap, area: Rect) {
            self.system = system
            let service = system.service
            setting = Setting(
                texts: system.texts, clock: system.clock ?? clock, backend: system.backend, keys: keys,
                system: system.id, area: area, history: system.history,
                losesAnswers: system.losesAnswers, isProduction: system.isProduction,
                keepsNames: { service.honoursConditions }, callOptions: system.callOptions,
                reason: { service.reasonAgainst($0) })
            setting.author = system.author
            setting.bulk = BulkTerms(of: system)
            setting.place = system.banner.place
            (setting.isDemo, setting.isReadOnly) = (system.banner.isDemo, system.banner.isReadOnly)
            let tab = Tab.first(in: setting)
            stack = ScreenStack(of: system.id, tab: tab, list: tab.list())
        }
    }

    var main: Place
    private var others: [SystemID: Place] = [:]
    private var order: [SystemID]

    init(_ first: Place) {
        main = first
        main.isNew = false
        order = [first.system.id]
    }

    /// All of them, in the order in which they were opened.
    var all: [Place] { order.compactMap { self[$0] } }

    /// Nil of one that is not open.
    subscript(id: SystemID) -> Place? { id == main.system.id ? main : others[id] }

    /// Opens one more, out of sight.
    mutating func add(_ place: Place) {
        guard self[place.system.id] == nil else { return }
        others[place.system.id] = place
        order.append(place.system.id)
        let all = self.all.map { Neighbour($0.system) }
        for id in order { update(id) { $0.setting.neighbours = all.filter { $0.id != id } } }
    }

    /// Makes another one the main one; false where it is not open.
    mutating func turn(to id: SystemID) -> Bool {
        guard let next = others.removeValue(forKey: id) else { return id == main.system.id }
        others[main.system.id] = main
        main = next
        return true
    }

    /// Changes something on one of them; nil where it is not open.
    @discardableResult
    mutating func update<Result>(_ id: SystemID, _ change: (inout Place) -> Result) -> Result? {
        if id == main.system.id { return change(&main) }
        guard var place = others[id] else { return nil }
        defer { others[id] = place }
        return change(&place)
    }
}
