import TerminalCore
import Widgets

/// Asks before text is lost that was typed and not sent, or that a sending has no answer: staying stands first, and no
/// letter leaves.
struct LeaveDialog: Screen {
    // MARK: State
    /// How many forms hold such text, and how many such a sending.
    let unsent, undecided: Int
    /// How many rows of a bulk run are still to come; nil where none is under way.
    let bulkRows: Int?
    private(set) var buttons: ButtonRow

    init(unsent: Int, undecided: Int, bulkRows: Int? = nil, _ texts: Texts) {
        (self.unsent, self.undecided, self.bulkRows) = (unsent, undecided, bulkRows)
        buttons = ButtonRow([texts.stay, texts.leaveButton])
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(.quit) }

    // MARK: Actions
    enum Action: Sendable { case key(Key), press, stay }

    func focus(_ setting: Setting) -> Focus { .buttons }

    func entered(_ entry: Entry) -> Action? {
        guard case .key(let key) = entry else { return nil }
        return .key(key)
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] { [Binding(.choose, .press), Binding(.back, .stay)] }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .key(.tab), .key(.backTab): buttons.focused = 1 - buttons.focused
        case .key(let key): _ = buttons.handle(key)
        case .press: return buttons.focused == 0 ? .leave : .leave + .end(.quit, losing: true)
        case .stay: return .leave
        }
        return .none
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let width = min(60, area.width)
        let rows = DisplayText.wrapped(sentence(setting), to: max(1, width - DialogBox.border.width)).count
        let size = Size(width: width, height: min(area.height, rows + 2 + DialogBox.border.height))
        drawQuestion(in: DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas), on: &canvas, setting)
    }

    /// Also in a window that is too small for anything else.
    func drawQuestion(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let lines = DisplayText.wrapped(sentence(setting), to: max(1, area.width))
        for (row, line) in lines.prefix(max(0, area.height - 1)).enumerated() {
            canvas.write(line, at: area.row(row).origin, limit: area.width)
        }
        buttons.draw(in: area.bottom(1), isFocused: true, on: &canvas)
    }

    private func sentence(_ setting: Setting) -> String {
        let texts = setting.texts
        return
            ((unsent > 0 ? [texts.unsentIsLost(unsent)] : [])
            + (undecided > 0 ? [texts.undecidedIsForgotten(undecided)] : [])
            + (bulkRows.map { [texts.bulkStops($0)] } ?? [])).joined(separator: " ")
    }
}
