import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// The groups that a record is in, each with all that are in it, or one group by itself, with what can be done with it.
struct GroupPage: Screen {
    // MARK: State
    let ids: [Int]
    /// The record as staff know it.
    let subject: String
    /// Whether it is about the group, and not about a record that is in it.
    private(set) var isAlone = false
    private(set) var groups: [Record<Group>]?
    private(set) var problem = ""
    private(set) var scroll = ScrollState()

    init(_ ids: [Int], of subject: String) {
        self.ids = ids
        self.subject = subject
    }

    /// One group by its name.
    init(_ id: Int, _ name: String) {
        self.init([id], of: name)
        isAlone = true
    }

    /// Why there is nothing to read; nil where there is.
    static func refusal(_ ids: [Int], _ setting: Setting) -> String? {
        setting.reasonAgainst(ShowGroup.self) ?? (ids.isEmpty ? setting.texts.isInNoGroup : nil)
    }

    /// More of them are counted and not named.
    private static let mostNamed = 500

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh, leave
        case scroll(Key)
        case loaded(Result<[Record<Group>], APIError>)
        case perform(GroupDeed)
        case opened(Result<AnyScreen, APIError>)
    }

    var record: String? { "groups \(ids.map(String.init).joined(separator: ","))" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func changed(_ records: Set<ChangedRecord>) -> Action? {
        records.contains { [.group, .debtor, .product].contains($0.kind) } ? .load : nil
    }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.groups }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        deeds(setting) + [Binding(.back, .leave), Binding(.refresh, .refresh)]
            + ScrolledContent.movement.map { Binding($0, .scroll($1)) }
    }

    /// Of several groups nobody could tell which one is meant.
    private func deeds(_ setting: Setting) -> [Binding<Action>] {
        guard ids.count == 1 else { return [] }
        return GroupDeed.allCases.map { deed in
            Binding(
                deed.command, .perform(deed), name: deed.name, unavailable: deed.refusal(setting),
                waiting: groups == nil ? setting.texts.notThere(problem) : nil)
        }
    }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        ScrolledContent.key(of: pointing).map { .scroll($0) }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .load: return load()
        case .refresh: return load(how: .anew)
        case .loaded(.success(let read)):
            (groups, problem) = (read, "")
            return .none
        case .loaded(.failure(let error)):
            // Deleted from here or elsewhere.
            if groups != nil, ids.count == 1, error.kind == .notFound { return .leave(.changed) }
            problem = error.message[setting.language]
            return groups == nil ? .none : .notice(Notice(.problem, problem))
        case .leave: return .leave
        case .perform(let deed):
            guard let id = ids.first else { return .alert }
            return .read(
                slot: "open",
                { service throws(APIError) in try await deed.screen(id, setting, service) }
            ) { .opened($0) }
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        case .scroll(let key):
            let shown = ScrolledContent(content(setting), in: setting.area)
            return shown.handle(key, &scroll) ? .none : .alert
        }
    }

    private func load(how: Sending = .plain) -> Effect<Action> {
        let ids = ids
        return .read(
            slot: "groups", how: how,
            { service throws(APIError) in
                var read: [Record<Group>] = []
                for id in ids { read.append(try await service.send(ShowGroup(id)).record) }
                return read
            }
        ) { .loaded($0) }
    }

    // MARK: View
    func isIncomplete(_ setting: Setting) -> Bool { groups == nil && problem.isEmpty }

    func content(_ setting: Setting) -> [Block] {
        let texts = setting.texts
        guard let groups else {
            let text = problem.isEmpty ? texts.loading : "! " + problem
            return [.words(Words(text, role: problem.isEmpty ? .dim : .danger))]
        }
        let lines = groups.flatMap { group -> [DetailLine] in
            let items = group.items
            let head = DetailLine(label: "", text: group.text(Group.name), role: .heading)
            let count = DetailLine(label: "", text: texts.counted(items.count, group.memberKind))
            let named = items.prefix(Self.mostNamed).map { line($0.texts) }
            let left = items.count - named.count
            let more = left > 0 ? [DetailLine(label: "", text: texts.andMore("…", left), role: .dim)] : []
            return (isAlone ? [] : [head]) + [count] + named + more + [DetailLine(label: "", text: "")]
        }
        // By another name by now.
        let name = isAlone ? groups.first?.text(Group.name) ?? subject : subject
        return [.title("\(isAlone ? texts.groupLabel : texts.groups) · \(name)"), .facts(Facts(lines))]
    }

    /// One that is in it: a customer or a product, by code and name.
    private func line(_ texts: [String: String]) -> DetailLine {
        let debtor = Record<Debtor>(texts)
        let code = [debtor.text(Debtor.code), texts[Product.code.name] ?? ""].first { !$0.isEmpty } ?? ""
        let name = [Debtor.ownName(of: debtor), texts[Product.name.name] ?? ""].first { !$0.isEmpty } ?? ""
        // Facts without a text are left out.
        return DetailLine(label: code.isEmpty ? " " : code, text: name.isEmpty ? "–" : name)
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        ScrolledContent(content(setting), in: area).draw(from: scroll, on: &canvas)
    }
}
