import TerminalCore
import Widgets

/// Every command of the page under it, found by typing and run by Enter: for those who do not know the key.
struct CommandMenu: Screen {
    // MARK: State
    let entries: [Binding<Command>]
    private(set) var filter = TextInput()
    private(set) var cursor = 0

    init(entries: [Binding<Command>]) {
        self.entries = entries.filter { ![.menu, .up, .down, .pageUp, .pageDown].contains($0.command) }
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(.menu) }

    private func matching(_ texts: Texts) -> [Binding<Command>] {
        let term = SearchTerm.of(filter.text).lowercased()
        return entries.filter { term.isEmpty || $0.label(texts).lowercased().contains(term) }
    }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), run, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let entry = chosen(setting.texts)
        let refusal = entry == nil ? setting.texts.noMatchTyped(SearchTerm.of(filter.text)) : entry?.unavailable
        return [
            Binding(.choose, .run, unavailable: refusal), Binding(.back, .leave), Binding(.up, .move(-1)),
            Binding(.down, .move(1)),
        ]
    }

    private func chosen(_ texts: Texts) -> Binding<Command>? {
        let found = matching(texts)
        return found.indices.contains(cursor) ? found[cursor] : nil
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(let key)):
            let before = filter.text
            guard filter.handle(key) else { return .alert }
            if filter.text != before { cursor = 0 }
            return .none
        case .entered(.paste(let text)):
            cursor = 0
            return .pasted(left: filter.paste(text), setting)
        case .move(let step):
            cursor = min(max(0, cursor + step), max(0, matching(setting.texts).count - 1))
            return .none
        case .run: return chosen(setting.texts).map { .leave(.command($0.command)) } ?? .alert
        case .leave: return .leave
        }
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let size = Size(width: min(64, area.width), height: min(18, area.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        let used = canvas.write(": ", at: inner.origin, role: .label)
        filter.draw(
            in: inner.top(1).right(of: used), isFocused: true, role: .fieldFocused,
            placeholder: setting.texts.filterHint, on: &canvas)
        let body = inner.below(2)
        let found = matching(setting.texts)
        let top = max(0, cursor - body.height + 1)
        for (row, entry) in found.dropFirst(top).prefix(body.height).enumerated() {
            let isSelected = top + row == cursor
            let y = body.y + row
            let role: StyleRole =
                isSelected ? .tableSelected : entry.unavailable == nil ? .dialog : .keyHintDisabled
            canvas.fill(Rect(x: body.x, y: y, width: body.width, height: 1), role: role)
            let sign = isSelected ? "> " : "  "
            canvas.write(sign + (entry.keys.first?.name ?? ""), at: Point(x: body.x, y: y), role: role, limit: 12)
            let label = entry.label(setting.texts)
            // The name stands whole; of a long reason its remedy stays.
            let room = body.width - 12
            let used = canvas.write(label, at: Point(x: body.x + 12, y: y), role: role, limit: room)
            guard let reason = entry.unavailable, room - used > 6 else { continue }
            let shown = DisplayText.fitted(reason, to: room - used - 3, rows: 1).first ?? ""
            canvas.write(" – " + shown, at: Point(x: body.x + 12 + used, y: y), role: role, limit: room - used)
        }
    }
}
