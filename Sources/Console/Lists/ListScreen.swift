import BillingAPI
import BillingModel
import Foundation
import TerminalCore
import Widgets

/// A list of one kind of record: sorted, filtered while typing, with a detail pane where there is room.
struct ListScreen<Source: Desk>: Screen {
    // MARK: State
    typealias Row = Source.Row

    let source: Source
    private(set) var state = ListState<Row>()
    /// The known rows as they are drawn: made when they come into view, since every key press draws them again.
    private(set) var drawn: [TableRow?] = []
    private(set) var sortColumn: Int
    private(set) var ascending = true
    private(set) var filter = TextInput()
    private(set) var isTyping = false
    /// What the filter looks for.
    var term: String { SearchTerm.of(filter.text) }
    /// The term the visible rows belong to; hits are highlighted by it.
    private(set) var shownFilter = ""
    private(set) var detail: (id: Int, lines: [DetailLine])?
    /// Why the details of a record are not there.
    private(set) var detailProblem: (id: Int, sentence: String)?
    private(set) var problem: String?
    private var wantsLast = false
    /// Rows are being read that nobody sees yet.
    private var readsAhead = false
    /// Rows are being read.
    private(set) var isReading = false
    /// The data may have changed, so that a counted total must be counted again.
    private var totalIsOld = false
    /// They have, since the rows were asked for that are being read.
    private var hasChangedMeanwhile = false

    init(_ source: Source) {
        self.source = source
        sortColumn = source.columns.firstIndex { $0.sortKey != nil } ?? 0
    }

    /// The width at which the pane beside the list begins to be worth its columns.
    static var paneWidth: Int { 132 }

    // MARK: Actions
    enum Action: Sendable {
        case start, resized
        case move(Command)
        case entered(Entry)
        /// To a row, by its index in the whole list.
        case mark(Int)
        case filter, sort, reverseSort, refresh, copy, export, back
        case exported(ListExport<Source>.State)
        case perform(Command)
        case answered(ListRequest, Result<Page<Row>, APIError>)
        /// What was seen before of rows that were asked for.
        case recalled(ListRequest, Result<Page<Row>, APIError>)
        case counted(ListRequest, Result<Int?, APIError>)
        case changed(Set<ChangedRecord>)
        case reread(Int, Result<Row, APIError>)
        case detailed(Int, Result<[DetailLine], APIError>)
        case opened(Result<AnyScreen, APIError>)
    }

