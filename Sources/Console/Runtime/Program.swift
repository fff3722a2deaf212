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

    let terminal: any Terminal
    let profiles: (any ProfileSetup)?
    let underWay: EffectsUnderWay
    private let banner: Banner
    var setting: Setting
    var stack: ScreenStack
    var notice: Notice?
    /// Keys and pastes so far.
    var inputs = 0
    var drafts: [String: Draft] = [:]
    var seen = SeenRegions()
    /// The terminal is gone, or the program was told to end: nothing is taken any more, only a change is waited for.
    var isHungUp = false
    private var frameIsDue = false
    private var holdsFirstFrame = false

    /// Called once, when the user quits or the terminal is gone.
    public var onEnd: (@MainActor (End) -> Void)?
    /// What became of a change that was under way when the program was told to end, for whoever still reads it.
    public var lastWords: String?
    let pause: @Sendable (Duration) async -> Void

    /// - Parameters:
    ///   - profiles: Where systems to connect to are kept; without it that command is off.
    ///   - pause: How time passes while a change is waited for at the end; tests let it jump.
    public init(
        terminal: any Terminal, service: any BillingService, banner: Banner, texts: Texts,
        clock: LocalClock = .system, backend: Backend = .embedded(mail: .waits), profiles: (any ProfileSetup)? = nil,
        keys: KeyMap = .standard,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.pause = pause
        self.terminal = terminal
        self.banner = banner
        self.profiles = profiles
        underWay = EffectsUnderWay(service: service)
        setting = Setting(
            texts: texts, clock: clock, backend: backend, keys: keys, area: Frame.page(of: terminal.size),
            reason: { service.reasonAgainst($0) })
        let tab = Tab.first(in: setting)
        stack = ScreenStack(tab: tab, list: tab.list())
        underWay.onAnswer = { [weak self] in self?.answered($0, $1) }
    }

    /// Opens the first list. The first frame waits a moment for its rows, so that nothing flickers.
    ///
    /// `opening` stands above it, for a program that begins on one record.
    public func start(notice: String? = nil, opening: AnyScreen? = nil) {
        terminal.onEvent = { [weak self] in self?.handle($0) }
        if let notice { self.notice = Notice(.info, notice) }
        holdsFirstFrame = true
        hand(.started, to: top.id)
        if let opening { open(opening) }
        Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(80))
            self?.releaseFirstFrame()
        }
    }

    /// Another program changed the data: everything shown is read again.
    public func dataChanged() {
        for entry in stack.present {
            _ = stack.renew(entry.id)
            hand(.refreshed, to: entry.id)
        }
        needsFrame()
    }

    /// Until nil is told, the status line says that not every row is found by everything yet.
    public func searchIsPrepared(_ progress: SearchProgress?) {
        guard setting.preparation != progress else { return }
        setting.preparation = progress
        // What was searched for meanwhile may be found now.
        if progress == nil { dataChanged() }
        needsFrame()
    }

    /// Returns when no effect is under way and every frame is drawn: what a test waits for.
    public func idle() async {
        while !underWay.isEmpty || frameIsDue { await underWay.next() }
    }

    /// What was asked for opens only in front of staff who still wait for it: keys that were meant for the page before
    /// must not fall on another.
    private func answered(_ action: any Sendable, _ asker: EffectsUnderWay.Asker) {
        let isAwaited = top.id == asker.screen && inputs == asker.inputs
        hand(.answer(action), to: asker.screen, mayOpen: isAwaited)
        if isHungUp, underWay.changes == 0 { return finish(.hangUp) }
        releaseFirstFrame()
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
        guard !frameIsDue, !holdsFirstFrame else { return }
        frameIsDue = true
        Task { [weak self] in self?.drawFrame() }
    }

    private func drawFrame() {
        frameIsDue = false
        var canvas = Canvas(size: terminal.size)
        Frame(
            banner: banner, tab: stack.tab, notice: notice, pages: stack.visible.map(\.screen.content),
            setting: setting
        ).draw(on: &canvas)
        seen = SeenRegions(canvas, of: top.id)
        terminal.present(canvas)
        underWay.wake()
    }
}
