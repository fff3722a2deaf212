import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// Looks for a customer by their code in every open system that has customers, and leads to the one that is found.
///
/// One of the system that staff come from is gone to at once; else each system is named with what it answers, and one that
/// does not answer keeps nobody from the others.
struct CustomerLookup: Screen {
    // MARK: State
    struct Place: Sendable {
        var id: SystemID
        var name: String
        /// Nil until it has answered.
        var found: Result<Record<Debtor>, APIError>?

        var debtor: Record<Debtor>? { try? found?.get() }
    }

    let code: String
    private(set) var places: [Place]
    private(set) var cursor = 0
    private let home: SystemID

    /// - Parameter code: The user's number in the bookkeeping.
    init(_ code: String, _ setting: Setting) {
        self.code = code
        home = setting.system
        let here =
            setting.reasonAgainst(ShowDebtor.self) == nil ? [Place(id: home, name: setting.texts.thisSystem)] : []
        places = here + setting.neighbours.filter { $0.has(ShowDebtor.self) }.map { Place(id: $0.id, name: $0.name) }
    }

    /// Why nobody can be looked for; nil where somebody can.
    static func refusal(_ setting: Setting) -> String? {
        setting.neighbours.contains { $0.has(ShowDebtor.self) } ? nil : setting.reasonAgainst(ShowDebtor.self)
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.customerOf(code) }

    // MARK: Actions
    enum Action: Sendable {
        case look, open, leave
        case move(Int)
        case told(SystemID, Result<Record<Debtor>, APIError>)
    }

    var started: Action? { .look }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let place = places.indices.contains(cursor) ? places[cursor] : nil
        let isOpen = place?.debtor != nil
        return [
            Binding(
                .open, .open, unavailable: isOpen || place?.found == nil ? nil : setting.texts.isNotThere,
                waiting: isOpen ? nil : setting.texts.loading),
            Binding(.back, .leave), Binding(.up, .move(-1)), Binding(.down, .move(1)),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .look: return places.reduce(.none) { $0 + look(in: $1.id) }
        case .told(let id, let result):
            guard let index = places.firstIndex(where: { $0.id == id }) else { return .none }
            places[index].found = result
            return lead()
        case .move(let step):
            cursor = min(max(0, cursor + step), max(0, places.count - 1))
            return .none
        case .open:
            guard places.indices.contains(cursor), let debtor = places[cursor].debtor else { return .alert }
            return go(to: places[cursor].id, debtor)
        case .leave: return .leave
        }
    }

    private func look(in system: SystemID) -> Effect<Action> {
        var question = ShowDebtor()
        question[Debtor.code] = code
        let asked = question
        return .read(
            slot: "customer in \(system.text)", of: system,
            { service throws(APIError) in try await service.send(asked).record }
        ) { .told(system, $0) }
    }

    /// To the only one there is, as soon as that is known.
    private mutating func lead() -> Effect<Action> {
        if let here = places.first(where: { $0.id == home }), let debtor = here.debtor { return go(to: home, debtor) }
        guard places.allSatisfy({ $0.found != nil }) else { return .none }
        let found = places.indices.filter { places[$0].debtor != nil }
        if let first = found.first { cursor = first }
        guard found.count == 1, let debtor = places[found[0]].debtor else { return .none }
        return go(to: places[found[0]].id, debtor)
    }

    private func go(to system: SystemID, _ debtor: Record<Debtor>) -> Effect<Action> {
        let page = AnyScreen(DebtorPage(debtor))
        return system == home ? .leave + .open(page) : .go(to: system, page)
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        let rows = places.map { place -> (name: String, text: String, role: StyleRole) in
            switch place.found {
            case nil: (place.name, texts.loading, .dim)
            case .success(let debtor)?: (place.name, DebtorPlans.subject(debtor), .dialog)
            case .failure(let error)? where error.kind == .notFound: (place.name, texts.isNotThere, .dim)
            case .failure(let error)?: (place.name, "! " + error.message[setting.language], .danger)
            }
        }
        let size = Size(width: min(76, area.width), height: min(area.height, rows.count + DialogBox.border.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        let names = min(20, rows.map { DisplayText.width($0.name) }.max() ?? 0)
        for (index, row) in rows.enumerated() {
            let line = inner.row(index)
            guard !line.isEmpty else { return }
            let isMarked = index == cursor
            let role = isMarked ? .tableSelected : row.role
            canvas.fill(line, role: isMarked ? .tableSelected : .dialog)
            canvas.write(isMarked ? ">" : " ", at: line.origin, role: role)
            canvas.write(row.name, at: line.right(of: 2).origin, role: role, limit: names)
            canvas.write(row.text, at: line.right(of: 4 + names).origin, role: role, limit: line.width - 4 - names)
        }
    }
}
