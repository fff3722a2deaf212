import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Finds a record while typing and gives its code to the form under it; for a field that holds several it marks them.
struct PickerDialog<Source: RowSource>: Screen {
    // MARK: State
    typealias Row = Source.Row

    let source: Source
    /// The parameter that takes the code.
    let field: FieldDeclaration
    private(set) var filter: TextInput
    private(set) var state = ListState<Row>()
    private(set) var problem = ""
    /// Rows are being read that nobody sees yet.
    private var readsAhead = false
    /// Of a field that holds several.
    private(set) var marks: PickerMarks<Row>?
    /// What the filter looks for.
    private var term: String { SearchTerm.of(filter.text) }

    init(_ source: Source, field: FieldDeclaration, _ filter: String) {
        self.source = source
        self.field = field
        self.filter = TextInput(filter)
    }

    /// - Parameter label: What a record is called in the field.
    init(_ source: Source, marking field: FormField, _ label: @escaping @Sendable (Row) -> String) {
        self.init(source, field: field.declaration, "")
        marks = PickerMarks(field, label)
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { field.label[setting.language] }

    // MARK: Actions
    enum Action: Sendable {
        case start, resized
        case entered(Entry)
        case move(Command)
        case pick, leave, mark, turn
        case answered(ListRequest, Result<Page<Row>, APIError>)
    }

    var started: Action? { .start }
    var resized: Action? { .resized }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        // Rows of the term before are still in view until the answer comes; none of them is what was searched for.
        let nothing = state.hasAnswer && state.selected == nil ? setting.texts.nothingSelected : nil
        let waiting = state.hasAnswer ? nil : setting.texts.notThere(problem)
        let movement = [Command.up, .down, .pageUp, .pageDown].map { Binding($0, Action.move($0)) }
        guard let marks else {
            return [Binding(.choose, .pick, unavailable: nothing, waiting: waiting), Binding(.back, .leave)] + movement
        }
        let isAmongMembers = marks.members != nil
        let reason = isAmongMembers ? marks.members?.isEmpty == true ? setting.texts.nothingSelected : nil : nothing
        let wait = isAmongMembers ? nil : waiting
        // Who has marked something needs no row to go back with it.
        let isDone = !marks.isUntouched
        return [
            Binding(
                .choose, .pick, name: Texts.choosing(isDone: isDone), unavailable: isDone ? nil : reason,
                waiting: isDone ? nil : wait),
            Binding(.nextSection, .mark, name: Texts.marksSeveral, unavailable: reason, waiting: wait),
            Binding(.previousSection, .turn, name: Texts.turning(isAmongMembers: isAmongMembers)),
            Binding(.back, .leave, name: Texts.leavesAsItWas),
        ] + movement
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        let height = rowsHeight(setting.area)
        switch action {
        case .start: return ask(height)
        case .resized:
            state.reveal(height: height)
            return state.hasAnswer && state.missing(height: height) != nil ? ask(height) : .none
        case .entered(.key(let key)):
            let before = term
            return filter.handle(key) ? askAnew(after: before, height) : .alert
        case .entered(.paste(let text)):
            let before = term
            let left = filter.paste(text)
            return askAnew(after: before, height) + .pasted(left: left, setting)
        case .move(let command): return move(command, height)
        case .pick: return pick(setting)
        case .mark: return mark(height)
        case .turn:
            let term = term
            marks?.turn(term)
            return .none
        case .leave: return .leave
        case .answered(let request, .success(let window)):
            (problem, readsAhead) = ("", false)
            state.take(window, limit: request.limit, height: height, id: source.id)
            guard let missing = state.missing(height: height), missing != (request.offset, request.limit) else {
                return .none
            }
            return ask(missing)
        case .answered(_, .failure(let error)):
            (problem, readsAhead) = (error.message[setting.language], false)
            return .none
        }
    }

    private mutating func move(_ command: Command, _ height: Int) -> Effect<Action> {
        let step = command == .up ? -1 : command == .down ? 1 : command == .pageUp ? -height : height
        guard marks?.members == nil else {
            marks?.move(by: step)
            return .none
        }
        state.move(to: state.cursor + step, height: height, id: source.id)
        if let missing = state.missing(height: height) { return ask(missing) }
        // How many match is not counted: going down reads on. Further keys do not begin that anew.
        guard !readsAhead, let next = state.ahead(height: height) else { return .none }
        let asked = ask(next)
        readsAhead = true
        return asked
    }

    private mutating func pick(_ setting: Setting) -> Effect<Action> {
        guard var marks else {
            guard let row = state.selected else { return .alert }
            let label = source.label(of: row, setting.texts)
            return .leave(.picked(field: field.name, code: source.code(of: row), label: label))
        }
        // Where nothing was marked Enter is about the one row.
        if marks.isUntouched, !toggle(&marks) { return .alert }
        return .leave(.marked(field: field.name, marks.touched))
    }

