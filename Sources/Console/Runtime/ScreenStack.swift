import BillingAPI

/// Names a screen among those of all systems, for as long as the program runs.
struct ScreenID: Hashable, Sendable {
    let system: SystemID
    let number: Int
}

/// The screens on one system: a list for each tab, and what was opened in front of the one that is shown.
struct ScreenStack {
    struct Entry {
        let id: ScreenID
        var screen: AnyScreen
        /// A change was sent since it was read.
        var isOld = false
    }

    private(set) var tab: Tab
    private var lists: [Tab: Entry] = [:]
    private var opened: [Entry] = []
    private var last = 0
    /// What staff have seen of it.
    private(set) var trail: Trail
    private let system: SystemID

    init(of system: SystemID, tab: Tab, list: AnyScreen) {
        self.system = system
        self.tab = tab
        trail = Trail(at: Trail.Stop(tab, []))
        lists[tab] = entry(list)
    }

    var top: Entry {
        if let last = opened.last { return last }
        guard let list = lists[tab] else { preconditionFailure("a tab has its list before it is shown") }
        return list
    }

    /// What can be seen, or could be behind dialogs: the topmost page and what stands in front of it.
    var visible: [Entry] {
        var entries: [Entry] = []
        for entry in opened.reversed() {
            entries.insert(entry, at: 0)
            if entry.screen.content.presentation != .dialog { return entries }
        }
        return [lists[tab]].compactMap { $0 } + entries
    }

    /// The list that is shown and everything opened in front of it.
    var present: [Entry] { [lists[tab]].compactMap { $0 } + opened }

    mutating func open(_ screen: AnyScreen) -> Entry {
        let entry = entry(screen)
        moving { $0.opened.append(entry) }
        return entry
    }

    // MARK: What was seen

    /// Where staff are; nil while something stands in front that is no place to come back to.
    private var stop: Trail.Stop? {
        guard opened.allSatisfy({ $0.screen.content.presentation == .page }) else { return nil }
        return Trail.Stop(tab, opened.map(\.screen))
    }

    private mutating func moving<Result>(_ move: (inout Self) -> Result) -> Result {
        trail.keep(stop)
        defer { trail.visit(stop) }
        return move(&self)
    }

    /// Shows the pages that were seen before or after, as they were left; gives those that are closed by it. Nil where
    /// there are none.
    mutating func travel(_ step: Int) -> [Entry]? {
        trail.keep(stop)
        guard let stop = trail.go(step) else { return nil }
        let closed = opened
        tab = stop.tab
        opened = []
        for page in stop.pages { opened.append(entry(page)) }
        age()
        return closed
    }

    // MARK: Leaving

    /// The page of this record, if it was opened already.
    func page(of record: String) -> Entry? { opened.last { $0.screen.content.record == record } }

    /// Closes what stands in front of a screen; gives it.
    mutating func uncover(_ id: ScreenID) -> [Entry] {
        guard let index = opened.firstIndex(where: { $0.id == id }) else { return [] }
        let rest = opened.index(after: index)
        return moving { stack in
            defer { stack.opened.removeSubrange(rest...) }
            return Array(stack.opened[rest...])
        }
    }

    /// Closes a screen and all in front of it; gives them, the screen itself first.
    mutating func close(_ id: ScreenID) -> [Entry] {
        guard let index = opened.firstIndex(where: { $0.id == id }) else { return [] }
        return moving { stack in
            defer { stack.opened.removeSubrange(index...) }
            return Array(stack.opened[index...])
        }
    }

    /// After a change, whatever is shown later must be read again then.
    mutating func age() {
        for index in opened.indices { opened[index].isOld = true }
        lists[tab]?.isOld = true
    }

    /// One screen shows what has changed since it was read.
    mutating func age(_ id: ScreenID) {
        if let index = opened.firstIndex(where: { $0.id == id }) { opened[index].isOld = true }
        if lists[tab]?.id == id { lists[tab]?.isOld = true }
    }

    /// Whether the screen was read before the last change; from now on it no longer counts as old.
    mutating func renew(_ id: ScreenID) -> Bool {
        if let index = opened.firstIndex(where: { $0.id == id }) {
            defer { opened[index].isOld = false }
            return opened[index].isOld
        }
        guard let tab = Tab.allCases.first(where: { lists[$0]?.id == id }) else { return false }
        defer { lists[tab]?.isOld = false }
        return lists[tab]?.isOld == true
    }

    /// Shows another list, alone; `make` makes one that was never shown.
    mutating func show(_ tab: Tab, make: (Tab) -> AnyScreen) -> (entry: Entry, isNew: Bool) {
        moving { stack in
            stack.opened = []
            stack.tab = tab
        }
        if let known = lists[tab] { return (known, false) }
        let new = entry(make(tab))
        lists[tab] = new
        return (new, true)
    }

    /// Changes the screen with this id; nil when it has left.
    mutating func update<Result>(_ id: ScreenID, _ change: (inout AnyScreen) -> Result) -> Result? {
        if let index = opened.firstIndex(where: { $0.id == id }) { return change(&opened[index].screen) }
        // Taken out meanwhile: a screen that stood in two places would be copied as a whole before it changes.
        guard let tab = Tab.allCases.first(where: { lists[$0]?.id == id }), var entry = lists.removeValue(forKey: tab)
        else { return nil }
        defer { lists[tab] = entry }
        return change(&entry.screen)
    }

    private mutating func entry(_ screen: AnyScreen) -> Entry {
        last += 1
        return Entry(id: ScreenID(system: system, number: last), screen: screen)
    }
}
