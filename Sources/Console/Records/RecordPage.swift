import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// One record whole, to be read; what can be done with it its desk says.
struct RecordPage<Kind: Desk>: Screen {
    // MARK: State
    let desk: Kind
    let id: Int
    /// The row that it was opened from, which may tell more of its customer than the record itself.
    private let listed: Kind.Row?
    private(set) var shown: Shown?
    private(set) var problem = ""
    private(set) var scroll = ScrollState()

    /// A record and the lines that tell of it, which belong together.
    struct Shown: Sendable {
        var row: Kind.Row
        var lines: [DetailLine]
    }

    init(_ desk: Kind, _ id: Int) {
        self.desk = desk
        self.id = id
        listed = nil
    }

    init(_ desk: Kind, _ row: Kind.Row) {
        self.desk = desk
        id = desk.id(of: row)
        listed = row
    }

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh, leave, copy
        case scroll(Key)
        case perform(Command)
        case loaded(Result<Shown, APIError>)
        case opened(Result<AnyScreen, APIError>)
    }

    var record: String? { "\(desk.tab) \(id)" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func changed(_ records: Set<ChangedRecord>) -> Action? { records.contains(where: isTold) ? .load : nil }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { desk.title(setting.texts) }

    /// Whether the page tells something of this record; before it is there nobody knows of whom it will.
    private func isTold(_ record: ChangedRecord) -> Bool {
        if record.kind == desk.kind, record.mayBe(id) { return true }
        guard let shown else { return record.kind != desk.kind }
        return desk.tellsOf.contains(record.kind) || desk.shows(record, in: shown.row)
    }

    /// Enter leads on from here; adding something that has nothing to do with the record is for the list.
    private var commands: [DeskCommand<Kind.Row>] {
        desk.commands.filter { $0.command != .open && $0.concernsRecord } + [desk.onward].compactMap { $0 }
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let waiting = shown == nil ? setting.texts.notThere(problem) : nil
        let deeds = commands.map { command in
            command.binding(shown?.row, setting, nothing: nil, waiting: waiting).map { Action.perform($0) }
        }
        let others: [Binding<Action>] = [
            Binding(.back, .leave), Binding(.refresh, .refresh), Binding(.copy, .copy, waiting: waiting),
        ]
        return deeds + others + ScrolledContent.movement.map { Binding($0, .scroll($1)) }
    }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        ScrolledContent.key(of: pointing).map { .scroll($0) }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .load: return load(setting)
        case .refresh: return load(setting, how: .anew)
        case .loaded(.success(let read)):
            shown = read
            problem = ""
            return .none
        case .loaded(.failure(let error)):
            problem = error.message[setting.language]
            // What was read before stays in view, so that the page itself does not say that it is old.
            return shown == nil ? .none : .notice(Notice(.problem, problem))
        case .leave: return .leave
        case .copy: return shown.map { .open(desk.copying($0.row, $0.lines, setting.texts)) } ?? .none
        case .scroll(let key):
            return view(setting.area, setting).handle(key, &scroll) ? .none : .alert
        case .perform(let command): return perform(command, setting)
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    private func load(_ setting: Setting, how: Sending = .plain) -> Effect<Action> {
        .read(
            slot: "record", how: how,
            { [desk, id, listed] service throws(APIError) in
                let read = try await desk.read(id, service)
                let row = listed.map { desk.completed(read, from: $0) } ?? read
                return Shown(row: row, lines: await desk.whole(row, setting, service))
            }
        ) { .loaded($0) }
    }

    private func perform(_ command: Command, _ setting: Setting) -> Effect<Action> {
        guard let line = commands.first(where: { $0.command == command }), let row = shown?.row else { return .none }
        return .read(
            slot: "open",
            { [desk] service throws(APIError) in try await line.screen(for: row, at: desk, setting, service) }
        ) { .opened($0) }
    }

    // MARK: View
    func isIncomplete(_ setting: Setting) -> Bool { shown == nil && problem.isEmpty }

    /// What a page of a record says.
    static func content(of row: Kind.Row, at desk: Kind, _ lines: [DetailLine]) -> [Block] {
        [.title(desk.subject(of: row)), .facts(Facts(lines, mostRows: nil))]
    }

    private func content(_ setting: Setting) -> [Block] {
        if let shown { return Self.content(of: shown.row, at: desk, shown.lines) }
        let isWaiting = problem.isEmpty
        return [
            .words(
                Words(
                    isWaiting ? setting.texts.loading : "! " + problem, role: isWaiting ? .dim : .danger,
                    mostRows: setting.area.height))
        ]
    }

    private func view(_ area: Rect, _ setting: Setting) -> ScrolledContent {
        ScrolledContent(content(setting), in: area)
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        view(area, setting).draw(from: scroll, on: &canvas)
    }
}
