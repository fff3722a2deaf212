import BillingAPI

/// By which columns a list is ordered.
struct ListOrder: Equatable, Sendable {
    /// Among the columns of the list.
    var column: Int
    var ascending = true
    /// What orders rows that are equal in the first.
    var second: Second?

    struct Second: Equatable, Sendable {
        var column: Int
        var ascending = true
    }

    mutating func turn() { ascending.toggle() }

    /// By that column; one that is the first already is turned.
    mutating func sort(by column: Int) {
        guard column != self.column else { return turn() }
        self = ListOrder(column: column, second: second?.column == column ? nil : second)
    }

    /// Equals by that column: chosen again it is turned, and once more let go.
    ///
    /// - Returns: Whether that is possible: a column does not order what is equal in it.
    mutating func sortEquals(by column: Int) -> Bool {
        guard column != self.column else { return false }
        switch second {
        case Second(column: column, ascending: true): second?.ascending = false
        case Second(column: column, ascending: false): second = nil
        default: second = Second(column: column)
        }
        return true
    }
}

/// How a list is shown, as it is chosen in a dialog in front of it.
public enum ListChoice: Equatable, Sendable {
    /// By a column of the list, or its equals by it.
    case sort(column: Int)
    case sortEquals(column: Int)
    /// What stands in the field of the filter.
    case filter(String)
    case view(SavedView)
    /// Nil for those of the list.
    case columns([ChosenColumn]?)
}

extension ListScreen {
    /// What the system is asked for by the second column.
    var thenBy: SecondOrder? {
        order.second.flatMap { second in
            all[second.column].sortKey.map { SecondOrder($0, isDescending: !second.ascending) }
        }
    }

    func orderInWords(_ texts: Texts) -> String {
        let second = order.second.map { (all[$0.column].title(texts), $0.ascending) }
        return texts.ordered(
            by: all[order.column].title(texts), ascending: order.ascending, then: second)
    }

    func sorting(_ setting: Setting) -> SortDialog {
        let columns = all.indices.filter { all[$0].sortKey != nil && shows(all[$0]) }
        return SortDialog(
            columns.map { SortDialog.Column(index: $0, title: all[$0].title(setting.texts)) }, order,
            ordersEquals: !setting.backend.isElsewhere || source.findsWordsElsewhere)
    }

    mutating func take(_ choice: ListChoice, _ height: Int, _ setting: Setting) -> Effect<Action> {
        switch choice {
        case .sort(let column): order.sort(by: column)
        case .sortEquals(let column): if !order.sortEquals(by: column) { return .alert }
        case .filter(let text): return show(text, height, setting)
        case .view(let view):
            order = ListOrder(view, among: all) ?? order
            chosen = view.columns
            // Only the rows of both together are asked for, but what is let go of is said.
            let letting = letGoOfRange(setting)
            _ = show(view.filter, height, setting)
            return letting + restart(height, setting)
        case .columns(let columns):
            chosen = nil
            return .views(.columns(columns, source.tab))
        }
        return restart(height, setting)
    }
}
