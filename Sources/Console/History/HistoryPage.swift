import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Who changed what in one record, when and why, the newest first: read from the journal as far as staff go back.
struct HistoryPage: Screen {
    // MARK: State
    let kind: RecordKind
    let identifier: Int?
    /// The record as staff know it.
    let subject: String
    /// The one that is asked about; nil where all are.
    let field: FieldDeclaration?
    /// Those that are shown, the newest first.
    private(set) var entries: [HistoryEntry] = []
    /// The names behind numbers.
    private(set) var names = ReferenceNames()
    /// The last one that was read, whether it is shown or not.
    private(set) var last: Int?
    /// How many were read.
    private(set) var count = 0
    private(set) var isAll = false
    private(set) var isReading = false
    private(set) var problem = ""
    private(set) var scroll = ScrollState()
    /// How often it was read since the last key: not for ever, where a field is seldom changed.
    private var readsInARow = 0

    init(of kind: RecordKind, _ identifier: Int?, _ subject: String, field: FieldDeclaration? = nil) {
        self.kind = kind
        self.identifier = identifier
        self.subject = subject
        self.field = field
    }

    /// Why there is nothing to show; nil where there is.
    static func refusal(_ setting: Setting) -> String? { setting.history == nil ? setting.texts.noHistory : nil }

    /// How many are read at once.
    static var pageSize: Int { 50 }
    private static var mostReadsInARow: Int { 20 }

    // MARK: Actions
    enum Action: Sendable {
        case load, refresh, leave
        case scroll(Key)
        case read(after: Int?, Result<Part, APIError>)
    }

    /// What is read at once, with the names that belong to it.
    struct Part: Sendable {
        var entries: [HistoryEntry]
        /// Fewer than were asked for are all that there are.
        var isLast: Bool
        var names: ReferenceNames
    }

    /// From a form no key leads elsewhere.
    var presentation: Presentation { field == nil ? .page : .form }
    var started: Action? { .load }
    var refreshed: Action? { .load }
    func changed(_ records: Set<ChangedRecord>) -> Action? {
        let isConcerned = records.contains { $0.kind == kind && (identifier.map($0.mayBe) ?? false) }
        return isConcerned ? .load : nil
    }
    func title(_ setting: Setting) -> String { setting.texts.historyTitle }

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
        case .load, .refresh:
            readsInARow = 0
            return ask(after: nil, setting)
        case .leave: return .leave
        case .scroll(let key):
            readsInARow = 0
            let hasMoved = view(setting.area, setting).handle(key, &scroll)
            let more = readOn(setting)
            return hasMoved || isReading ? more : more + .alert
        case .read(let cursor, .success(let part)):
            isReading = false
            take(part, after: cursor)
            return readOn(setting)
        case .read(_, .failure(let error)):
            isReading = false
            problem = error.message[setting.language]
            return .none
        }
    }

    private mutating func ask(after cursor: Int?, _ setting: Setting) -> Effect<Action> {
        guard let history = setting.history?.journal, let ref = RecordRef(setting.system, kind, identifier) else {
            problem = setting.texts.noHistory
            return .none
        }
        isReading = true
        problem = ""
        readsInARow += 1
        let (known, limit, group) = (names, Self.pageSize, kind == .group ? identifier : nil)
        return .read(
            slot: "history",
            { service throws(APIError) in
                let entries = try await history.history(of: ref, before: cursor, limit: limit)
                var names = await known.completed(for: entries.flatMap(\.told).compactMap(\.field), by: service)
                if let group {
                    names = await names.completed(forGroup: group, in: entries.flatMap(\.changes), by: service)
                }
                return Part(entries: entries, isLast: entries.count < limit, names: names)
            }
        ) { .read(after: cursor, $0) }
    }

    private mutating func take(_ part: Part, after cursor: Int?) {
        // An answer that does not follow on what stands here is that of an older question.
        guard cursor == nil || cursor == last else { return }
        if cursor == nil { (entries, count) = ([], 0) }
        entries += part.entries.filter { entry in field.map { entry.concerns($0) } ?? true }
        count += part.entries.count
        last = part.entries.last?.id ?? last
        names = part.names
        isAll = part.isLast
    }

    /// What comes next is read as soon as its place is nearly in view.
    private mutating func readOn(_ setting: Setting) -> Effect<Action> {
        guard !isAll, !isReading, readsInARow < Self.mostReadsInARow, let last else { return .none }
        return view(setting.area, setting).ends(within: 1, of: scroll) ? ask(after: last, setting) : .none
    }

    // MARK: View
    func isIncomplete(_ setting: Setting) -> Bool { isReading && entries.isEmpty }

    private func view(_ area: Rect, _ setting: Setting) -> ScrolledContent {
        ScrolledContent(content(setting), in: area)
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        view(area, setting).draw(from: scroll, on: &canvas)
    }

    func position(_ setting: Setting) -> String {
        entries.isEmpty ? "" : setting.texts.historyCount(entries.count, isAll: isAll)
    }
}

/// What tells who changed what in a system.
public struct SystemHistory: Sendable {
    public var journal: any RecordHistory
    /// Whether it tells of nothing but what was sent from here, by this user: a system elsewhere says by its answers
    /// whether it is one of ours.
    public var isOwn: @Sendable () -> Bool

    public init(_ journal: any RecordHistory, isOwn: @autoclosure @escaping @Sendable () -> Bool) {
        self.journal = journal
        self.isOwn = isOwn
    }
}
