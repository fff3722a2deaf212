import BillingModel
import TerminalCore
import Widgets

/// The columns that a list can be sorted by, each under a letter; its capital orders what is equal in the first.
struct SortDialog: Screen {
    struct Column: Equatable, Sendable {
        /// Among the columns of the list.
        var index: Int
        var title: String
    }

    // MARK: State
    private let columns: [Column]
    private let letters: [Character?]
    private let order: ListOrder
    /// Whether the system can order equals by a second column.
    private let ordersEquals: Bool
    private(set) var cursor: Int

    init(_ columns: [Column], _ order: ListOrder, ordersEquals: Bool) {
        self.columns = columns
        self.order = order
        self.ordersEquals = ordersEquals
        letters = Letters.given(to: columns.map(\.title))
        cursor = columns.firstIndex { $0.index == order.column } ?? 0
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(.sort) }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), choose, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [Binding(.choose, .choose), Binding(.back, .leave), Binding(.up, .move(-1)), Binding(.down, .move(1))]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(.character(let typed))):
            let lower = Character(typed.lowercased())
            guard let position = letters.firstIndex(of: lower) else { return .alert }
            let column = columns[position].index
            guard typed != lower else { return .leave(.chose(.sort(column: column))) }
            guard ordersEquals, column != order.column else { return .alert }
            return .leave(.chose(.sortEquals(column: column)))
        case .entered: return .alert
        case .move(let step):
            cursor = min(max(0, cursor + step), max(0, columns.count - 1))
            return .none
        case .choose:
            return columns.indices.contains(cursor) ? .leave(.chose(.sort(column: columns[cursor].index))) : .alert
        case .leave: return .leave
        }
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let size = Size(
            width: min(46, area.width), height: min(columns.count + 2 + DialogBox.border.height, area.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        let lines = columns.enumerated().map { index, column in
            ChoiceLine(key: letters[index].map(String.init) ?? "", label: column.title, remark: sign(of: column))
        }
        ChoiceLine.draw(lines, cursor: cursor, in: inner.top(max(0, inner.height - 2)), on: &canvas)
        let hint = setting.texts.sortHint(ordersEquals: ordersEquals)
        for (row, line) in DisplayText.fitted(hint, to: max(1, inner.width), rows: 2).enumerated() {
            canvas.write(line, at: inner.row(max(0, inner.height - 2) + row).origin, role: .dim)
        }
    }

    private func sign(of column: Column) -> String {
        if column.index == order.column { return order.ascending ? "1 ▲" : "1 ▼" }
        guard let second = order.second, second.column == column.index else { return "" }
        return second.ascending ? "2 ▲" : "2 ▼"
    }
}

/// A line of a small dialog: the key that chooses it, what it is, and a remark at its end.
struct ChoiceLine {
    var key: String
    var label: String
    /// Behind the labels, where there is room.
    var detail = ""
    var remark = ""

    /// Those around the cursor.
    static func draw(_ lines: [ChoiceLine], cursor: Int, in area: Rect, on canvas: inout Canvas) {
        guard area.height > 0 else { return }
        let top = max(0, cursor - area.height + 1)
        let widest = lines.map { DisplayText.width($0.label) }.max() ?? 0
        for (row, line) in lines.dropFirst(top).prefix(area.height).enumerated() {
            let isSelected = top + row == cursor
            let place = area.row(row)
            let role: StyleRole = isSelected ? .tableSelected : .dialog
            canvas.fill(place, role: role)
            canvas.write(isSelected ? ">" : " ", at: place.origin, role: role)
            canvas.write(line.key, at: place.right(of: 2).origin, role: isSelected ? role : .keyHint, limit: 1)
            let width = DisplayText.width(line.remark)
            let room = max(0, place.width - 4 - (width == 0 ? 0 : width + 1))
            canvas.write(line.label, at: place.right(of: 4).origin, role: role, limit: room)
            let behind = place.right(of: 4 + widest + 2)
            let left = room - widest - 2
            if left > 0, !line.detail.isEmpty {
                canvas.write(line.detail, at: behind.origin, role: isSelected ? role : .dim, limit: left)
            }
            canvas.write(line.remark, at: Point(x: place.endX - width, y: place.y), role: role, limit: width)
        }
    }
}
