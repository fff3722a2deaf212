import BillingAPI
import Widgets

/// What is known of the reading of a list's rows, beside the rows.
struct ListReading: Sendable {
    /// Staff go to the last row, which is not known before all are counted.
    var wantsLast = false
    /// The row that staff have moved to, beyond those that are known so far: the cursor goes there with them.
    var target: Int?
    /// The rows are being counted, and must be again, since they have changed meanwhile.
    var isCounting = false
    var countsAgain = false
    /// Rows are being read that nobody sees yet.
    var readsAhead = false
    /// Rows are being read.
    var isUnderWay = false
    /// The data may have changed, so that a counted total must be counted again.
    var totalIsOld = false
    /// They have, since the rows were asked for that are being read.
    var hasChangedMeanwhile = false
    /// How often the data have changed, how often they had when rows were asked for last, and when those were that are
    /// there.
    var changes = 0
    var changesAsked = 0
    var changesRead = 0
    /// How often a system elsewhere was looked through further since somebody last moved.
    var looks = 0
}

/// How the rows of a list are asked for, counted and kept.
extension ListScreen {
    /// What the list is filtered by.
    var wanted: RowFilter { asked.filter }

    mutating func restart(_ height: Int, _ setting: Setting, how: Sending = .plain) -> Effect<Action> {
        // That nothing matches what is being typed is not what was understood.
        let isNone = isTyping && state.rows.isEmpty && answered?.order == order && answered?.state.rows.isEmpty == false
        if state.hasAnswer, !isNone {
            answered = AnsweredRows(state: state, filter: shown, order: order, changes: reading.changesRead)
        }
        let letting = letGoOfRange(setting)
        state.restart()
        (reading.wantsLast, reading.target, reading.looks) = (false, nil, 0)
        (reading.isCounting, reading.countsAgain) = (false, false)
        // The matches of another term are of no use to anybody.
        return letting + .stop(slot: "count") + reload(height, how: how, inView: asksForView(setting))
    }

    /// A page is found sooner the fewer rows it needs: our own engine is asked for those in view, and for the next ones when
    /// somebody moves. Another system counts its requests.
    func asksForView(_ setting: Setting) -> Bool { !setting.backend.isElsewhere && !state.hasAnswer }

    mutating func reload(_ height: Int, how: Sending = .plain, inView: Bool = false) -> Effect<Action> {
        let window = inView ? (offset: state.top, limit: height) : state.window(height: height)
        return ask(offset: window.offset, limit: window.limit, how: how)
    }

