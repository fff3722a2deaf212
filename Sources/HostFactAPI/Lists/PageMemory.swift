import BillingAPI

/// A list without its window: what is asked, sorted and searched.
struct PageKey: Hashable, Sendable {
    var list: ActionName
    var arguments: Arguments
}

/// The rows that are asked for.
struct PageWindow: Equatable, Sendable {
    private static let block = 100

    var offset: Int
    var limit: Int

    /// Two blocks at least, at a block's edge, so that scrolling on finds its rows there.
    var widened: PageWindow {
        let start = offset / Self.block * Self.block
        let end = max(offset + min(limit, ListParameters.mostRows), start + 2 * Self.block)
        let wide = (end - start + Self.block - 1) / Self.block * Self.block
        return wide <= ListParameters.mostRows ? PageWindow(offset: start, limit: wide) : self
    }
}

/// Where the rows of an answer stand in their list.
struct PagePlace: Equatable, Sendable {
    var offset: Int
    var count: Int
    /// All matches; nil when the system did not say.
    var total: Int?

    /// Whether every row of the window that exists is among these.
    func covers(_ window: PageWindow) -> Bool {
        guard window.offset >= offset else { return false }
        let end = offset + count
        return window.offset + window.limit <= end || total.map { end >= $0 && (count > 0 || offset == 0) } == true
    }
}

/// The answers that `SeenPages` keeps, of any kind of record.
actor PageMemory {
    private struct Kept {
        let page: any Sendable
        let place: PagePlace
        let asked: Duration
        var lastUse: Int
    }

    private let mostRows: Int
    private let lifetime: Duration
    private var pages: [PageKey: [Kept]] = [:]
    private var uses = 0
    /// Another number after every change: an answer to a question from before it is not kept.
    private(set) var state = 0

    init(mostRows: Int, lifetime: Duration) {
        self.mostRows = mostRows
        self.lifetime = lifetime
    }

    /// A kept answer with all rows of the window, young enough to show.
    func page(_ key: PageKey, _ window: PageWindow, at now: Duration) -> (any Sendable)? {
        pages[key]?.removeAll { now - $0.asked >= lifetime }
        guard let index = pages[key]?.lastIndex(where: { $0.place.covers(window) }) else { return nil }
        uses += 1
        pages[key]?[index].lastUse = uses
        return pages[key]?[index].page
    }

    /// - Parameters:
    ///   - state: `state` when the question was asked.
    ///   - replacesAll: Staff wanted this list anew: nothing older of it is shown again.
    func keep(
        _ page: any Sendable, _ key: PageKey, _ place: PagePlace, asked: Duration, state: Int, replacesAll: Bool
    ) {
        guard state == self.state else { return }
        if replacesAll {
            for known in pages.keys where known.list == key.list { pages[known] = nil }
        }
        // Pages that disagree about the list's length are of different lists: the older ones go.
        pages[key]?.removeAll { $0.place.total != place.total || $0.place.offset == place.offset }
        uses += 1
        pages[key, default: []].append(Kept(page: page, place: place, asked: asked, lastUse: uses))
        dropUnused(at: asked)
    }

    func forget() {
        state += 1
        pages = [:]
    }

    /// What is too old to be shown goes, then what was not used for longest, until the rows are few enough.
    private func dropUnused(at now: Duration) {
        for key in pages.keys { pages[key]?.removeAll { now - $0.asked >= lifetime } }
        pages = pages.filter { !$0.value.isEmpty }
        var rows = pages.values.joined().reduce(0) { $0 + $1.place.count }
        while rows > mostRows, let oldest = pages.values.joined().min(by: { $0.lastUse < $1.lastUse }) {
            for key in pages.keys { pages[key]?.removeAll { $0.lastUse == oldest.lastUse } }
            rows -= oldest.place.count
        }
        pages = pages.filter { !$0.value.isEmpty }
    }
}
