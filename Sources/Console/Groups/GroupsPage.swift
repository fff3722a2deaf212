import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// The groups of customers and those of products, each with how many are in it.
struct GroupsPage: Screen {
    // MARK: State
    /// Whose groups are in view.
    private(set) var type = GroupType.debtor
    private(set) var groups: [GroupType: [Record<Group>]] = [:]
    private(set) var cursors: [GroupType: Int] = [:]
    private(set) var problem = ""

    static let types: [GroupType] = [.debtor, .product]

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh, leave, open, add
        case move(Command)
        case mark(Int)
        case turn(Int)
        case perform(GroupDeed)
        case loaded(GroupType, Result<[Record<Group>], APIError>)
        case opened(Result<AnyScreen, APIError>)
    }

    var record: String? { "groups" }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .load : nil }
    func title(_ setting: Setting) -> String { setting.texts.groups }

    /// Who is in a group is changed from both sides.
    func changed(_ records: Set<ChangedRecord>) -> Action? {
        records.contains { [.group, .debtor, .product].contains($0.kind) } ? .load : nil
    }

    private var rows: [Record<Group>] { groups[type] ?? [] }
    private var cursor: Int { min(cursors[type] ?? 0, max(0, rows.count - 1)) }
    private var selected: Record<Group>? { rows.indices.contains(cursor) ? rows[cursor] : nil }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let texts = setting.texts
        let waiting = groups[type] == nil ? texts.notThere(problem) : nil
        let nothing = selected == nil ? texts.nothingSelected : nil
        let deeds = GroupDeed.allCases.map { deed in
            Binding(
                deed.command, Action.perform(deed), name: deed.name,
                unavailable: deed.refusal(setting) ?? (waiting == nil ? nothing : nil), waiting: waiting)
        }
        let open = Binding(
            .open, Action.open, name: CommandName("Open the group", "Groep openen"),
            unavailable: setting.reasonAgainst(ShowGroup.self) ?? (waiting == nil ? nothing : nil), waiting: waiting)
        let add = Binding(
            .new, Action.add, name: Texts.addsGroup(of: type), unavailable: setting.reasonAgainst(AddGroup.self))
        let others: [Binding<Action>] = [
            Binding(.back, .leave), Binding(.nextSection, .turn(1), name: Texts.turnsGroups),
            Binding(.previousSection, .turn(-1)), Binding(.refresh, .refresh),
        ]
        return [open, add] + deeds + others
            + [Command.up, .down, .pageUp, .pageDown, .first, .last].map { Binding($0, .move($0)) }
    }

    /// The wheel moves the mark, a click puts it where it was done.
    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        if let type = pointing.id.groupType { return type == self.type ? nil : .turn(1) }
        guard let first = pointing.id.firstRow else { return nil }
        switch pointing.deed {
        case .wheelUp: return .move(.up)
        case .wheelDown: return .move(.down)
        case .press: return .mark(first + pointing.cell.y)
        }
    }

    func position(_ setting: Setting) -> String {
        groups[type] == nil ? "" : rows.isEmpty ? "0/0" : "\(cursor + 1)/\(rows.count)"
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .load: return load(.plain)
        case .refresh: return load(.anew)
        case .leave: return .leave
        case .mark(let index):
            guard rows.indices.contains(index) else { return .none }
            cursors[type] = index
        case .move(let command): move(command, page: Self.rowsHeight(setting.area))
        case .turn(let step):
            let place = Self.types.firstIndex(of: type) ?? 0
            type = Self.types[(place + step + Self.types.count) % Self.types.count]
        case .open:
            guard let group = selected, let id = group[Group.identifier] else { return .alert }
            return .open(GroupPage(id, group.text(Group.name)))
        case .add: return .open(FormScreen(GroupPlans.add(type), language: setting.language))
        case .perform(let deed): return perform(deed, setting)
        case .loaded(let type, let result): return take(result, of: type, setting)
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
        return .none
    }

    private func load(_ how: Sending) -> Effect<Action> {
        Self.types.map { type in
            Effect<Action>.read(
                slot: "groups \(type.rawValue)", how: how,
                { service throws(APIError) in try await GroupList(type).all(service) }
            ) { .loaded(type, $0) }
        }.reduce(.none) { $0 + $1 }
    }

    /// The mark stays on its group, wherever that stands by now.
    private mutating func take(
        _ result: Result<[Record<Group>], APIError>, of type: GroupType, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .failure(let error):
            problem = error.message[setting.language]
            return groups[type] == nil ? .none : .notice(Notice(.problem, problem))
        case .success(let read):
            problem = ""
            let old = groups[type] ?? []
            let place = min(cursors[type] ?? 0, old.count - 1)
            let marked = old.indices.contains(place) ? old[place][Group.identifier] : nil
            let sorted = read.sorted { Self.order($0) < Self.order($1) }
            groups[type] = sorted
            if let place = sorted.firstIndex(where: { $0[Group.identifier] == marked }), marked != nil {
                cursors[type] = place
            }
            return .none
        }
    }

    private static func order(_ group: Record<Group>) -> (String, Int) {
        (TextFolding.fold(group.text(Group.name)), group[Group.identifier] ?? 0)
    }

    private mutating func move(_ command: Command, page: Int) {
        let target =
            switch command {
            case .up: cursor - 1
            case .down: cursor + 1
            case .pageUp: cursor - max(1, page - 1)
            case .pageDown: cursor + max(1, page - 1)
            case .first: 0
            default: rows.count - 1
            }
        cursors[type] = min(max(0, target), max(0, rows.count - 1))
    }

    private func perform(_ deed: GroupDeed, _ setting: Setting) -> Effect<Action> {
        guard let id = selected?[Group.identifier] else { return .alert }
        return .read(
            slot: "open",
            { service throws(APIError) in try await deed.screen(id, setting, service) }
        ) { .opened($0) }
    }

    private static func rowsHeight(_ area: Rect) -> Int { max(1, area.height - 3) }

    // MARK: View
    func isIncomplete(_ setting: Setting) -> Bool { groups[type] == nil && problem.isEmpty }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        canvas.fill(area)
        canvas.write(title(setting), at: area.origin, role: .title, limit: area.width)
        drawTabs(in: area.row(1), on: &canvas, texts)
        let body = area.below(2)
        guard groups[type] != nil else {
            let text = problem.isEmpty ? texts.loading : "! " + problem
            for (row, line) in DisplayText.fitted(text, to: max(1, body.width), rows: 3).enumerated() {
                canvas.write(line, at: body.row(row + 1).origin, role: problem.isEmpty ? .dim : .danger)
            }
            return
        }
        let height = Self.rowsHeight(area)
        let top = max(0, min(cursor - height / 2, rows.count - height))
        let shown = rows.dropFirst(top).prefix(height).map { group in
            TableRow(cells: [
                group.text(Group.name), texts.counted(type.memberKind),
                texts.grouped(group[Group.items]?.count ?? 0),
            ])
        }
        TableView(columns: columns(texts), selectedRow: rows.isEmpty ? nil : cursor - top)
            .draw(header: true, rows: shown, in: body, on: &canvas)
        canvas.mark(body.below(1), as: .rows(from: top))
        if rows.isEmpty { canvas.write(texts.noGroups(of: type), at: body.row(2).right(of: 2).origin, role: .dim) }
    }

    private func columns(_ texts: Texts) -> [TableColumn] {
        [
            TableColumn(title: texts.name, minimum: 14, ideal: 30),
            TableColumn(title: texts.groupOf, minimum: 8, ideal: 10, priority: 1),
            TableColumn(title: texts.members, minimum: 7, ideal: 9, alignment: .trailing),
        ]
    }

    private func drawTabs(in area: Rect, on canvas: inout Canvas, _ texts: Texts) {
        canvas.fill(area, with: "─", role: .border)
        var x = area.x + 1
        for type in Self.types {
            let name = Texts.groups(of: type)[texts.language]
            let text = groups[type].map { "\(name) \($0.count)" } ?? name
            let isActive = type == self.type
            let used = canvas.write(
                isActive ? "[\(text)]" : " \(text) ", at: Point(x: x, y: area.y),
                role: isActive ? .tabActive : .heading, limit: area.endX - x)
            canvas.mark(Rect(x: x, y: area.y, width: used, height: 1), as: .groups(of: type))
            x += used
        }
    }
}

extension RegionID {
    fileprivate static func groups(of type: GroupType) -> RegionID {
        RegionID("groups", GroupsPage.types.firstIndex(of: type) ?? 0)
    }

    fileprivate var groupType: GroupType? {
        kind == "groups" && GroupsPage.types.indices.contains(index) ? GroupsPage.types[index] : nil
    }
}
