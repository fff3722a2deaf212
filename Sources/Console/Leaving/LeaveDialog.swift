import TerminalCore
import Widgets

/// What leaving means for what was begun.
struct BegunWork: Equatable {
    /// Forms whose text is nowhere but here.
    var lost = 0
    /// Changes without a known outcome that are written down nowhere.
    var forgotten = 0
    /// Forms whose text the next start offers.
    var kept = 0
    /// Changes without a known outcome that stand in the outbox.
    var undecided = 0
    /// How many rows of a bulk run are still to come; nil where none is under way.
    var bulkRows: Int?

    var isNothing: Bool { self == BegunWork() }

    func sentences(_ texts: Texts) -> [String] {
        [
            lost > 0 ? texts.unsentIsLost(lost) : nil, forgotten > 0 ? texts.undecidedIsForgotten(forgotten) : nil,
            bulkRows.map { texts.bulkStops($0) }, kept > 0 ? texts.unsentIsKept(kept) : nil,
            undecided > 0 ? texts.undecidedStays(undecided) : nil,
        ].compactMap { $0 }
    }
}

/// Asks once before staff leave what they began, and says what becomes of it: staying stands first, and no letter leaves.
struct LeaveDialog: Screen {
    // MARK: State
    let begun: BegunWork
    private(set) var buttons: ButtonRow

    init(_ begun: BegunWork, _ texts: Texts) {
        self.begun = begun
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
        begun.sentences(setting.texts).joined(separator: " ")
    }
}
