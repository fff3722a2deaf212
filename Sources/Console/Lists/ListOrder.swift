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
}

extension ListScreen {
    /// What the system is asked for by the second column.
    var thenBy: SecondOrder? {
        order.second.flatMap { second in
            source.columns[second.column].sortKey.map { SecondOrder($0, isDescending: !second.ascending) }
        }
    }

    func orderInWords(_ texts: Texts) -> String {
        let second = order.second.map { (source.columns[$0.column].title(texts), $0.ascending) }
        return texts.ordered(
            by: source.columns[order.column].title(texts), ascending: order.ascending, then: second)
    }

    func sorting(_ setting: Setting) -> SortDialog {
        let columns = source.columns.indices.filter { source.columns[$0].sortKey != nil && shows(source.columns[$0]) }
        return SortDialog(
            columns.map { SortDialog.Column(index: $0, title: source.columns[$0].title(setting.texts)) }, order,
            ordersEquals: !setting.backend.isElsewhere || source.findsWordsElsewhere)
    }

    mutating func take(_ choice: ListChoice, _ height: Int, _ setting: Setting) -> Effect<Action> {
        switch choice {
        case .sort(let column): order.sort(by: column)
        case .sortEquals(let column): if !order.sortEquals(by: column) { return .alert }
        case .filter(let text): return show(text, height, setting)
        }
        return restart(height)
    }
}
