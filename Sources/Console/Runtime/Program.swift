import BillingAPI
import BillingModel
import TerminalCore

/// The running console: the open systems with their screens, the effects under way, and the frames.
///
/// Everything here happens on the main actor; whatever waits is a task whose answer comes back as an action.
@MainActor public final class Program {
    /// How the program came to its end.
    public enum End: Equatable, Sendable {
        case quit, hangUp
    }

    let terminal: any Terminal
    let profiles: (any ProfileSetup)?
    let files: (any ListFiles)?
    let viewShelf: (any ViewShelf)?
    let recentShelf: (any RecentShelf)?
    /// The customers that were opened last.
    var recents: RecentCustomers
    let underWay = EffectsUnderWay()
    let clock: LocalClock
    let pause: @Sendable (Duration) async -> Void
    private let framePause: @Sendable (Duration) async -> Void
    var systems: Systems
    var notice: Notice?
    /// Keys and pastes so far.
    var inputs = 0
    /// What was typed and not sent, also of forms that are closed.
    let drafts: DraftBook
    /// What was sent and nobody knows the outcome of.
    let outbox: OutboxBook
    /// What many changes at once come to.
    let bulk: BulkBook
    /// How the program ends as soon as the bulk run has stopped.
    var endsAfterBulk: End?
    /// Whether it is read again when the answer to something is given up.
    var watchesOutbox = false
    /// Whether what stands in open forms is about to be kept.
    var keepsDraftsSoon = false
    /// Which records are open in forms, and who else has them open.
    let forms: FormWatch
    /// How much waits for what the shelf answers.
    var draftWaits = 0
    /// What was done from here and can be taken back.
    var undoBook = UndoBook()
    /// What was chosen by name before.
    let recentCommands: RecentCommands
    var seen = SeenRegions()
    /// The terminal is gone, or the program was told to end: nothing is taken any more, only a change is waited for.
    var isHungUp = false
    private var news: [Task<Void, Never>] = []
    /// The last picture.
    private(set) var frame: Canvas?
    private var frameIsDue = false
    private var wait = FrameWait()
    private var holdsFirstFrame = false
    /// Begun behind the first frame: what it does not show must not keep it waiting.
    private var afterFirstFrame: (@MainActor () -> Void)?

    /// Called once, when the user quits or the terminal is gone.
    public var onEnd: (@MainActor (End) -> Void)?
    /// Called when another system comes into view.
    public var onTurn: (@MainActor (SystemID) -> Void)?
    /// What became of a change that was under way when the program was told to end, for whoever still reads it.
    public var lastWords: String?

