import BillingModel
import TerminalCore
import Widgets

/// Which columns a list shows, in which order and how wide.
struct ColumnsDialog: Screen {
    struct Line: Equatable, Sendable {
        let id: String
        let title: String
        var isShown: Bool
        /// Nil for as wide as it needs to be.
        var width: Int?
        /// From where it becomes wider and narrower.
        let ideal: Int
        /// Whether the system tells it of any row.
        let isTold: Bool
    }

    // MARK: State
    private(set) var lines: [Line]
    private(set) var cursor = 0

    init(_ lines: [Line]) { self.lines = lines }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(.columns) }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), keep, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [Binding(.choose, .keep), Binding(.back, .leave), Binding(.up, .move(-1)), Binding(.down, .move(1))]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(.character(let letter))): return press(letter)
        case .entered: return .alert
        case .move(let step):
            cursor = min(max(0, cursor + step), lines.count - 1)
            return .none
        case .keep:
            let shown = lines.filter(\.isShown)
            guard !shown.isEmpty else { return .alert }
            return .leave(.chose(.columns(shown.map { ChosenColumn($0.id, width: $0.width) })))
        case .leave: return .leave
        }
    }

    private mutating func press(_ letter: Character) -> Effect<Action> {
        switch letter {
        case " ": lines[cursor].isShown.toggle()
        case "u": return exchange(with: cursor - 1)
        case "d": return exchange(with: cursor + 1)
        case "+": lines[cursor].width = min(Self.widest, (lines[cursor].width ?? lines[cursor].ideal) + 1)
        case "-": lines[cursor].width = max(Self.narrowest, (lines[cursor].width ?? lines[cursor].ideal) - 1)
        case "=": lines[cursor].width = nil
        case "0": return .leave(.chose(.columns(nil)))
        default: return .alert
        }
        return .none
    }

    private static let (narrowest, widest) = (3, 80)

    private mutating func exchange(with other: Int) -> Effect<Action> {
        guard lines.indices.contains(other) else { return .alert }
        lines.swapAt(cursor, other)
        cursor = other
        return .none
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let width = min(60, area.width)
        let hint = DisplayText.wrapped(setting.texts.columnsHint, to: max(1, width - DialogBox.border.width))
        let size = Size(
            width: width, height: min(lines.count + hint.count + 1 + DialogBox.border.height, area.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        let room = max(1, inner.height - hint.count - 1)
        let rows = lines.map { line in
            ChoiceLine(
                key: line.isShown ? "x" : "", label: line.title + (line.isTold ? "" : setting.texts.notTold),
                remark: line.width.map(String.init) ?? "")
        }
        ChoiceLine.draw(rows, cursor: cursor, in: inner.top(room), on: &canvas)
        for (row, line) in hint.enumerated() where inner.height > row + room + 1 {
            canvas.write(line, at: inner.row(room + 1 + row).origin, role: .dim)
        }
    }
}
