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
    /// Every column that there is, those that the list shows by itself first.
    let all: [ListColumn<Row>]
    /// The columns of the view that was chosen; nil for those that are kept, or those of the list.
    var chosen: [ChosenColumn]?
    var state = ListState<Row>()
    /// The known rows as they are drawn: made when they come into view, since every key press draws them again.
    var drawn: [TableRow?] = []
    /// The columns of these, and what stands above them.
    var drawnColumns: [ChosenColumn]?
    var drawnTitles: [TableColumn] = []
    var order: ListOrder
    var marks = ListMarks()
    var filter = TextInput()
    var isTyping = false
    /// What was typed, as it was understood.
    var asked = FilterReading()
    /// What the visible rows belong to; hits are highlighted by it.
    var shown = RowFilter()
    /// The last rows that were an answer, before others were asked for.
    var answered: AnsweredRows<Row>?
    var pane = ListPane()
    var problem: String?
    var reading = ListReading()

    init(_ source: Source) {
        self.source = source
        all = source.columns + source.moreColumns
        order = ListOrder(column: all.firstIndex { $0.sortKey != nil } ?? 0)
    }

    // MARK: Actions
    enum Action: Sendable {
        case start, resized
        case move(Command)
        case entered(Entry)
        /// To a row, by its index in the whole list.
        case mark(Int)
        case marking(Marking)
        case ranged(Result<CollectedRows, APIError>)
        case chose(ListChoice)
        case filter, filters, columns, sort, reverseSort, refresh, copy, export, back
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
    func returned(_ result: ScreenResult) -> Action? {
        switch result {
        case .changed: .start
        case .chose(let choice): .chose(choice)
        default: nil
        }
    }
    func title(_ setting: Setting) -> String { setting.texts.tab(source.tab) }

    func focus(_ setting: Setting) -> Focus { isTyping ? .line : .commands }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func legend(_ setting: Setting) -> [LegendItem] { showsSigns(setting) ? source.legend(setting.texts) : [] }

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
        switch action {
        case .start, .refresh:
            reading.totalIsOld = true
            reading.changes += 1
            if case .refresh = action { return reload(height, how: .anew) }
            return reload(height, inView: asksForView(setting))
        case .resized: return resize(height, setting)
        case .move(let command): return move(command, height, setting)
        case .mark(let index): return move(to: index, height, setting)
        case .marking(let marking): return reading.target == nil ? mark(marking, height, setting) : .alert
        case .ranged(let result): return take(marked: result, setting)
        case .entered(let entry): return type(entry, height, setting)
        case .filter:
            isTyping = true
            return .none
        case .filters: return .open(ViewsDialog(source, now: view))
        case .columns: return .open(choosingColumns(setting))
        case .sort: return .open(sorting(setting))
        case .reverseSort:
            order.turn()
            return restart(height, setting)
        case .chose(let choice): return take(choice, height, setting)
        case .copy: return state.selected.map { .open(copying($0, setting)) } ?? .none
        case .export: return export(setting)
        case .exported(let state): return exported(state, setting)
        case .back: return back(height, setting)
        case .perform(let command): return perform(command, setting)
        case .recalled(let request, let result): return recall(result, request, height)
        case .answered(let request, let result): return take(result, request, height, setting)
        case .counted(let request, let result):
            return request.isFiltered(by: wanted) ? takeCount(result, request, height, setting) : .none
        case .changed(let records): return take(records, height, setting)
        case .reread(let id, let result): return take(result, of: id, height, setting)
        case .detailed(let id, let result):
            // The cursor may have gone back to the record whose details are still there.
            if state.selected.map(source.id) == id { pane.take(result, of: id, setting) }
            return .none
        case .opened(.success(let screen)): return .open(screen)
        case .opened(.failure(let error)): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    mutating func move(_ command: Command, _ height: Int, _ setting: Setting) -> Effect<Action> {
        reading.wantsLast = false
        let place = reading.target ?? state.cursor
        let target =
            switch command {
            case .up: place - 1
            case .down: place + 1
            case .pageUp: place - max(1, height - 1)
            case .pageDown: place + max(1, height - 1)
            case .first: 0
            default: state.lastIndex
            }
        // The last row of an uncounted list is not known yet; the count brings the cursor there.
        if command == .last, state.total == nil, state.standIns == nil {
            reading.wantsLast = true
            return count(request(offset: 0, limit: 1), atMost: nil)
        }
        return move(to: target, height, setting)
    }

    mutating func move(to index: Int, _ height: Int, _ setting: Setting) -> Effect<Action> {
        (reading.wantsLast, reading.looks) = (false, 0)
        // How many more there are is not known yet: the keys are not lost.
        let mayBeMore = state.total == nil && state.standIns == nil && !state.isLooking && problem == nil
        reading.target = mayBeMore && index > state.lastIndex ? index : nil
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

    private func perform(_ command: Command, _ setting: Setting) -> Effect<Action> {
        if command == .beside, marks.ids.count == 2 {
            return .open(BesidePage(DebtorPage(marks.ids[0]), DebtorPage(marks.ids[1]), setting))
        }
        // The record is fixed here: rows that move while the screen is being opened change nothing.
        let row = state.hasAnswer && reading.target == nil ? state.selected : nil
        guard let line = source.command(command) else { return .none }
        return .read(
            slot: "open",
            { [source] service throws(APIError) in try await line.screen(for: row, at: source, setting, service) }
        ) { .opened($0) }
    }

    func rowsHeight(_ area: Rect) -> Int { max(1, area.height - 2) }
}
