import TerminalCore
import Widgets

/// Shows the line for a shell that does the same as a review, and copies it.
struct TwinDialog: Screen {
    // MARK: State
    let line: String
    private(set) var scroll = ScrollState()

    init(_ line: String) {
        self.line = line
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.sameByCommand.label[setting.language] }

    // MARK: Actions
    enum Action: Sendable { case copy, leave, scroll(Key) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [
            Binding(.copy, .copy, name: setting.texts.copyLine), Binding(.back, .leave), Binding(.up, .scroll(.up)),
            Binding(.down, .scroll(.down)),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .copy: return .leave + .copy(line)
        case .leave: return .leave
        case .scroll(let key):
            let body = body(setting.area)
            _ = scroll.handle(key, viewport: body.height, total: rows(body.width).count)
            return .none
        }
    }

    // MARK: View
    /// Of the dialog without its frame and the words below.
    private func body(_ area: Rect) -> Size {
        let width = max(1, min(76, area.width) - DialogBox.border.width)
        return Size(width: width, height: min(max(1, area.height - DialogBox.border.height - 3), rows(width).count))
    }

    /// Broken anywhere, since a shell's words may be long; copying takes the line as it is.
    private func rows(_ width: Int) -> [String] { DisplayText.wrapped(line, to: width) }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let body = body(area)
        let words = DisplayText.wrapped(setting.texts.secretsAreLeftOut(CommandTwin.secret), to: body.width)
        let size = Size(
            width: body.width + DialogBox.border.width,
            height: min(area.height, body.height + 1 + words.count + DialogBox.border.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        for (row, text) in rows(body.width).dropFirst(scroll.offset).prefix(body.height).enumerated() {
            canvas.write(text, at: inner.row(row).origin, role: .title, limit: inner.width)
        }
        for (row, text) in words.enumerated() {
            canvas.write(text, at: inner.row(body.height + 1 + row).origin, role: .dim, limit: inner.width)
        }
    }
}
