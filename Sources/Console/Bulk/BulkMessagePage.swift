import BillingAPI
import HostFactAPI
import TerminalCore
import Widgets

/// The whole message of a mail to many, as it will be sent.
struct BulkMessagePage: Screen {
    // MARK: State
    let plan: BulkPlan
    private(set) var scroll = ScrollState()

    init(_ plan: BulkPlan) { self.plan = plan }

    // MARK: Actions
    enum Action: Sendable { case leave, scroll(Key) }

    /// It stands in front of what is typed: no key leads to another page from here.
    var presentation: Presentation { .form }
    func title(_ setting: Setting) -> String { plan.title[setting.language] }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [Binding(.back, .leave)] + ScrolledContent.movement.map { Binding($0, .scroll($1)) }
    }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        ScrolledContent.key(of: pointing).map { .scroll($0) }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .leave: return .leave
        case .scroll(let key):
            let shown = ScrolledContent(content(setting), in: setting.area)
            return shown.handle(key, &scroll) ? .none : .alert
        }
    }

    // MARK: View
    func content(_ setting: Setting) -> [Block] {
        let label = SendEmail.template.declaration.label[setting.language]
        let template = Facts([DetailLine(label: label, text: plan.template)])
        let blank = Block.facts(Facts([DetailLine(label: "", text: "")]))
        return [.title(title(setting))] + (plan.template.isEmpty ? [] : [.facts(template), blank])
            + [.words(Words(plan.message))]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        ScrolledContent(content(setting), in: area).draw(from: scroll, on: &canvas)
    }
}
