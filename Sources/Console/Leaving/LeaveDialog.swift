import TerminalCore
import Widgets

/// Asks once before something is left behind: text that was typed and not sent, a sending without an answer, a bulk run.
/// Staying stands first, and no letter leaves.
struct LeaveDialog: Screen {
    // MARK: State
    let left: Left
    private(set) var buttons: ButtonRow

    init(_ left: Left, _ texts: Texts) {
        self.left = left
        buttons = ButtonRow([texts.stay, texts.leaveButton])
    }

    /// What is not finished.
    struct Left: Equatable, Sendable {
        /// How many forms hold text that would be lost, and how many a sending that would be forgotten.
        var unsent = 0
        var undecided = 0
        /// How many drafts lie on the disk, and how many sendings stay in the outbox.
        var drafts = 0
        var writes = 0
        /// How many rows of a bulk run are still to come; nil where none is under way.
        var bulkRows: Int?
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
        var sentences: [String] = []
        if left.unsent > 0 { sentences.append(texts.unsentIsLost(left.unsent)) }
        if left.undecided > 0 { sentences.append(texts.undecidedIsForgotten(left.undecided)) }
        if let rows = left.bulkRows { sentences.append(texts.bulkStops(rows)) }
        if left.writes > 0 { sentences.append(texts.undecidedStay(left.writes)) }
        if left.drafts > 0 { sentences.append(texts.draftsStay(left.drafts)) }
        return sentences.joined(separator: " ")
    }
}
