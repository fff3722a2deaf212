import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// The ready filters of a list and the views that somebody saved, each with the number of its rows as it is now.
struct ViewsDialog<Source: Desk>: Screen {
    enum Line: Equatable, Sendable {
        case ready(ReadyFilter)
        case saved(SavedView)
        /// Keeps what is shown now.
        case save
    }

    /// How many rows there are.
    enum Count: Equatable, Sendable {
        case pending
        case known(Int)
        /// It costs a system elsewhere too much to tell.
        case untold
    }

    // MARK: State
    private let source: Source
    /// How the list is seen now, without a name.
    private let now: SavedView
    private(set) var cursor = 0
    private(set) var counts: [String: Count] = [:]
    /// The name that is being typed; nil while a line is chosen.
    private(set) var name: TextInput?

    init(_ source: Source, now: SavedView) {
        self.source = source
        self.now = now
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.label(.filters) }

    private func lines(_ setting: Setting) -> [Line] {
        ReadyFilter.all(of: source.tab).map(Line.ready) + setting.views.views(of: source.tab).map(Line.saved) + [.save]
    }

    private static func label(_ line: Line, _ texts: Texts) -> String {
        switch line {
        case .ready(let filter): filter.name[texts.language]
        case .saved(let view): view.name
        case .save: texts.saveView
        }
    }

    private static func text(_ line: Line, _ texts: Texts) -> String? {
        switch line {
        case .ready(let filter): filter.text[texts.language]
        case .saved(let view): view.filter
        case .save: nil
        }
    }

    // MARK: Actions
    enum Action: Sendable {
        case count
        case entered(Entry), move(Int), choose, back
        case counted(String, Result<Int?, APIError>)
    }

    var started: Action? { .count }
    var refreshed: Action? { .count }
    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [Binding(.choose, .choose), Binding(.back, .back), Binding(.up, .move(-1)), Binding(.down, .move(1))]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .count: return count(setting)
        case .counted(let text, let result):
            if case .success(let number?) = result { counts[text] = .known(number) } else { counts[text] = .untold }
            return .none
        case .move(let step):
            guard name == nil else { return .alert }
            cursor = min(max(0, cursor + step), lines(setting).count - 1)
            return .none
        case .back:
            guard name != nil else { return .leave }
            name = nil
            return .none
        case .choose: return name == nil ? choose(lines(setting)[cursor], setting) : save(setting)
        case .entered(.paste(let text)): return .pasted(left: name?.paste(text), setting)
        case .entered(.key(let key)): return press(key, setting)
        }
    }

    private mutating func press(_ key: Key, _ setting: Setting) -> Effect<Action> {
        if name != nil { return name?.handle(key) == true ? .none : .alert }
        let lines = lines(setting)
        if key == .delete, case .saved(let view) = lines[cursor] {
            cursor = max(0, cursor - 1)
            return .views(.remove(view.name, source.tab))
        }
        guard case .character(let letter) = key, let index = Self.letters(lines, setting.texts).firstIndex(of: letter)
        else { return .alert }
        cursor = index
        return choose(lines[index], setting)
    }

    private mutating func choose(_ line: Line, _ setting: Setting) -> Effect<Action> {
        switch line {
        case .ready(let filter): return .leave(.chose(.filter(filter.text[setting.language])))
        case .saved(let view): return .leave(.chose(.view(view)))
        case .save:
            name = TextInput("")
            return .none
        }
    }

    private func save(_ setting: Setting) -> Effect<Action> {
        let typed = SearchTerm.of(name?.text ?? "")
        guard !typed.isEmpty else { return .alert }
        var view = now
        view.name = typed
        return .views(.save(view, source.tab)) + .leave
            + .notice(Notice(.done, setting.texts.viewSaved(typed)))
    }

    /// A system elsewhere would be looked through for them, whose requests are counted.
    private mutating func count(_ setting: Setting) -> Effect<Action> {
        let isCheap = !setting.backend.isElsewhere || source.findsWordsElsewhere
        var effect = Effect<Action>.none
        for text in lines(setting).compactMap({ Self.text($0, setting.texts) }) {
            guard isCheap else {
                counts[text] = .untold
                continue
            }
            let reading = FilterReading(text, source.filters, setting.texts, today: setting.today)
            guard reading.problem == nil else {
                counts[text] = .untold
                continue
            }
            counts[text] = counts[text] ?? .pending
            let request = ListRequest(
                offset: 0, limit: 1, sort: source.columns.lazy.compactMap(\.sortKey).first ?? "", ascending: true,
                filter: reading.filter.words, countsAll: true, mostCounted: Self.most,
                conditions: reading.filter.conditions)
            effect =
                effect
                + .read(
                    slot: "count \(text)",
                    { [source] service throws(APIError) in try await source.ask(request, service).total }
                ) { .counted(text, $0) }
        }
        return effect
    }

    /// More are not counted.
    private static var most: Int { 1000 }

    private static func letters(_ lines: [Line], _ texts: Texts) -> [Character?] {
        Letters.given(to: lines.map { label($0, texts) }, fixed: lines.map { $0 == .save ? "+" : nil })
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        let lines = lines(setting)
        let letters = Self.letters(lines, texts)
        let rows = lines.indices.map { index in
            let text = Self.text(lines[index], texts)
            return ChoiceLine(
                key: letters[index].map(String.init) ?? "", label: Self.label(lines[index], texts),
                detail: text ?? "", remark: text.map(count) ?? "")
        }
        let size = Size(
            width: min(74, area.width), height: min(rows.count + 2 + DialogBox.border.height, area.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        ChoiceLine.draw(rows, cursor: cursor, in: inner.top(max(0, inner.height - 2)), on: &canvas)
        let last = inner.row(max(0, inner.height - 1))
        guard let name else {
            let isSaved = if case .saved = lines[cursor] { true } else { false }
            canvas.write(texts.viewHint(isSaved: isSaved), at: last.origin, role: .dim, limit: last.width)
            return
        }
        let used = canvas.write(texts.viewName + " ", at: last.origin, role: .label)
        name.draw(in: last.right(of: used), isFocused: true, role: .fieldFocused, placeholder: "", on: &canvas)
    }

    private func count(of text: String) -> String {
        switch counts[text] {
        case .known(let number): number >= Self.most ? "\(Self.most)+" : String(number)
        case .pending, nil: "…"
        case .untold: ""
        }
    }
}
