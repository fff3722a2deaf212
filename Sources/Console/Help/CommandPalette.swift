import BillingModel
import TerminalCore
import Widgets

/// Actions and places, found by a few letters of their names and run by Enter: for those who do not know the key.
struct CommandPalette: Screen {
    // MARK: State
    private let heading: Command
    private(set) var list: FuzzyList<PaletteEntry>

    /// - Parameter heading: The command that opened it, whose name it has.
    init(_ heading: Command, _ entries: [PaletteEntry], recent: [String] = []) {
        self.heading = heading
        list = FuzzyList(
            entries.worthChoosing.recent(first: recent).map { entry in
                FuzzyList.Line(
                    item: entry, label: entry.label, lead: entry.key ?? "", note: entry.unavailable,
                    isOff: entry.unavailable != nil)
            })
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(heading) }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), run, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let refusal = list.marked.map(\.item.unavailable) ?? setting.texts.noMatchTyped(list.term)
        return [
            Binding(.choose, .run, unavailable: refusal), Binding(.back, .leave), Binding(.up, .move(-1)),
            Binding(.down, .move(1)),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(let key)): return list.handle(key) ? .none : .alert
        case .entered(.paste(let text)): return .pasted(left: list.paste(text), setting)
        case .move(let step):
            list.move(step)
            return .none
        case .run: return list.marked.map { run($0.item) } ?? .alert
        case .leave: return .leave
        }
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
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let rows = min(area.height, max(8, min(20, list.lines.count + 4)))
        let size = Size(width: min(72, area.width), height: rows)
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        list.draw(in: inner, sign: ": ", placeholder: setting.texts.filterHint, leadWidth: 12, on: &canvas)
    }
}
