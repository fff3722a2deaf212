import TerminalCore
import Widgets

/// Every key of the page under it, with the reason where one does nothing now.
struct HelpPage: Screen {
    // MARK: State
    let bindings: [Binding<Command>]
    let title: String
    /// Whether text is being typed on that page.
    let isTyping: Bool
    private(set) var scroll = ScrollState()

    init(bindings: [Binding<Command>], title: String, isTyping: Bool = false) {
        self.bindings = bindings.filter { !$0.keys.isEmpty }
        self.title = title
        self.isTyping = isTyping
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
            _ = scroll.handle(key, viewport: setting.area.height - 2, total: lines(setting).count)
            return .none
        }
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        canvas.write(title(setting), at: area.origin, role: .title, limit: area.width)
        let body = area.below(2)
        let lines = lines(setting)
        for (row, line) in lines.dropFirst(scroll.offset).prefix(body.height).enumerated() {
            let y = body.y + row
            canvas.write(line.keys, at: Point(x: body.x + 2, y: y), role: .keyHint, limit: Self.keysWidth - 4)
            canvas.write(
                line.text, at: Point(x: body.x + Self.keysWidth, y: y), role: line.works ? .text : .keyHintDisabled)
        }
        Scrollbar.draw(
            offset: scroll.offset, viewport: body.height, total: lines.count, in: body.right(of: body.width - 1),
            on: &canvas)
    }

    private static var keysWidth: Int { 24 }

    /// A command and its reason may take more than one line.
    private func lines(_ setting: Setting) -> [(keys: String, text: String, works: Bool)] {
        let commands = bindings.flatMap { entry in
            let label = entry.label(setting.texts)
            let text = entry.unavailable.map { "\(label) – \($0)" } ?? label
            let lines = DisplayText.wrapped(text, to: max(1, setting.area.width - Self.keysWidth - 2))
            return lines.enumerated().map { row, line in
                (row == 0 ? entry.keys.map(\.name).joined(separator: "  ") : "", line, entry.unavailable == nil)
            }
        }
        guard isTyping else { return commands }
        return commands
            + EditingKeys.allCases.map { keys in
                (keys.keys.map(\.name).joined(separator: "  "), setting.texts.label(keys), true)
            }
    }
}
