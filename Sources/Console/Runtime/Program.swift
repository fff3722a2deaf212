import BillingAPI
import BillingModel
import TerminalCore

/// The running console: the stack of screens, the effects under way, and the frames.
///
/// Everything here happens on the main actor; whatever waits is a task whose answer comes back as an action.
@MainActor public final class Program {
    /// How the program came to its end.
    public enum End: Equatable, Sendable {
        case quit, hangUp
        /// Staff go on with the system of this profile: the session starts again there.
        case open(profile: String)
    }

    private let terminal: any Terminal
    private let service: any BillingService
    private let banner: Banner
    private let profiles: (any ProfileSetup)?
    private let deadline: Deadline
    private var setting: Setting
    private var stack: ScreenStack
    private var notice: Notice?
    private var reads: [ReadSlot: ReadTask] = [:]
    private var writesUnderWay = 0
    private var drafts: [String: Draft] = [:]
    private var frameIsDue = false
    private var lastRead = 0
    private var idleWaiters: [CheckedContinuation<Void, Never>] = []
    private var holdsFirstFrame = false

    /// Called once, when the user quits or the terminal is gone.
    public var onEnd: (@MainActor (End) -> Void)?

    /// - Parameter profiles: Where systems to connect to are kept; without it that command is off.
    public init(
        terminal: any Terminal, service: any BillingService, banner: Banner, texts: Texts,
        clock: LocalClock = .system, backend: Backend = .embedded(mail: .waits), profiles: (any ProfileSetup)? = nil,
        deadline: Deadline = .usual
    ) {
        self.terminal = terminal
        self.service = service
        self.banner = banner
        self.profiles = profiles
        self.deadline = deadline
        setting = Setting(
            texts: texts, clock: clock, backend: backend, area: Frame.page(of: terminal.size),
            reason: { service.reasonAgainst($0) })
        let tab = Tab.first(in: setting)
        stack = ScreenStack(tab: tab, list: tab.list())
    }