    var started: Action? { .start }
    var refreshed: Action? { .start }
    func changed(_ records: Set<ChangedRecord>) -> Action? {
        records.contains(where: concerns) ? .changed(records) : nil
    }
    var resized: Action? { .resized }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .start : nil }
    func title(_ setting: Setting) -> String { setting.texts.tab(source.tab) }

    func focus(_ setting: Setting) -> Focus { isTyping ? .line : .commands }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func legend(_ setting: Setting) -> [LegendItem] { source.legend(setting.texts) }

    func position(_ setting: Setting) -> String {
        guard state.hasAnswer || !state.rows.isEmpty else { return "" }
        guard !state.rows.isEmpty else {
            return setting.texts.position("0/0", readAt: state.readAt, setting.today)
        }
        let place = "\(state.cursor + 1)/\(state.shownTotal)"
        return setting.texts.position(
            state.standIns == nil ? place : setting.texts.seenSoFar(place), readAt: state.readAt, setting.today)
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        let height = rowsHeight(setting.area)
        defer { makeShownRows(height, setting) }
        return change(action, height, setting)
    }

    private mutating func change(_ action: Action, _ height: Int, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .start, .refresh:
            totalIsOld = true
            if case .refresh = action { return reload(height, how: .anew) }
            return reload(height)
        case .resized: return resize(height, setting)
        case .move(let command): return move(command, height, setting)
        case .mark(let index): return move(to: index, height, setting)
        case .entered(let entry): return type(entry, height, setting)
        case .filter:
            isTyping = true
            return .none
        case .sort, .reverseSort: return changeOrder(action, height)
        case .copy: return state.selected.map { .open(copying($0, setting)) } ?? .none
        case .export: return export(setting)
        case .exported(let state): return exported(state, setting)
        case .back: return back(height)
        case .perform(let command): return perform(command, setting)
        case .recalled(let request, let result): return recall(result, request, height)
        case .answered(let request, let result): return take(result, request, height, setting)
        case .counted(let request, let result):
            return request.filter == term ? takeCount(result, request, height, setting) : .none
        case .changed(let records): return take(records, height, setting)
        case .reread(let id, let result): return take(result, of: id, height, setting)
        case .detailed(let id, let result):
            // The cursor may have gone back to the record whose details are still there.
            guard state.selected.map(source.id) == id else { return .none }
            switch result {
            case .success(let lines): (detail, detailProblem) = ((id, lines), nil)
            case .failure(let error): (detail, detailProblem) = (nil, (id, error.message[setting.language]))
            }
            return .none
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    private mutating func move(_ command: Command, _ height: Int, _ setting: Setting) -> Effect<Action> {
        wantsLast = false
        let target =
            switch command {
            case .up: state.cursor - 1
            case .down: state.cursor + 1
            case .pageUp: state.cursor - max(1, height - 1)
            case .pageDown: state.cursor + max(1, height - 1)
            case .first: 0
            default: state.lastIndex
            }
        // The last row of an uncounted list is not known yet; the count brings the cursor there.
        if command == .last, state.total == nil, state.standIns == nil {
            wantsLast = true
            return count(request(offset: 0, limit: 1), atMost: nil)
        }
        return move(to: target, height, setting)
    }

    private mutating func move(to index: Int, _ height: Int, _ setting: Setting) -> Effect<Action> {
        wantsLast = false
        state.move(to: index, height: height, id: source.id)
        // Among rows that stand in for the answer nothing is asked before it is there.
        guard state.standIns == nil || problem != nil else { return .none }
        return fetchMissing(height) + fetchAhead(height) + readDetail(setting)
    }

    /// Only rows that came into view are asked for, and the pane that did; where an answer is awaited, it does that.
    private mutating func resize(_ height: Int, _ setting: Setting) -> Effect<Action> {
        state.reveal(height: height)
        guard state.hasAnswer else { return .none }
        return fetchMissing(height) + readDetail(setting)
    }

    private mutating func type(_ entry: Entry, _ height: Int, _ setting: Setting) -> Effect<Action> {
        let before = term
        var said = Effect<Action>.none
        switch entry {
        case .key(.enter):
            isTyping = false
            return .none
        case .key(let key): if !filter.handle(key) { return .alert }
        case .paste(let text): said = .pasted(left: filter.paste(text), setting)
        }
        guard term != before else { return said }
        return restart(height, how: .betweenKeys) + askMemory(height) + said
    }

    private mutating func back(_ height: Int) -> Effect<Action> {
        let hadTerm = !term.isEmpty
        guard isTyping || !filter.text.isEmpty else { return .end(.quit) }
        isTyping = false
        filter = TextInput()
        return hadTerm ? restart(height) : .none
    }

    private mutating func changeOrder(_ action: Action, _ height: Int) -> Effect<Action> {
        if case .reverseSort = action {
            ascending.toggle()
        } else {
            let sortable = source.columns.indices.filter { source.columns[$0].sortKey != nil }
            sortColumn = sortable.first { $0 > sortColumn } ?? sortable.first ?? 0
            ascending = true
        }
        return restart(height)
    }

    private mutating func restart(_ height: Int, how: Sending = .plain) -> Effect<Action> {
        state.restart()
        wantsLast = false
        // The matches of another term are of no use to anybody.
        return .stop(slot: "count") + reload(height, how: how)
    }

    mutating func reload(_ height: Int, how: Sending = .plain) -> Effect<Action> {
        let window = state.window(height: height)
        return ask(offset: window.offset, limit: window.limit, how: how)
    }

    /// A system elsewhere takes its time: until it answers, the rows that were seen before and match are shown.
    private func askMemory(_ height: Int) -> Effect<Action> {
        guard state.readAt != nil, !term.isEmpty else { return .stop(slot: Self.memory) }
        let window = state.window(height: height)
        let request = request(offset: window.offset, limit: window.limit)
        return .read(
            slot: Self.memory, how: .onlySeen,
            { [source] service throws(APIError) in try await source.ask(request, service) }
        ) {
            .recalled(request, $0)
        }
    }

    private static var memory: String { "memory" }

    private mutating func recall(
        _ result: Result<Page<Row>, APIError>, _ request: ListRequest, _ height: Int
    ) -> Effect<Action> {
        // Nothing that was seen says anything against the answer that is still to come.
        guard case .success(let seen) = result, !state.hasAnswer, request.filter == term else { return .none }
        shownFilter = term
        state.standIn(seen, height: height)
        forgetDrawn()
        return .none
    }

    private mutating func forgetDrawn() { drawn = Array(repeating: nil, count: state.rows.count) }

    private mutating func makeShownRows(_ height: Int, _ setting: Setting) {
        let first = state.top - state.offset
        for position in (first..<(first + height)).clamped(to: drawn.indices) where drawn[position] == nil {
            drawn[position] = tableRow(state.rows[position], setting)
        }
    }

    func tableRow(_ row: Row, _ setting: Setting) -> TableRow {
        source.tableRow(row, source.columns, setting.texts, today: setting.today)
    }

    private mutating func fetchMissing(_ height: Int, after answered: ListRequest? = nil) -> Effect<Action> {
        guard let window = state.missing(height: height) else { return .none }
        // A system that gives fewer rows than it counts is not asked the same again at once, and for ever.
        if let answered, window == (answered.offset, answered.limit) { return .none }
        return ask(offset: window.offset, limit: window.limit)
    }

    private mutating func fetchAhead(_ height: Int) -> Effect<Action> {
        guard !readsAhead, let window = state.ahead(height: height) else { return .none }
        readsAhead = true
        return ask(offset: window.offset, limit: window.limit)
    }

    private mutating func ask(offset: Int, limit: Int, how: Sending = .plain) -> Effect<Action> {
        isReading = true
        hasChangedMeanwhile = false
        let request = request(offset: offset, limit: limit)
        return .read(
            slot: "rows", how: how,
            { [source] service throws(APIError) in try await source.ask(request, service) }
        ) {
            .answered(request, $0)
        }
    }

    private mutating func take(
        _ result: Result<Page<Row>, APIError>, _ request: ListRequest, _ height: Int, _ setting: Setting
    ) -> Effect<Action> {
        readsAhead = false
        isReading = false
        let isOld = hasChangedMeanwhile
        hasChangedMeanwhile = false
        guard case .success(let window) = result else {
            if case .failure(let error) = result { problem = error.message[setting.language] }
            return .none
        }
        problem = nil
        shownFilter = request.filter
        state.take(window, limit: request.limit, height: height, id: source.id)
        forgetDrawn()
        let follow = fetchMissing(height, after: request) + readDetail(setting, again: true)
        let isUncounted = state.total == nil && state.atLeast == 0
        let mustCount = isUncounted || (totalIsOld && window.total == nil)
        totalIsOld = false
        let counting = mustCount ? follow + count(request, atMost: Self.mostCounted) : follow
        return isOld ? counting + readAgain(height) : counting
    }

    /// Whatever is in view, and what was counted of it.
    mutating func readAgain(_ height: Int) -> Effect<Action> {
        // An answer that is on its way comes first: where many write, nothing would ever be shown otherwise.
        if isReading {
            hasChangedMeanwhile = true
            return .none
        }
        totalIsOld = true
        return reload(height)
    }

    mutating func replace(at position: Int, by row: Row) {
        state.replace(at: position, by: row)
        drawn[position] = nil
    }

    mutating func show(_ lines: [DetailLine], of id: Int) { (detail, detailProblem) = ((id, lines), nil) }

    /// More matches than this need no exact number; whoever goes to the last one has them counted to the end.
    private static var mostCounted: Int { 1000 }

    private mutating func takeCount(
        _ result: Result<Int?, APIError>, _ request: ListRequest, _ height: Int, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .success(let total?):
            state.counted(total, most: request.mostCounted, height: height)
            return wantsLast && state.total != nil ? move(.last, height, setting) : .none
        case .success(nil): return .none
        case .failure(let error):
            wantsLast = false
            return .notice(Notice(.problem, setting.texts.notCounted(error.message[setting.language])))
        }
    }

    private func request(offset: Int, limit: Int) -> ListRequest {
        // An unfiltered total costs nothing; a filtered one is counted after the first rows are on screen.
        ListRequest(
            offset: offset, limit: limit, sort: source.columns[sortColumn].sortKey ?? "", ascending: ascending,
            filter: term, countsAll: term.isEmpty)
    }

    private func count(_ request: ListRequest, atMost most: Int?) -> Effect<Action> {
        var counting = request
        counting.offset = 0
        counting.limit = 1
        counting.countsAll = true
        counting.mostCounted = most
        let wanted = counting
        return .read(
            slot: "count", { [source] service throws(APIError) in try await source.ask(wanted, service).total }
        ) { .counted(wanted, $0) }
    }

    /// The pane keeps what it shows until the answer is there.
    func readDetail(_ setting: Setting, again: Bool = false) -> Effect<Action> {
        guard setting.area.width >= Self.paneWidth, let row = state.selected else { return .none }
        let id = source.id(of: row)
        guard again || detail?.id != id else { return .none }
        return .read(
            slot: "detail", how: .betweenKeys,
            { [source] service throws(APIError) in
                source.pane(try await source.read(row, service), setting.texts)
            }
        ) { .detailed(id, $0) }
    }

    private func perform(_ command: Command, _ setting: Setting) -> Effect<Action> {
        // The record is fixed here: rows that move while the screen is being opened change nothing.
        let row = state.hasAnswer ? state.selected : nil
        guard let line = source.command(command) else { return .none }
        return .read(
            slot: "open",
            { [source] service throws(APIError) in try await line.screen(for: row, at: source, setting, service) }
        ) { .opened($0) }
    }

    private func rowsHeight(_ area: Rect) -> Int { max(1, area.height - 2) }
}
