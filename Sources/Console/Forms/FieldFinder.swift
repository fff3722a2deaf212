import BillingModel
import TerminalCore
import Widgets

/// Leads to a field of the form under it by a few letters of its label, of its heading, or of the vendor's name for it.
struct FieldFinder: Screen {
    // MARK: State
    /// By their names.
    private(set) var list: FuzzyList<String>

    init(_ form: Form, _ texts: Texts) {
        list = FuzzyList(
            form.fields.map { field in
                let heading = field.declaration.group[texts.language]
                return FuzzyList.Line(
                    item: field.declaration.name, label: field.declaration.label[texts.language],
                    aliases: [field.declaration.name, heading], lead: field.isChanged ? "*" : "", note: heading)
            })
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(.findField) }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), choose, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let refusal = list.marked == nil ? setting.texts.noMatchTyped(list.term) : nil
        return [
            Binding(.choose, .choose, unavailable: refusal), Binding(.back, .leave), Binding(.up, .move(-1)),
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
        case .choose: return list.marked.map { .leave(.field($0.item)) } ?? .alert
        case .leave: return .leave
        }
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let size = Size(width: min(64, area.width), height: min(16, area.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        list.draw(in: inner, sign: "/ ", placeholder: setting.texts.fieldHint, leadWidth: 4, on: &canvas)
    }
}