    /// A system elsewhere takes its time: until it answers, the rows that were seen before and match are shown.
    func askMemory(_ height: Int) -> Effect<Action> {
        guard state.readAt != nil, !wanted.isEmpty else { return .stop(slot: Self.memory) }
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

    mutating func recall(
        _ result: Result<Page<Row>, APIError>, _ request: ListRequest, _ height: Int
    ) -> Effect<Action> {
        // Nothing that was seen says anything against the answer that is still to come.
        guard case .success(let seen) = result, !state.hasAnswer, request.isFiltered(by: wanted) else { return .none }
        shown = wanted
        state.standIn(seen, height: height)
        forgetDrawn()
        return .none
    }

    mutating func forgetDrawn() {
        drawn = Array(repeating: nil, count: state.rows.count)
        drawnTitles = []
    }

    /// Rows that were in view only between two pictures are not made.
    mutating func willBeShown(_ setting: Setting) {
        let height = rowsHeight(setting.area)
        let wanted = chosenColumns(setting)
        if wanted != drawnColumns { forgetDrawn() }
        drawnColumns = wanted
        let first = state.top - state.offset
        let missing = (first..<(first + height)).clamped(to: drawn.indices).filter { drawn[$0] == nil }
        guard !missing.isEmpty || drawnTitles.isEmpty else { return }
        let columns = columns(setting)
        if drawnTitles.isEmpty { drawnTitles = tableColumns(columns, setting.texts) }
        for position in missing { drawn[position] = tableRow(state.rows[position], columns, setting) }
    }

    func tableRow(_ row: Row, _ columns: [ListColumn<Row>], _ setting: Setting) -> TableRow {
        source.tableRow(row, columns, setting.texts, today: setting.today)
    }

    mutating func fetchMissing(_ height: Int, after answered: ListRequest? = nil) -> Effect<Action> {
        guard let window = state.missing(height: height) else { return .none }
        // A system that gives fewer rows than it counts is not asked the same again at once, and for ever.
        if let answered, window == (answered.offset, answered.limit) { return .none }
        return ask(offset: window.offset, limit: window.limit)
    }

    mutating func fetchAhead(_ height: Int) -> Effect<Action> {
        guard !reading.readsAhead, let window = state.ahead(height: height) else { return .none }
        let asked = ask(offset: window.offset, limit: window.limit)
        reading.readsAhead = true
        return asked
    }

    private mutating func ask(offset: Int, limit: Int, how: Sending = .plain) -> Effect<Action> {
        // It takes the place of what was asked for before.
        (reading.isUnderWay, reading.readsAhead) = (true, false)
        reading.hasChangedMeanwhile = false
        reading.changesAsked = reading.changes
        let request = request(offset: offset, limit: limit)
        return .read(
            slot: "rows", how: how,
            { [source] service throws(APIError) in try await source.ask(request, service) }
        ) {
            .answered(request, $0)
        }
    }

    mutating func take(
        _ result: Result<Page<Row>, APIError>, _ request: ListRequest, _ height: Int, _ setting: Setting
    ) -> Effect<Action> {
        let wasAhead = reading.readsAhead
        reading.readsAhead = false
        reading.isUnderWay = false
        let isOld = reading.hasChangedMeanwhile
        reading.hasChangedMeanwhile = false
        guard case .success(let window) = result else {
            if case .failure(let error) = result { problem = error.message[setting.language] }
            reading.target = nil
            return .none
        }
        problem = nil
        if let held = hold(window, request, height, setting) { return held }
        reading.changesRead = reading.changesAsked
        shown = request.isFiltered(by: wanted) ? wanted : shown
        state.take(window, limit: request.limit, height: height, id: source.id)
        let moved = followAnchor(setting)
        forgetDrawn()
        let follow = moved + follow(request, height, setting)
        if state.isLooking { return follow + lookOn(request) }
        let counting = follow + countIfNeeded(window, request, wasAhead: wasAhead)
        return isOld ? counting + readAgain(height) : counting
    }

    private mutating func follow(_ request: ListRequest, _ height: Int, _ setting: Setting) -> Effect<Action> {
        guard let target = reading.target else {
            return fetchMissing(height, after: request) + readDetail(setting, again: true)
        }
        return move(to: target, height, setting)
    }

    private mutating func countIfNeeded(
        _ window: Page<Row>, _ request: ListRequest, wasAhead: Bool
    ) -> Effect<Action> {
        let isOld = reading.totalIsOld && window.total == nil
        reading.totalIsOld = false
        // Where many write, a count that each of them began anew would never end.
        guard !reading.isCounting else {
            reading.countsAgain = reading.countsAgain || isOld
            return .none
        }
        // What could not be counted is not counted again by moving down.
        let isUncounted = state.total == nil && state.atLeast == 0 && !wasAhead
        return isUncounted || isOld ? count(request, atMost: Self.mostCounted) : .none
    }

    /// Until the rows suffice, as far as that costs a system elsewhere only a few requests: going down looks on.
    private mutating func lookOn(_ request: ListRequest) -> Effect<Action> {
        guard state.rows.count < request.limit, reading.looks < Self.mostLooks, !reading.isUnderWay else {
            return .none
        }
        reading.looks += 1
        return ask(offset: request.offset, limit: request.limit)
    }

    private static var mostLooks: Int { 10 }

    /// Whatever is in view, and what was counted of it.
    mutating func readAgain(_ height: Int) -> Effect<Action> {
        reading.changes += 1
        // An answer that is on its way comes first: where many write, nothing would ever be shown otherwise.
        if reading.isUnderWay {
            reading.hasChangedMeanwhile = true
            return .none
        }
        reading.totalIsOld = true
        return reload(height)
    }

    mutating func replace(at position: Int, by row: Row) {
        state.replace(at: position, by: row)
        drawn[position] = nil
        drawnTitles = []
    }

    /// More matches than this need no exact number; whoever goes to the last one has them counted to the end.
    private static var mostCounted: Int { 1000 }

    mutating func takeCount(
        _ result: Result<Int?, APIError>, _ request: ListRequest, _ height: Int, _ setting: Setting
    ) -> Effect<Action> {
        let again = reading.countsAgain
        (reading.isCounting, reading.countsAgain) = (false, false)
        switch result {
        case .success(let total?):
            state.counted(total, most: request.mostCounted, height: height)
            let isLast = reading.wantsLast && state.total != nil
            let follow = isLast ? move(.last, height, setting) : fetchMissing(height)
            return again ? follow + countAnew() : follow
        case .success(nil): return .none
        case .failure(let error):
            reading.wantsLast = false
            return .notice(Notice(.problem, setting.texts.notCounted(error.message[setting.language])))
        }
    }

    func request(offset: Int, limit: Int) -> ListRequest {
        // An unfiltered total costs nothing; a filtered one is counted after the first rows are on screen.
        ListRequest(
            offset: offset, limit: limit, sort: all[order.column].sortKey ?? "", ascending: order.ascending,
            filter: wanted.words, countsAll: wanted.isEmpty, conditions: wanted.conditions, thenBy: thenBy)
    }

    /// As far as that is worth it.
    mutating func countAnew() -> Effect<Action> {
        count(request(offset: 0, limit: 1), atMost: reading.wantsLast ? nil : Self.mostCounted)
    }

    mutating func count(_ request: ListRequest, atMost most: Int?) -> Effect<Action> {
        var counting = request
        counting.offset = 0
        counting.limit = 1
        counting.countsAll = true
        counting.mostCounted = most
        reading.isCounting = true
        let wanted = counting
        return .read(
            slot: "count", { [source] service throws(APIError) in try await source.ask(wanted, service).total }
        ) { .counted(wanted, $0) }
    }
}
