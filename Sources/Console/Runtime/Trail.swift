/// The pages that staff have seen on one system, in their order: back and forward lead through them.
///
/// As long as somebody only goes to and fro between pages that lie side by side here, none is added.
struct Trail {
    /// A list with the pages in front of it.
    struct Stop {
        let tab: Tab
        /// As they were when they were left; none of the stop that is in view.
        var pages: [AnyScreen]
        /// What tells it from others.
        let names: [String]

        init(_ tab: Tab, _ pages: [AnyScreen]) {
            (self.tab, self.pages) = (tab, pages)
            names = pages.map { $0.content.record ?? String(describing: type(of: $0.content)) }
        }

        fileprivate func isSame(as other: Stop) -> Bool { tab == other.tab && names == other.names }
    }

    static let most = 30

    private(set) var stops: [Stop]
    private(set) var place = 0

    init(at first: Stop) {
        stops = [first]
    }

    func leads(_ step: Int) -> Bool { stops.indices.contains(place + step) }

    /// Remembers what is in view as it is now, before it is left.
    mutating func keep(_ stop: Stop?) {
        if let stop, stops[place].isSame(as: stop) { stops[place] = stop }
    }

    /// Something else has come into view: one of the neighbours, or something new, which ends the way forward.
    mutating func visit(_ stop: Stop?) {
        guard var stop, !stops[place].isSame(as: stop) else { return }
        if let step = [-1, 1].first(where: { leads($0) && stops[place + $0].isSame(as: stop) }) {
            place += step
            return
        }
        // The pages in view belong to the stack alone, which changes them.
        stop.pages = []
        stops = Array(stops[...place].suffix(Self.most - 1)) + [stop]
        place = stops.count - 1
    }

    mutating func go(_ step: Int) -> Stop? {
        guard leads(step) else { return nil }
        place += step
        return stops[place]
    }
}