    private func toggle(_ marks: inout PickerMarks<Row>) -> Bool {
        guard marks.members == nil else { return marks.toggleMember() }
        guard let row = state.selected else { return false }
        marks.toggle(row, source.id(of: row))
        return true
    }

    /// Marks the row, or lets go of it, and goes down.
    private mutating func mark(_ height: Int) -> Effect<Action> {
        guard var marks, toggle(&marks) else { return .alert }
        self.marks = marks
        return move(.down, height)
    }

    private mutating func askAnew(after before: String, _ height: Int) -> Effect<Action> {
        let term = term
        guard term != before else { return .none }
        marks?.search(term)
        state.restart()
        return ask(height)
    }

    private mutating func ask(_ height: Int) -> Effect<Action> { ask(state.window(height: height)) }

    private mutating func ask(_ window: (offset: Int, limit: Int)) -> Effect<Action> {
        // It takes the place of what was asked for before.
        readsAhead = false
        let sort = source.columns.first { $0.sortKey != nil }?.sortKey ?? ""
        let request = ListRequest(
            offset: window.offset, limit: window.limit, sort: sort, ascending: true, filter: term,
            countsAll: term.isEmpty)
        return .read(
            slot: "rows", how: .betweenKeys,
            { [source] service throws(APIError) in try await source.ask(request, service) }
        ) {
            .answered(request, $0)
        }
    }

    private func size(in area: Rect) -> Size { Size(width: min(74, area.width), height: min(17, area.height)) }
    private func rowsHeight(_ area: Rect) -> Int { max(1, size(in: area).height - DialogBox.border.height - 3) }

    // MARK: View
    func isIncomplete(_ setting: Setting) -> Bool {
        problem.isEmpty && marks?.members == nil && state.hasGaps(height: rowsHeight(setting.area))
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let inner = DialogBox.draw(title: title(setting), size: size(in: area), in: area, on: &canvas)
        let used = canvas.write("/ ", at: inner.origin, role: .label)
        filter.draw(
            in: inner.top(1).right(of: used), isFocused: true, role: .fieldFocused,
            placeholder: setting.texts.filterHint, on: &canvas)
        let sentence = problem.isEmpty ? [] : DisplayText.fitted("! " + problem, to: max(1, inner.width), rows: 3)
        for (row, line) in sentence.enumerated() {
            canvas.write(line, at: Point(x: inner.x, y: inner.y + 1 + row), role: .danger, limit: inner.width)
        }
        let table = inner.below(1 + max(1, sentence.count))
        guard marks?.members == nil else { return drawMembers(in: table, on: &canvas, setting) }
        let count = min(rowsHeight(area), state.rows.isEmpty ? 0 : state.lastIndex - state.top + 1)
        let columns = source.columns.prefix(3)
        TableView(
            columns: columns.map { $0.tableColumn(setting.texts) }, sortedBy: nil, ascending: true,
            selectedRow: state.rows.isEmpty ? nil : state.cursor - state.top, highlighting: term
        ).draw(
            header: true,
            rows: (state.top..<(state.top + count)).map { index in
                state.row(at: index).map { row in
                    TableRow(
                        cells: columns.map { $0.cell(row, setting.texts) }, role: .dialog,
                        isMarked: marks?.has(source.id(of: row)) == true)
                }
            }, in: table, on: &canvas)
        if state.hasAnswer, state.rows.isEmpty {
            let text = term.isEmpty ? setting.texts.emptyList : setting.texts.noMatchTyped(term)
            for (row, line) in DisplayText.fitted(text, to: max(1, table.width - 2), rows: 3).enumerated() {
                canvas.write(line, at: Point(x: table.x + 2, y: table.y + 1 + row), role: .dim)
            }
        }
    }

    private func drawMembers(in table: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        let title = TableColumn(title: texts.onlyMembers, minimum: 14, ideal: 60, isFlexible: true)
        let shown = marks?.table(max(1, table.height - 1))
        TableView(columns: [title], selectedRow: shown?.selected, highlighting: term).draw(
            header: true, rows: shown?.rows ?? [], in: table, on: &canvas)
        guard shown == nil else { return }
        let text = term.isEmpty ? texts.nobodyIsIn : texts.noMatchTyped(term)
        for (row, line) in DisplayText.fitted(text, to: max(1, table.width - 2), rows: 3).enumerated() {
            canvas.write(line, at: Point(x: table.x + 2, y: table.y + 1 + row), role: .dim)
        }
    }

    func legend(_ setting: Setting) -> [LegendItem] { marks == nil ? [] : [.isIn(setting.texts.isMember)] }
}
