import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Looks for what a caller says among everything that the open systems hold; each list's answer joins as it comes.
struct FindPage: Screen {
    // MARK: State
    let places: [FindPlace]
    private(set) var input = TextInput("")
    /// By the place's position; of the text before until the answer to this one is there.
    private(set) var found: [Int: FindPlace.Found] = [:]
    private(set) var scroll = ScrollState()
    /// The row that staff have gone to; the first one while they have not.
    private(set) var marked: FoundRecord.ID?
    /// A shorter text that something matches, where nothing matches what was typed.
    private(set) var nearest: String?
    /// Enter was pressed while a better row could still come: the best is opened as soon as none can.
    private(set) var opensBest = false
    /// The customers that were opened last, which stand there before a letter is typed.
    var recents: RecentRows

    init(in places: [FindPlace], recents: [RecentCustomers.Entry] = []) {
        self.places = places
        self.recents = RecentRows(recents, in: places)
    }

    /// What is looked for.
    var term: String { SearchTerm.of(input.text) }
    private var asked: String { nearest ?? term }

    /// Whether every list has answered to what is looked for now.
    var isWhole: Bool { places.indices.allSatisfy { found[$0]?.term == asked } }

    /// Best first, and among equals in the order of the places. Answers to an earlier text are none.
    var rows: [FoundRecord] {
        if term.isEmpty { return recents.rows }
        let answers = places.indices.compactMap { found[$0] }.filter { $0.term == asked }
        return answers.flatMap(\.records).enumerated()
            .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    }

    /// Whether the first row stays the first one, whatever is still answered. A system beside that in view and the row's
    /// own delays nobody.
    private func isSettled(_ rows: [FoundRecord], _ setting: Setting) -> Bool {
        guard let first = rows.first else { return isWhole }
        let best = FoundRecord.Rank.best(for: SearchWords(asked))
        let own = places.firstIndex { $0.system == first.id.system && $0.desk.tab == first.id.tab }
        return term.isEmpty
            || places.indices.allSatisfy { index in
                let isAsked = [setting.system, first.id.system].contains(places[index].system)
                let standsBelow = best == first.rank && own.map { $0 < index } == true
                return !isAsked || standsBelow || best > first.rank || found[index]?.term == asked
            }
    }

    func cursor(in rows: [FoundRecord]) -> Int {
        marked.flatMap { marked in rows.firstIndex { $0.id == marked } } ?? 0
    }

    // MARK: Actions
    enum Action: Sendable {
        case entered(Entry)
        case move(Command)
        case open, openBest, leave, refresh, start
        case recalled(RecentCustomers.Entry, FoundRecord?)
        case found(Int, String, Result<FindPlace.Found, APIError>)
    }

