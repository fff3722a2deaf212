import TerminalCore
import Widgets

/// A command as help and menu list it.
struct CommandEntry: Equatable, Sendable {
    var command: Command
    var unavailable: String?

    init(_ command: Command, unavailable: String? = nil) {
        self.command = command
        self.unavailable = unavailable
    }
}

/// Every key of the page under it, with the reason where one does nothing now.
struct HelpPage: Screen {
    // MARK: State
    let bindings: [CommandEntry]
    let title: String
    private(set) var scroll = ScrollState()

    init(bindings: [CommandEntry], title: String) {
        self.bindings = bindings
        self.title = title
    }

    // MARK: Actions
    enum Action: Sendable { case leave, scroll(Key) }

    /// What is typed in a form under it must still be there: no key leads to another page from here.
    var presentation: Presentation { .form }
    func title(_ setting: Setting) -> String { setting.texts.keysOf(title) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [
            Binding(.back, .leave), Binding(.help, .leave), Binding(.up, .scroll(.up)), Binding(.down, .scroll(.down)),
            Binding(.pageUp, .scroll(.pageUp)), Binding(.pageDown, .scroll(.pageDown)),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .leave: return .leave
        case .scroll(let key):
            _ = scroll.handle(key, viewport: setting.area.height - 2, total: bindings.count)
            return .none
        }
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        canvas.write(title(setting), at: area.origin, role: .title, limit: area.width)
        let body = area.below(2)
        for (row, entry) in bindings.dropFirst(scroll.offset).prefix(body.height).enumerated() {
            let y = body.y + row
            let keys = entry.command.keys.map(\.name).joined(separator: "  ")
            canvas.write(keys, at: Point(x: body.x + 2, y: y), role: .keyHint, limit: 20)
            let role: StyleRole = entry.unavailable == nil ? .text : .keyHintDisabled
            let label = setting.texts.label(entry.command)
            let text = entry.unavailable.map { "\(label) – \($0)" } ?? label
            canvas.write(text, at: Point(x: body.x + 24, y: y), role: role, limit: body.width - 26)
        }
        Scrollbar.draw(
            offset: scroll.offset, viewport: body.height, total: bindings.count, in: body.right(of: body.width - 1),
            on: &canvas)
    }
}
