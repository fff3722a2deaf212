import BillingAPI
import BillingModel
import TerminalCore
import Widgets

extension ListColumn {
    /// What it is known by in what somebody keeps: a name without white space and colon.
    var id: String { sortKey ?? FilterField.name(title(Texts(.english))) }

    /// The same column as wide as somebody wants it.
    func sized(_ width: Int?) -> ListColumn {
        guard let width else { return self }
        var copy = self
        (copy.minimum, copy.ideal, copy.isFlexible) = (width, width, false)
        return copy
    }
}

extension ListOrder {
    /// The order of a view; nil where it has none, or of a column that there is none of.
    init?<Row>(_ view: SavedView, among columns: [ListColumn<Row>]) {
        guard let column = columns.firstIndex(where: { $0.id == view.sort && $0.sortKey != nil }) else { return nil }
        self.init(column: column, ascending: !view.isDescending)
        second = columns.firstIndex { $0.id == view.thenBy && $0.sortKey != nil }
            .map { Second(column: $0, ascending: !view.thenDescending) }
    }
}

/// Which columns a list shows, and how it is seen as a whole.
extension ListScreen {
    /// Nil for those of the list.
    func chosenColumns(_ setting: Setting) -> [ChosenColumn]? { chosen ?? setting.views.columns(of: source.tab) }

    /// Those that are chosen, as far as there are such; never none.
    func columns(_ setting: Setting) -> [ListColumn<Row>] {
        let own = all.prefix(source.columns.count)
        guard let wanted = chosenColumns(setting) else { return Array(own) }
        let found = wanted.compactMap { choice in all.first { $0.id == choice.id }?.sized(choice.width) }
        return found.isEmpty ? Array(own) : found
    }

    func choosingColumns(_ setting: Setting) -> ColumnsDialog {
        let texts = setting.texts
        let shown = columns(setting)
        let hidden = all.filter { column in !shown.contains { $0.id == column.id } }
        let widths = chosenColumns(setting) ?? []
        let lines = (shown + hidden).enumerated().map { index, column in
            ColumnsDialog.Line(
                id: column.id, title: column.title(texts), isShown: index < shown.count,
                width: widths.first { $0.id == column.id }?.width, ideal: column.ideal,
                isTold: shows(column))
        }
        return ColumnsDialog(lines)
    }

    /// How the list is seen now.
    var view: SavedView {
        var view = SavedView("")
        view.filter = SearchTerm.of(filter.text)
        (view.sort, view.isDescending) = (all[order.column].id, !order.ascending)
        if let second = order.second { (view.thenBy, view.thenDescending) = (all[second.column].id, !second.ascending) }
        view.columns = drawnColumns
        return view
    }
}
