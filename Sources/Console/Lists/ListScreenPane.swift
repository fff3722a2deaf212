import BillingAPI
import TerminalCore
import Widgets

/// What stands beside a list of the record under its cursor: its details, or why they are not there.
struct ListPane: Sendable {
    private var detail: (id: Int, lines: [DetailLine])?
    private var trouble: (id: Int, sentence: String)?

    /// Whose details are there.
    var id: Int? { detail?.id }

    func lines(of id: Int) -> [DetailLine]? { detail.flatMap { $0.id == id ? $0.lines : nil } }
    func problem(of id: Int) -> String? { trouble.flatMap { $0.id == id ? $0.sentence : nil } }

    mutating func show(_ lines: [DetailLine], of id: Int) { (detail, trouble) = ((id, lines), nil) }

    mutating func take(_ result: Result<[DetailLine], APIError>, of id: Int, _ setting: Setting) {
        switch result {
        case .success(let lines): show(lines, of: id)
        case .failure(let error): (detail, trouble) = (nil, (id, error.message[setting.language]))
        }
    }
}

extension ListScreen {
    /// The width at which the pane beside the list begins to be worth its columns.
    static var paneWidth: Int { 132 }
    static var narrowestPane: Int { 35 }

    /// The pane keeps what it shows until the answer is there.
    func readDetail(_ setting: Setting, again: Bool = false) -> Effect<Action> {
        guard setting.area.width >= Self.paneWidth, let row = state.selected else { return .none }
        let id = source.id(of: row)
        guard again || pane.id != id else { return .none }
        return .read(
            slot: "detail", how: .betweenKeys,
            { [source] service throws(APIError) in
                source.pane(try await source.read(row, service), setting.texts)
            }
        ) { .detailed(id, $0) }
    }

    func drawPane(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area.left(1), with: "│", role: .border)
        guard let id = state.selected.map(source.id) else { return }
        let inner = area.right(of: 2)
        if let lines = pane.lines(of: id) {
            ContentView([.facts(Facts(lines))], width: inner.width).draw(in: inner, on: &canvas)
        }
        guard let problem = pane.problem(of: id) else { return }
        let lines = DisplayText.fitted("! " + problem, to: max(1, inner.width), rows: inner.height)
        for (row, line) in lines.enumerated() { canvas.write(line, at: inner.row(row).origin, role: .danger) }
    }
}
