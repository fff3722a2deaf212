import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// The groups that a record is in, each with all that are in it, to be read.
struct GroupPage: Screen {
    // MARK: State
    let ids: [Int]
    /// The record as staff know it.
    let subject: String
    private(set) var groups: [Record<Group>]?
    private(set) var problem = ""
    private(set) var scroll = ScrollState()

    init(_ ids: [Int], of subject: String) {
        self.ids = ids
        self.subject = subject
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
    }

    var record: String? { "groups \(ids.map(String.init).joined(separator: ","))" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func changed(_ records: Set<ChangedRecord>) -> Action? { records.contains { $0.kind == .group } ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.groups }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [Binding(.back, .leave), Binding(.refresh, .refresh)]
            + ScrolledContent.movement.map { Binding($0, .scroll($1)) }
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
            problem = error.message[setting.language]
            return groups == nil ? .none : .notice(Notice(.problem, problem))
        case .leave: return .leave
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
    func content(_ setting: Setting) -> [Block] {
        let texts = setting.texts
        guard let groups else {
            let text = problem.isEmpty ? texts.loading : "! " + problem
            return [.words(Words(text, role: problem.isEmpty ? .dim : .danger))]
        }
        let lines = groups.flatMap { group -> [DetailLine] in
            let items = group.items
            let kind = texts.shown(group.text(Group.type), Group.type.declaration.kind)
            let head = DetailLine(label: "", text: group.text(Group.name), role: .heading)
            let count = DetailLine(label: "", text: "\(items.count) \(kind)")
            let named = items.prefix(Self.mostNamed).map { line($0.texts) }
            return [head, count] + named + [DetailLine(label: "", text: "")]
        }
        return [.title("\(texts.groups) · \(subject)"), .facts(Facts(lines))]
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
