import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// A bulk change from what it comes to, row by row, to what became of each row.
///
/// The run itself belongs to the program: it goes on where this page is left.
struct BulkPage: Screen {
    // MARK: State
    enum Phase: Sendable {
        case planning(done: Int, of: Int)
        /// It could not be worked out, and why.
        case failed(String)
        case reviewing(BulkPlan)
        case following(BulkUnderWay.Progress)
    }

    enum Button: Sendable {
        case back, send
        /// What a mail says, whole.
        case message
        /// Of a run that is under way.
        case stay, leaveRunning, stop
        /// Of one that has ended.
        case goOn, retry, export, drop
    }

    /// Nil of a run that was begun before.
    let order: BulkOrder?
    /// Where nothing comes of it the page leaves at once: nobody asked for it.
    let isOffered: Bool
    var work: BulkUnderWay?
    /// What groups are called, where the change is about them.
    var names = ReferenceNames()
    var phase: Phase
    private(set) var choices: [Button] = [.back]
    private(set) var buttons = ButtonRow([])
    /// Staff want to leave while it is under way.
    var isAsking = false
    /// The number of rows, where it must be typed.
    var word = TextInput()
    var isOnWord = false
    var scroll = ScrollState()
    /// Why rows were not carried out, each reason once.
    var reasons: [LocalizedText] = []
    /// Rows that came to trouble stand first once it has ended.
    var shownRows: [Int] = []
    private var wasSeen = false
    /// Whether the dialog under it was told that its run is under way.
    var isTold = false

    init(_ order: BulkOrder, isOffered: Bool = false) {
        (self.order, self.isOffered) = (order, isOffered)
        phase = .planning(done: 0, of: 0)
    }

    init(_ work: BulkUnderWay) {
        (order, isOffered) = (nil, false)
        self.work = work
        phase = .following(work.progress)
    }

    var presentation: Presentation { .form }
    func title(_ setting: Setting) -> String { setting.texts.bulkRun }

    // MARK: Actions
    enum Action: Sendable {
        case start
        case key(Key)
        case paste(String)
        case scroll(Key)
        case press, back
        case told(done: Int, of: Int)
        case planned(Result<BulkPlan, APIError>)
        case progress(BulkUnderWay.Progress)
        case exported(BulkExport.State)
        case named(ReferenceNames)
    }

    var started: Action? { .start }

    func focus(_ setting: Setting) -> Focus {
        switch phase {
        case .planning, .failed: .commands
        case .reviewing, .following: isOnWord ? .line : .buttons
        }
    }

