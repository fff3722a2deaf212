import BillingAPI
import BillingModel

/// How somebody wants to see a list again: its filter, its order and its columns, under a name.
public struct SavedView: Equatable, Sendable {
    public var name: String
    /// As it was typed.
    public var filter = ""
    /// The column that it is sorted by; empty for the list's own order.
    public var sort = ""
    public var isDescending = false
    /// The column that orders equals; empty for none.
    public var thenBy = ""
    public var thenDescending = false
    /// Nil for those of the list.
    public var columns: [ChosenColumn]?

    public init(_ name: String) {
        self.name = name
    }
}

/// A column that somebody wants to see in a list.
public struct ChosenColumn: Equatable, Sendable {
    /// As `ListColumn.id` has it.
    public var id: String
    /// Nil for as wide as it needs to be.
    public var width: Int?

    public init(_ id: String, width: Int? = nil) {
        self.id = id
        self.width = width
    }
}

/// What one person has kept of how the lists are seen.
public struct KeptViews: Equatable, Sendable {
    public struct List: Equatable, Sendable {
        /// In the order of their names.
        public var views: [SavedView] = []
        public var columns: [ChosenColumn]?
    }

    public var lists: [Tab: List] = [:]

    public init() {}

    func views(of tab: Tab) -> [SavedView] { lists[tab]?.views ?? [] }
    func columns(of tab: Tab) -> [ChosenColumn]? { lists[tab]?.columns }

    public mutating func apply(_ deed: ViewDeed) {
        switch deed {
        case .save(let view, let tab):
            lists[tab, default: List()].views.removeAll { $0.name == view.name }
            lists[tab]?.views.append(view)
            lists[tab]?.views.sort { $0.name < $1.name }
        case .remove(let name, let tab): lists[tab]?.views.removeAll { $0.name == name }
        case .columns(let columns, let tab): lists[tab, default: List()].columns = columns
        }
        lists = lists.filter { $1 != List() }
    }
}

/// What somebody does with what is kept.
public enum ViewDeed: Equatable, Sendable {
    case save(SavedView, Tab)
    case remove(String, Tab)
    case columns([ChosenColumn]?, Tab)
}

/// Where views outlive the program.
public protocol ViewShelf: Sendable {
    /// Does it to what is kept by now, which another console of this person may have changed.
    ///
    /// - Returns: What is kept then.
    func change(_ deed: ViewDeed) async throws(APIError) -> KeptViews
}
