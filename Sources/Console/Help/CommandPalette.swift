import BillingModel
import TerminalCore
import Widgets

/// Actions and places, found by a few letters of their names and run by Enter: for those who do not know the key.
struct CommandPalette: Screen {
    // MARK: State
    private let heading: Command
    let entries: [PaletteEntry]
    private(set) var filter = TextInput()
    private(set) var cursor = 0
    /// What answers to the letters, the best first.
    private(set) var found: [Found]

    struct Found: Sendable {
        var entry: PaletteEntry
        /// The characters of its label that were meant.
        var positions: [Int]
    }

    /// - Parameter heading: The command that opened it, whose name it has.
    init(_ heading: Command, _ entries: [PaletteEntry], recent: [String] = []) {
        self.heading = heading
        self.entries = entries.worthChoosing.recent(first: recent)
        found = Self.matching("", among: self.entries)
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(heading) }

    /// Among those that answer alike the order stays.
    private static func matching(_ typed: String, among entries: [PaletteEntry]) -> [Found] {
        let scored = entries.enumerated().compactMap { place, entry in
            FuzzyMatch(typed, in: entry.label).map { (place: place, match: $0, entry: entry) }
        }
        return scored.sorted { ($1.match.score, $0.place) < ($0.match.score, $1.place) }
            .map { Found(entry: $0.entry, positions: $0.match.positions) }
    }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), run, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let refusal = chosen == nil ? setting.texts.noMatchTyped(SearchTerm.of(filter.text)) : chosen?.unavailable
        return [
            Binding(.choose, .run, unavailable: refusal), Binding(.back, .leave), Binding(.up, .move(-1)),
            Binding(.down, .move(1)),
        ]
    }

    private var chosen: PaletteEntry? { found.indices.contains(cursor) ? found[cursor].entry : nil }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(let key)):
            let before = filter.text
            guard filter.handle(key) else { return .alert }
            if filter.text != before { look() }
            return .none
        case .entered(.paste(let text)):
            let left = filter.paste(text)
            look()
            return .pasted(left: left, setting)
        case .move(let step):
            cursor = min(max(0, cursor + step), max(0, found.count - 1))
            return .none
        case .run: return chosen.map { run($0) } ?? .alert
        case .leave: return .leave
        }
    }

    private mutating func look() {
        cursor = 0
        found = Self.matching(SearchTerm.of(filter.text), among: entries)
    }

    private func run(_ entry: PaletteEntry) -> Effect<Action> {
        let noted = Effect<Action>.chose(entry.id)
        switch entry.deed {
        case .run(let command): return noted + .leave(.command(command))
        case .turn(let system): return noted + .turn(to: system)
        case .open(let screen): return noted + .leave + .open(screen)
        }
    }

    // MARK: View
    private static var keyWidth: Int { 12 }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let size = Size(width: min(72, area.width), height: min(area.height, max(8, min(20, entries.count + 4))))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        let used = canvas.write(": ", at: inner.origin, role: .label)
        filter.draw(
            in: inner.top(1).right(of: used), isFocused: true, role: .fieldFocused,
            placeholder: setting.texts.filterHint, on: &canvas)
        let body = inner.below(2)
        let top = max(0, cursor - body.height + 1)
        for (row, found) in found.dropFirst(top).prefix(body.height).enumerated() {
            let line = Rect(x: body.x, y: body.y + row, width: body.width, height: 1)
            draw(found, in: line, isSelected: top + row == cursor, on: &canvas)
        }
    }

    private func draw(_ found: Found, in row: Rect, isSelected: Bool, on canvas: inout Canvas) {
        let entry = found.entry
        let role: StyleRole =
            isSelected ? .tableSelected : entry.unavailable == nil ? .dialog : .keyHintDisabled
        canvas.fill(row, role: role)
        canvas.write((isSelected ? "> " : "  ") + (entry.key ?? ""), at: row.origin, role: role, limit: Self.keyWidth)
        let place = row.right(of: Self.keyWidth)
        let used = canvas.write(entry.label, at: place.origin, role: role, limit: place.width)
        mark(found.positions, of: entry.label, in: place, on: &canvas)
        // The name stands whole; of a long reason its remedy stays.
        let room = place.width - used
        guard let reason = entry.unavailable, room > 6 else { return }
        let shown = DisplayText.fitted(reason, to: room - 3, rows: 1).first ?? ""
        canvas.write(" – " + shown, at: Point(x: place.x + used, y: row.y), role: role, limit: room)
    }

    private func mark(_ positions: [Int], of label: String, in place: Rect, on canvas: inout Canvas) {
        var x = place.x
        for (position, character) in label.enumerated() where x < place.endX {
            let width = DisplayText.width(String(character))
            if positions.contains(position), x + width <= place.endX {
                canvas.setRole(.match, in: Rect(x: x, y: place.y, width: width, height: 1))
            }
            x += width
        }
    }
}