    /// Opens the first list. The first frame waits a moment for its rows, so that nothing flickers.
    ///
    /// `opening` stands above it, for a program that begins on one record.
    public func start(notice: String? = nil, opening: AnyScreen? = nil) {
        terminal.onEvent = { [weak self] in self?.handle($0) }
        if let notice { self.notice = Notice(.info, notice) }
        holdsFirstFrame = true
        send(top.screen.started, to: top.id)
        if let opening { open(opening) }
        Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(80))
            self?.releaseFirstFrame()
        }
    }

    /// Another program changed the data: everything shown is read again.
    public func dataChanged() {
        for entry in stack.present { send(entry.screen.refreshed, to: entry.id) }
        needsFrame()
    }

    /// Until nil is told, the status line says that not every row is found by everything yet.
    public func searchIsPrepared(_ progress: SearchProgress?) {
        guard setting.preparation != progress else { return }
        setting.preparation = progress
        needsFrame()
    }

    /// Returns when no effect is under way and every frame is drawn: what a test waits for.
    public func idle() async {
        while !reads.isEmpty || writesUnderWay > 0 || frameIsDue {
            await withCheckedContinuation { idleWaiters.append($0) }
        }
    }

    // MARK: Events

    private func handle(_ event: TerminalEvent) {
        switch event {
        case .hangUp: onEnd?(.hangUp)
        case .resized(let size):
            setting.area = Frame.page(of: size)
            dataChanged()
        case .resumed:
            terminal.redrawAll()
            needsFrame()
        case .key, .paste:
            guard Frame.fits(terminal.size) else { return handleTooSmall(event) }
            notice = nil
            handleInput(event)
            needsFrame()
        case .pasteCut(let cut):
            guard Frame.fits(terminal.size) else { return }
            // What became of the paste itself may have been said already.
            let said = notice?.text
            notice = Notice(.problem, [said, setting.texts.pasteCut(cut)].compactMap { $0 }.joined(separator: " "))
            needsFrame()
        }
    }

    /// In a window too small to show what a key would do, no key does anything but leave.
    private func handleTooSmall(_ event: TerminalEvent) {
        if case .key(let key) = event, Command.quit.keys.contains(key) { perform(.end(.quit), for: top.id) }
    }

    private func handleInput(_ event: TerminalEvent) {
        if let action = top.screen.typed(event, setting) { return send(action, to: top.id) }
        // A paste outside a text field is not a row of key presses.
        guard case .key(let key) = event else {
            notice = Notice(.info, setting.texts.pasteNeedsField)
            return terminal.alert()
        }
        let bindings = top.screen.bindings(setting)
        if let binding = bindings.first(where: { $0.command.keys.contains(key) }) {
            return run(binding, for: top.id)
        }
        if let command = Command.allCases.first(where: { $0.keys.contains(key) && isGlobal($0) }) {
            return runGlobal(command)
        }
        let help = top.screen.keys(of: .help, setting).first
        notice = Notice(.info, setting.texts.keyDoesNothing(key.name, help: help?.name ?? Key.function(1).name))
        terminal.alert()
    }

    private func run(_ binding: Binding<AnyScreen.Action>, for id: Int) {
        if let reason = binding.unavailable { return refuse(reason) }
        send(binding.action, to: id)
    }

    private func refuse(_ reason: String) {
        notice = Notice(.problem, reason)
        terminal.alert()
    }

    private func isGlobal(_ command: Command) -> Bool {
        GlobalCommand.works(command, on: top.screen.presentation)
    }

    private func reasonAgainst(_ command: Command) -> String? {
        GlobalCommand.reasonAgainst(command, setting, canConnect: profiles != nil)
    }

    private func runGlobal(_ command: Command) {
        if let reason = reasonAgainst(command) { return refuse(reason) }
        if let tab = GlobalCommand.tab(command, setting) {
            return perform(.show(tab, filter: command == .find), for: top.id)
        }
        switch command {
        case .connect: if let profiles { open(AnyScreen(ConnectScreen(profiles, language: setting.language))) }
        case .help: openHelp()
        case .menu: open(AnyScreen(CommandMenu(entries: help(of: top.screen))))
        case .redraw: terminal.redrawAll()
        case .suspend: terminal.suspend()
        default: break
        }
    }

    private func openHelp() {
        let screen = top.screen
        // Where a word can be deleted, text is being typed.
        let isTyping = screen.typed(.key(.alt(.backspace)), setting) != nil
        open(AnyScreen(HelpPage(bindings: help(of: screen), title: screen.title(setting), isTyping: isTyping)))
    }

    private func help(of screen: AnyScreen) -> [Binding<Command>] {
        let own = screen.bindings(setting).map { binding in binding.map { _ in binding.command } }
        let global = Command.allCases.filter { command in
            isGlobal(command) && !own.contains { $0.command == command }
        }
        return (own + global.map { Binding($0, unavailable: reasonAgainst($0)) }).map { binding in
            var binding = binding
            binding.keys = screen.keys(of: binding.command, setting)
            return binding
        }
    }

    // MARK: The stack

    private var top: ScreenStack.Entry { stack.top }

    private func open(_ screen: AnyScreen) {
        if let record = screen.record, let known = stack.page(of: record) { return goBack(to: known) }
        var screen = screen
        if let key = screen.draftKey, let draft = drafts[key] {
            screen.restore(draft, setting)
            notice = Notice(.info, setting.texts.draftRestored)
        }
        let entry = stack.open(screen)
        send(screen.started, to: entry.id)
    }

    /// A record leads to others and those back to it: its page is returned to, and never stands twice on the way back.
    private func goBack(to page: ScreenStack.Entry) {
        for entry in stack.uncover(page.id) {
            cancelReads(of: entry.id)
            keepDraft(of: entry.screen, .nothing)
        }
        send(page.screen.refreshed, to: page.id)
    }

    private func leave(_ id: Int, with result: ScreenResult) {
        let closed = stack.close(id)
        guard let left = closed.first else { return }
        for entry in closed { cancelReads(of: entry.id) }
        keepDraft(of: left.screen, result)
        if case .command(let command) = result {
            runChosen(command)
        } else {
            send(top.screen.returned(result), to: top.id)
        }
    }

    /// Leaving a form keeps what was typed; only a change that was answered ends its draft.
    private func keepDraft(of screen: AnyScreen, _ result: ScreenResult) {
        guard let key = screen.draftKey else { return }
        let draft = result == .changed ? nil : screen.draft
        drafts[key] = draft
        if draft != nil { notice = Notice(.info, setting.texts.draftKept) }
    }

    private func runChosen(_ command: Command) {
        if let binding = top.screen.bindings(setting).first(where: { $0.command == command }) {
            run(binding, for: top.id)
        } else if isGlobal(command) {
            runGlobal(command)
        }
    }

    /// What the list that is left was about to open must not open in front of another.
    private func showTab(_ tab: Tab) {
        for entry in stack.present { cancelReads(of: entry.id) }
        let (entry, isNew) = stack.show(tab) { $0.list() }
        send(isNew ? entry.screen.started : entry.screen.refreshed, to: entry.id)
        needsFrame()
    }

    // MARK: Updates and effects

    private func send(_ action: AnyScreen.Action?, to id: Int) {
        guard let action else { return }
        let setting = setting
        guard let effect = stack.update(id, { $0.update(action, setting) }) else { return }
        for step in effect.steps { perform(step, for: id) }
    }

    private func perform(_ step: Effect<AnyScreen.Action>.Step, for id: Int) {
        switch step {
        case .read(let slot, let run): startRead(ReadSlot(screen: id, name: slot), run)
        case .write(let run): startWrite(id, run)
        case .open(let screen): open(screen)
        case .leave(let result): leave(id, with: result)
        case .show(let tab, let filter):
            showTab(tab)
            if filter { runChosen(.filter) }
        case .notice(let new): notice = new
        case .copy(let text): copy(text)
        case .alert: terminal.alert()
        case .end(let way): end(way)
        case .next(let action): send(action, to: id)
        }
    }

    private func startRead(_ slot: ReadSlot, _ run: @escaping @Sendable (any BillingService) async -> AnyScreen.Action)
    {
        reads[slot]?.task.cancel()
        lastRead += 1
        let number = lastRead
        let (service, deadline) = (service, deadline)
        let task = Task { [weak self] in
            let action = await Deadline.$current.withValue(deadline) { await run(service) }
            self?.readAnswered(slot, number, action)
        }
        reads[slot] = ReadTask(number: number, task: task)
    }

    private func readAnswered(_ slot: ReadSlot, _ number: Int, _ action: AnyScreen.Action) {
        // An answer that a newer question replaced must not change what is shown.
        guard reads[slot]?.number == number else { return }
        reads[slot] = nil
        send(action, to: slot.screen)
        releaseFirstFrame()
        needsFrame()
    }

    private func startWrite(_ id: Int, _ run: @escaping @Sendable (any BillingService) async -> AnyScreen.Action) {
        writesUnderWay += 1
        let service = service
        Task { [weak self] in
            let action = await run(service)
            self?.writesUnderWay -= 1
            self?.send(action, to: id)
            self?.needsFrame()
        }
    }

    private func cancelReads(of id: Int) {
        for (slot, read) in reads where slot.screen == id {
            read.task.cancel()
            reads[slot] = nil
        }
        wakeIdleWaiters()
    }

    private func copy(_ text: String) {
        let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
        notice =
            terminal.copy(text)
            ? Notice(.done, setting.texts.copied(String(shown))) : Notice(.problem, setting.texts.tooLongToCopy)
    }

    private func end(_ way: End) {
        guard writesUnderWay == 0 else {
            notice = Notice(.problem, setting.texts.writeUnderWay)
            return
        }
        onEnd?(way)
    }

    // MARK: Frames

    private func releaseFirstFrame() {
        guard holdsFirstFrame else { return }
        holdsFirstFrame = false
        needsFrame()
    }

    /// One frame for a whole batch of events.
    private func needsFrame() {
        guard !frameIsDue, !holdsFirstFrame else { return }
        frameIsDue = true
        Task { [weak self] in self?.drawFrame() }
    }

    private func drawFrame() {
        frameIsDue = false
        var canvas = Canvas(size: terminal.size)
        Frame(
            banner: banner, tab: stack.tab, notice: notice, pages: stack.visible.map(\.screen), setting: setting
        ).draw(on: &canvas)
        terminal.present(canvas)
        wakeIdleWaiters()
    }

    private func wakeIdleWaiters() {
        let waiters = idleWaiters
        idleWaiters = []
        for waiter in waiters { waiter.resume() }
    }
}

private struct ReadSlot: Hashable {
    let screen: Int
    let name: String
}

private struct ReadTask {
    let number: Int
    let task: Task<Void, Never>
}