    /// Looking again leads back to what was found.
    var record: String? { "find" }
    var started: Action? { .start }
    var refreshed: Action? { .refresh }
    func title(_ setting: Setting) -> String { setting.texts.findAnywhere }
    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let nothing = (isWhole || term.isEmpty) && rows.isEmpty ? setting.texts.nothingSelected : nil
        return [Binding(.open, .open, unavailable: nothing), Binding(.back, .leave)]
            + [Command.up, .down, .pageUp, .pageDown].map { Binding($0, .move($0)) }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        let openedBest = opensBest
        switch action {
        case .entered, .move, .open: opensBest = false
        default: break
        }
        switch action {
        case .start: return recents.read(setting)
        case .recalled(let entry, let record):
            recents.take(record, for: entry)
            return .none
        case .entered(.key(let key)) where input.text.isEmpty && Self.forgets(key): return forget(key)
        case .entered(.key(let key)):
            let before = term
            return input.handle(key) ? look(after: before, setting) : .alert
        case .entered(.paste(let text)):
            let before = term
            let left = input.paste(text)
            return look(after: before, setting) + .pasted(left: left, setting)
        case .refresh: return term.isEmpty ? recents.read(setting) : look(setting)
        case .move(let command):
            move(command, height: listHeight(setting.area))
            return .none
        case .open: return open(again: openedBest, setting)
        case .openBest: return opensBest ? open(again: true, setting) : .none
        case .leave: return .leave
        case .found(let index, let term, let result):
            guard term == asked else { return .none }
            switch result {
            case .success(let answer): found[index] = answer
            case .failure(let error): found[index] = FindPlace.Found(term: term, problem: error)
            }
            return openBest(setting) + lookNearer(setting)
        }
    }

    private mutating func look(after before: String, _ setting: Setting) -> Effect<Action> {
        guard term != before else { return .none }
        (marked, nearest) = (nil, nil)
        scroll = ScrollState()
        return look(setting)
    }

    private func look(_ setting: Setting) -> Effect<Action> {
        let asked = asked
        guard !asked.isEmpty else {
            return places.indices.reduce(.none) { $0 + .stop(slot: "find \($1)") }
        }
        return places.indices.reduce(.none) { $0 + ask($1, asked, setting) }
    }

    private func ask(_ index: Int, _ text: String, _ setting: Setting) -> Effect<Action> {
        let place = places[index]
        return .read(
            slot: "find \(index)", of: place.system, how: .betweenKeys,
            { service throws(APIError) in try await place.look(for: text, setting, service) }
        ) { .found(index, text, $0) }
    }

    /// Where nothing at all was found, what remains when the last letters of the longest word are left out, as far as
    /// that costs no system elsewhere a request.
    private mutating func lookNearer(_ setting: Setting) -> Effect<Action> {
        guard isWhole, rows.isEmpty, let shorter = Self.shortened(asked),
            places.indices.allSatisfy({ found[$0]?.problem == nil })
        else { return .none }
        nearest = shorter
        var effect = Effect<Action>.none
        for index in places.indices {
            if places[index].isHere {
                effect = effect + ask(index, shorter, setting)
            } else {
                found[index] = FindPlace.Found(term: shorter)
            }
        }
        return effect
    }

    /// Without the last letter of its longest word; nil where too little would remain to look for.
    static func shortened(_ text: String) -> String? {
        var words = text.split(separator: " ").map(String.init)
        guard let longest = words.indices.max(by: { words[$0].count < words[$1].count }), words[longest].count > 3
        else { return nil }
        words[longest].removeLast()
        return words.joined(separator: " ")
    }

    private mutating func move(_ command: Command, height: Int) {
        let rows = rows
        guard !rows.isEmpty else { return }
        let step = command == .up ? -1 : command == .down ? 1 : command == .pageUp ? -height : height
        let index = min(max(0, cursor(in: rows) + step), rows.count - 1)
        marked = rows[index].id
        scroll.reveal(row: index, viewport: height, total: rows.count)
    }

    /// What stands first is opened at once where staff have gone to it, where it stays the first, or where they insist.
    private mutating func open(again: Bool, _ setting: Setting) -> Effect<Action> {
        let rows = rows
        let mayOpen = marked != nil || isSettled(rows, setting) || again && !rows.isEmpty
        opensBest = !mayOpen
        return mayOpen ? open(rows, setting) : .none
    }

    /// After an answer; what comes near is not opened unseen.
    private mutating func openBest(_ setting: Setting) -> Effect<Action> {
        let rows = rows
        guard opensBest, isSettled(rows, setting) else { return .none }
        // The screen in front by then decides whether a page may open.
        if !rows.isEmpty { return .work(slot: "open") { .openBest } }
        opensBest = false
        return .alert
    }

    private func open(_ rows: [FoundRecord], _ setting: Setting) -> Effect<Action> {
        guard !rows.isEmpty, let page = rows[cursor(in: rows)].page else { return .alert }
        let system = rows[cursor(in: rows)].id.system
        return system == setting.system ? .open(page) : .go(to: system, page)
    }

    func listHeight(_ area: Rect) -> Int { max(1, area.height - 3) }
}
