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
    enum Action: Sendable { case leave, scroll(Key), turn(Key) }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        guard pointing.id == .scrolling else { return nil }
        switch pointing.deed {
        case .wheelUp: return .turn(.up)
        case .wheelDown: return .turn(.down)
        case .press: return nil
        }
    }

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
        case .turn(let key):
            // As far as terminals scroll by themselves for a notch of the wheel.
            for _ in 0..<3 { _ = update(.scroll(key), setting) }
            return .none
        case .scroll(let key):
            _ = scroll.handle(key, viewport: setting.area.height - 2, total: view(setting).height)
            return .none
        }
    }

    // MARK: View
    /// What the page says.
    func content(_ setting: Setting) -> [Block] {
        let texts = setting.texts
        func line(_ keys: [Key], _ text: String, _ role: StyleRole = .text) -> DetailLine {
            DetailLine(label: keys.map(\.name).joined(separator: "  "), text: text, role: role)
        }
        let commands = bindings.map { entry in
            let label = entry.label(texts)
            guard let reason = entry.unavailable else { return line(entry.keys, label) }
            return line(entry.keys, "\(label) – \(reason)", .keyHintDisabled)
        }
        let editing = isTyping ? EditingKeys.allCases.map { line($0.keys, texts.label($0)) } : []
        return [.title(title(setting)), .facts(Facts(commands + editing, mostRows: nil, labels: .keys))]
    }

    private func view(_ setting: Setting) -> ContentView { ContentView(content(setting), width: setting.area.width) }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        let view = view(setting)
        let body = area.below(view.headHeight)
        canvas.mark(body, as: .scrolling)
        view.draw(in: area, from: scroll.offset, on: &canvas)
        Scrollbar.draw(
            offset: scroll.offset, viewport: body.height, total: view.height, in: body.right(of: body.width - 1),
            on: &canvas)
    }
}