    /// - Parameters:
    ///   - system: The one that staff begin on.
    ///   - profiles: Where systems to connect to are kept; without it that command is off.
    ///   - drafts: Where what was typed outlives the program; it ends with it when none is given.
    ///   - outbox: Where it is written down what was sent.
    ///   - files: Where lists are written to; without it that command is off.
    ///   - recents: The customers that this person opened last, as kept in `recentShelf`.
    ///   - views: How this person wants to see the lists, as kept in `viewShelf`; it ends with the program when none is
    ///     given.
    ///   - bulk: Where bulk runs outlive the program; they end with it when none is given.
    ///   - recentCommands: Where it outlives the program what was chosen by name.
    ///   - pause: How time passes while a change is waited for at the end; tests let it jump.
    ///   - framePause: The same while a picture waits for its rows.
    public init(
        terminal: any Terminal, system: OpenSystem, clock: LocalClock = .system,
        profiles: (any ProfileSetup)? = nil, drafts: (any DraftShelf)? = nil, outbox: (any WriteOutbox)? = nil,
        files: (any ListFiles)? = nil, bulk: (any BulkShelf)? = nil, views: KeptViews = KeptViews(),
        viewShelf: (any ViewShelf)? = nil,
        recents: RecentCustomers = RecentCustomers(), recentShelf: (any RecentShelf)? = nil,
        recentCommands: (any RecentCommandShelf)? = nil, keys: KeyMap = .standard,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) },
        framePause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.terminal = terminal
        self.profiles = profiles
        self.files = files
        self.viewShelf = viewShelf
        (self.recents, self.recentShelf) = (recents, recentShelf)
        self.clock = clock
        (self.pause, self.framePause) = (pause, framePause)
        systems = Systems(Systems.Place(system, clock: clock, keys: keys, area: Frame.page(of: terminal.size)))
        systems.main.setting.views = views
        self.drafts = DraftBook(drafts, clock: clock)
        self.recentCommands = RecentCommands(recentCommands)
        forms = FormWatch(pause: pause)
        self.outbox = OutboxBook(outbox, drafts: self.drafts, clock: clock)
        self.bulk = BulkBook(bulk)
        underWay.onAnswer = { [weak self] in self?.answered($0, $1) }
        self.drafts.writer.onTrouble = { [weak self] in self?.draftTrouble($0) }
        self.drafts.writer.onSettled = { [weak self] in self?.underWay.wake() }
        self.recentCommands.onSettled = { [weak self] in self?.underWay.wake() }
        watchForms()
    }

    var setting: Setting { systems.main.setting }
    var stack: ScreenStack { systems.main.stack }
    var top: ScreenStack.Entry { systems.main.stack.top }

    /// Opens the first list. The first frame waits a moment for its rows, so that nothing flickers.
    ///
    /// `opening` stands above it, for a program that begins on one record.
    public func start(notice: String? = nil, opening: AnyScreen? = nil) {
        terminal.onEvent = { [weak self] in self?.handle($0) }
        let said = [notice, systems.main.system.greeting].compactMap { $0 }
        if !said.isEmpty { self.notice = Notice(.info, said.joined(separator: " ")) }
        holdsFirstFrame = true
        hand(.started, to: top.id)
        if let opening { open(opening) }
        let system = systems.main.system
        afterFirstFrame = { [weak self] in self?.beginTheRest(system) }
        Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(80))
            self?.releaseFirstFrame()
        }
    }

    /// The news of a system tell of everything since it was opened, so they lose nothing by waiting.
    private func beginTheRest(_ system: OpenSystem) {
        listen(to: system)
        recentCommands.load()
        tellOfDrafts { [weak self] in
            self?.tellOfOutbox()
            self?.tellOfBulk()
        }
    }

    /// Returns when no effect is under way and every frame is drawn: what a test waits for.
    public func idle() async {
        while !underWay.isEmpty || frameIsDue || afterFirstFrame != nil || drafts.writer.isBusy || draftWaits > 0
            || forms.isBusy || bulk.isRunning || recentCommands.isBusy
        {
            await underWay.next()
        }
    }

    /// What was asked for opens only in front of staff who still wait for it: keys that were meant for the page before
    /// must not fall on another.
    private func answered(_ action: any Sendable, _ asker: EffectsUnderWay.Origin) {
        let isAwaited = top.id == asker.screen && inputs == asker.inputs
        hand(.answer(action), to: asker.screen, mayOpen: isAwaited)
        draftIsDue()
        if isHungUp, underWay.changes == 0, !bulk.isRunning { return finish(.hangUp) }
        releaseFirstFrame()
        needsFrame()
    }

    // MARK: News

    func listen(to system: OpenSystem) {
        guard let tell = system.news else { return }
        news.append(
            Task { [weak self] in
                await tell { [weak self] in await self?.take($0, of: system.id) }
            })
    }

    func stopListening() {
        for task in news { task.cancel() }
        news = []
    }

    func take(_ piece: SystemNews, of id: SystemID) {
        switch piece {
        case .changed(.anything): dataChanged(in: id)
        case .changed(.records(let records)): changed(records, in: id)
        case .preparation(let progress): searchIsPrepared(progress, in: id)
        case .trouble(let error):
            guard id == systems.main.system.id else { return }
            notice = Notice(.problem, error.message[setting.language])
            needsFrame()
        }
    }

    /// Everything shown is read again; a system that nobody looks at is when somebody does.
    public func dataChanged() { dataChanged(in: systems.main.system.id) }

    private func dataChanged(in id: SystemID) {
        guard id == systems.main.system.id else { return }
        for entry in stack.present {
            _ = systems.main.stack.renew(entry.id)
            hand(.refreshed, to: entry.id)
        }
        needsFrame()
    }

    /// What shows one of these records is read again: at once where it is in view, else when it comes into view.
    func changed(_ records: Set<ChangedRecord>, in id: SystemID) {
        guard id == systems.main.system.id else { return }
        let inView = Set(stack.visible.map(\.id))
        for entry in stack.present where entry.screen.content.changed(records) != nil {
            if inView.contains(entry.id) {
                hand(.changed(records), to: entry.id)
                needsFrame()
            } else {
                systems.main.stack.age(entry.id)
            }
        }
    }

    /// Until nil is told, the status line says that not every row is found by everything yet.
    public func searchIsPrepared(_ progress: SearchProgress?) { searchIsPrepared(progress, in: systems.main.system.id) }

    private func searchIsPrepared(_ progress: SearchProgress?, in id: SystemID) {
        guard let place = systems[id], place.setting.preparation != progress else { return }
        systems.update(id) { $0.setting.preparation = progress }
        // What was searched for meanwhile may be found now.
        if progress == nil { dataChanged(in: id) }
        needsFrame()
    }

    // MARK: Frames

    private func releaseFirstFrame() {
        guard holdsFirstFrame else { return }
        holdsFirstFrame = false
        needsFrame()
    }

    /// One frame for a whole batch of events.
    func needsFrame() {
        // What has come may be what a picture waits for.
        guard !frameIsDue || wait.isOn, !holdsFirstFrame else { return }
        frameIsDue = true
        wait.isOn = false
        Task { [weak self] in self?.drawFrame() }
    }

    /// Rows that are a few milliseconds away are waited for: a picture with their places alone would be seen by nobody, and
    /// take as long to draw and to send as theirs.
    private func waitsForContent() -> Bool {
        let setting = setting
        let isIncomplete = stack.visible.contains { $0.screen.content.isIncomplete(setting) }
        let step = isIncomplete && frame != nil ? wait.step() : .isOver
        switch step {
        case .isOver:
            wait.reset()
            return false
        case .goesOn: return true
        case .begins(let number):
            Task { [weak self, framePause] in
                await framePause(FrameWait.most)
                if self?.wait.end(number) == true { self?.needsFrame() }
            }
            return true
        }
    }

    /// What is to be seen now; rows that look as they did in an earlier picture are taken from it.
    func picture(after earlier: Canvas?) -> Canvas {
        var canvas = Canvas(size: terminal.size, after: earlier)
        Frame(
            banner: systems.main.system.banner, tab: stack.tab, notice: notice,
            pages: stack.visible.map { $0.screen.content }, undecided: outbox.count, setting: setting
        ).draw(on: &canvas)
        return canvas
    }

    private func drawFrame() {
        // It may have been drawn meanwhile.
        guard frameIsDue, !waitsForContent() else { return }
        frameIsDue = false
        let setting = setting
        // By their ids: one that is held here would be copied before it changes.
        for id in stack.visible.map(\.id) { _ = systems.main.stack.update(id) { $0.willBeShown(setting) } }
        let canvas = picture(after: frame)
        frame = canvas
        seen = SeenRegions(canvas, of: top.id)
        terminal.present(canvas)
        let shown = top.id
        systems.update(shown.system) { place in _ = place.stack.update(shown) { $0.wasShown() } }
        let rest = afterFirstFrame
        afterFirstFrame = nil
        rest?()
        underWay.wake()
    }
}