    func entered(_ entry: Entry) -> Action? {
        switch entry {
        case .key(let key): .key(key)
        case .paste(let text): .paste(text)
        }
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .planning, .failed: return [Binding(.back, .back)]
        case .reviewing, .following:
            let leading: [Binding<Action>] =
                isOnWord ? [] : [marked == .send ? Binding(.send, .press) : Binding(.choose, .press, name: name)]
            let rows: [(Command, Key)] =
                isOnWord
                ? [] : [(.pageUp, .pageUp), (.pageDown, .pageDown), (.first, .home), (.last, .end)]
            return leading + [Binding(.back, .back), Binding(.up, .scroll(.up)), Binding(.down, .scroll(.down))]
                + rows.map { Binding($0, .scroll($1)) }
        }
    }

    var marked: Button { choices.indices.contains(buttons.focused) ? choices[buttons.focused] : .back }

    private var name: CommandName? { Texts.name(of: marked) }

    func position(_ setting: Setting) -> String {
        let total = totalRows
        return total == 0 ? "" : "\(min(total, scroll.offset + 1))/\(total)"
    }

    /// How many lines the table has.
    var totalRows: Int {
        switch phase {
        case .planning, .failed: 0
        case .reviewing(let plan): plan.rows.count + plan.refusals.count
        case .following(let progress): progress.run.rows.count
        }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .start: return start(setting) + readNames(setting)
        case .named(let names):
            self.names = names
            return .none
        case .told(let done, let all):
            if case .planning = phase { phase = .planning(done: done, of: all) }
            return .none
        case .planned(.success(let plan)): return show(plan, setting)
        case .planned(.failure(let error)):
            phase = .failed(error.message[setting.language])
            return .none
        case .progress(let progress): return follow(progress, setting)
        case .scroll(let key):
            return scroll.handle(key, viewport: BulkPageLayout.viewport(of: self, setting), total: totalRows)
                ? .none : .alert
        case .key(let key): return handle(key, setting)
        case .paste(let text): return .pasted(left: isOnWord ? word.paste(text) : nil, setting)
        case .press: return wasSeen ? press(setting) : .alert
        case .back: return back(setting)
        case .exported(let state): return exported(state, setting)
        }
    }

    mutating func wasShown() { wasSeen = true }

    private mutating func start(_ setting: Setting) -> Effect<Action> {
        if let work {
            offer(setting)
            return Self.watch(work)
        }
        guard let order else { return .leave }
        let planner = BulkPlanner(order: order, setting: setting)
        return Effect(steps: [
            .read(slot: Self.planning, of: nil) { service, tell in
                let service = setting.bulk.paced ?? service
                do throws(APIError) {
                    return .planned(
                        .success(try await planner.plan(service) { await tell(.told(done: $0, of: $1)) }))
                } catch {
                    return .planned(.failure(error))
                }
            }
        ])
    }

    /// Groups are told apart by their names.
    private func readNames(_ setting: Setting) -> Effect<Action> {
        let groups = [Debtor.groups.declaration, Product.groups.declaration]
        let isPlanned = if case .group? = order?.change { true } else { false }
        let first = work?.progress.run.rows.first?.intent
        let isUnderWay = first?.changes.contains { change in groups.contains { $0.name == change.field } } == true
        guard isPlanned || isUnderWay, setting.reasonAgainst(GroupList.listing) == nil else { return .none }
        let known = names
        return .read(
            slot: "names", { service throws(APIError) in await known.completed(for: groups, by: service) }
        ) { .named((try? $0.get()) ?? known) }
    }

    private static var planning: String { "plan" }

    private mutating func show(_ plan: BulkPlan, _ setting: Setting) -> Effect<Action> {
        if isOffered, plan.rows.isEmpty { return .leave(.changed) }
        phase = .reviewing(plan)
        offer(setting)
        return .none
    }

    /// What can be chosen now; the first one changes nothing.
    mutating func offer(_ setting: Setting) {
        let before = choices
        switch phase {
        case .planning, .failed: choices = [.back]
        case .reviewing(let plan):
            choices = [.back] + (plan.rows.isEmpty ? [] : [.send]) + (plan.message.isEmpty ? [] : [.message])
        case .following(let progress) where progress.isRunning:
            choices = (isAsking ? [.stay] : []) + [.leaveRunning] + (progress.isStopping ? [] : [.stop])
        case .following(let progress):
            let run = progress.run
            choices =
                [.back] + (run.rows(of: .rest).isEmpty ? [] : [.goOn])
                + (run.rows(of: .failed).isEmpty ? [] : [.retry]) + [.export] + (run.isOpen ? [.drop] : [])
        }
        guard choices != before || buttons.titles.isEmpty else { return }
        buttons = ButtonRow(choices.map { setting.texts.title(of: $0, self) })
        // Keys that were on their way meant other buttons.
        wasSeen = false
    }

    // MARK: Keys

    private mutating func handle(_ key: Key, _ setting: Setting) -> Effect<Action> {
        let hasWord = asksForNumber(setting)
        switch key {
        case .tab, .backTab:
            guard hasWord || !isOnWord else { return .none }
            let places = choices.count + (hasWord ? 1 : 0)
            let place = isOnWord ? choices.count : buttons.focused
            let next = (place + (key == .tab ? 1 : -1) + places) % places
            isOnWord = next == choices.count
            if !isOnWord { buttons.focused = next }
            return .none
        case .enter where isOnWord:
            isOnWord = false
            buttons.focused = choices.firstIndex(of: .send) ?? 0
            return .none
        default:
            if isOnWord { return word.handle(key) ? .none : .alert }
            return buttons.handle(key) ? .none : .alert
        }
    }

    func asksForNumber(_ setting: Setting) -> Bool {
        guard case .reviewing(let plan) = phase else { return false }
        return setting.bulk.asksForNumber && !plan.rows.isEmpty
    }

    private mutating func press(_ setting: Setting) -> Effect<Action> {
        switch (marked, phase) {
        case (.send, .reviewing(let plan)): return send(plan, setting)
        case (.message, .reviewing(let plan)): return .open(BulkMessagePage(plan))
        case (.stay, _):
            isAsking = false
            offer(setting)
            return .none
        case (.stop, _):
            work?.stop()
            isAsking = false
            return .none
        case (.leaveRunning, _): return .bulk(.isUnderWay) + .leave(.changed)
        case (.goOn, _): return begin(.rest, setting)
        case (.retry, _): return begin(.failed, setting)
        case (.export, .following(let progress)): return export(progress.run, setting)
        case (.drop, .following(let progress)):
            return .bulk(.drop(progress.run.id)) + .leave(.changed)
                + .notice(Notice(.info, setting.texts.bulkDropped))
        default: return back(setting)
        }
    }

    private mutating func back(_ setting: Setting) -> Effect<Action> {
        switch phase {
        case .planning: return .stop(slot: Self.planning) + .leave
        case .failed, .reviewing: return .leave(isOffered ? .changed : .nothing)
        case .following(let progress) where progress.isRunning && !isAsking:
            isAsking = true
            offer(setting)
            return .none
        case .following(let progress) where progress.isRunning:
            isAsking = false
            offer(setting)
            return .none
        case .following(let progress):
            let open = progress.run.isOpen
            return .leave(.changed)
                + (open ? .notice(Notice(.info, setting.texts.bulkStays(setting.keys.name(of: .bulkRuns)))) : .none)
        }
    }
}
