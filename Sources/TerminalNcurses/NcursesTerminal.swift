import CNcurses
import Dispatch
import TerminalCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The terminal that the program was started in, by ncurses.
///
/// Create one, set `onEvent`, and present a canvas: bytes and signals arrive on the main queue.
/// From creation until `restore()` every way out, `exit`, a trap and a fatal signal included, leaves the terminal as
/// it was found. Of one process only one instance may exist at a time.
@MainActor public final class NcursesTerminal: Terminal {
    public private(set) var size: Size
    public var onEvent: (@MainActor (TerminalEvent) -> Void)? {
        didSet { if onEvent != nil, !early.isEmpty { handOverEarly() } }
    }
    /// What happened before anybody listened: a line may be lost while a database is being opened.
    private var early: [TerminalEvent] = []
    /// Sentences for the user about what could not be done as asked, in the order found.
    public let notices: [String]
    public var reportsMouse = false {
        didSet { if reportsMouse != oldValue, !isRestored { mouse_report(reportsMouse) } }
    }
    /// How roles look; a change shows at the next `present`.
    public var theme: Theme {
        get { painter.palette.theme }
        set {
            painter.palette.theme = newValue
            painter.forget()
        }
    }

    private var painter: ScreenPainter
    private var input: InputReader?
    private var signals: (any DispatchSourceRead)?
    /// Whether the terminal type says by itself that pictures are held back until they are whole.
    private let holds: Bool
    private let multiplexer: ClipboardSequence.Multiplexer
    private var isRestored = false
    private var hasHungUp = false
    /// Somebody else has the terminal.
    private var isLent = false

    /// Takes over the terminal on standard input and output; `ascii` sends nothing beyond ASCII.
    public init(theme: Theme, ascii: Bool = false) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw TerminalError(
                message: "The console needs a terminal on its standard input and output. "
                    + "Start it without redirection; over SSH use ssh -t.")
        }
        let encoding = TextEncoding.adopted(isASCIIWanted: ascii)
        let type = try TerminalType.choose(named: Self.environment("TERM")) { name in
            TerminalType.Ability(rawValue: screen_check_type(name)) ?? .unknown
        }
        let signalled = signals_open()
        leave_prepare()
        guard signalled >= 0, screen_open(type.name) else {
            throw TerminalError(
                message: "The terminal could not be set up as \"\(type.name)\". "
                    + "Set TERM to what your terminal is, for example: TERM=xterm-256color.")
        }
        leave_arm()
        let holding = screen_ask_holding()
        holds = holding == SCREEN_HOLDS
        let wantsColor = (Self.environment("NO_COLOR") ?? "").isEmpty
        let palette = Palette(
            theme: theme, colorCount: wantsColor ? Int(screen_start_colors()) : 0, pairLimit: Int(screen_pair_limit())
        ) { screen_define_pair($0, $1.foreground, $1.background) }
        painter = ScreenPainter(palette: palette, isASCII: ascii || !encoding.isUTF8)
        notices = [type.notice, encoding.notice].compactMap { $0 }
        multiplexer = ClipboardSequence.Multiplexer(environment: Self.environment)
        size = Self.currentSize()
        input = InputReader(
            encoding: encoding, patience: Patience(environment: Self.environment), isAsking: holding == SCREEN_ASKED
        ) { [weak self] in
            self?.received($0)
        }
        watchSignals(signalled)
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func currentSize() -> Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        screen_size(&columns, &rows)
        return Size(width: Int(columns), height: Int(rows))
    }

    // MARK: Output

    public func present(_ canvas: Canvas) {
        guard !isRestored, !isLent else { return }
        signals_guard_thread()
        painter.paint(canvas, on: size, holding: holds || input?.isHoldingKnown == true)
    }

    public func redrawAll() {
        guard !isRestored, !isLent else { return }
        painter.forget()
        screen_forget()
    }

    public func copy(_ text: String) -> Bool {
        guard !isRestored, let bytes = ClipboardSequence.bytes(for: text, inside: multiplexer) else { return false }
        screen_send(bytes, bytes.count)
        return true
    }

    public func alert() {
        guard !isRestored, !isLent else { return }
        screen_beep()
    }

    // MARK: Leaving

    public func suspend() {
        guard !isRestored, !isLent else { return }
        input?.awaitAnswer()
        leave_screen()
        leave_stop()
        leave_return()
        painter.forget()
        let before = size
        size = Self.currentSize()
        // Later, not from within the caller's own handling of a key.
        DispatchQueue.main.async {
            MainActor.assumeIsolated {
                if self.size != before { self.deliver(.resized(self.size)) }
                self.deliver(.resumed)
            }
        }
    }

    /// Gives the terminal away as it was found while `work` goes on, such as a command that asks for a passphrase.
    public func lend<Result: Sendable>(_ work: @Sendable () async -> Result) async -> Result {
        guard !isRestored, !isLent, !hasHungUp else { return await work() }
        isLent = true
        input?.awaitAnswer()
        input?.pause()
        leave_screen()
        let result = await work()
        isLent = false
        // It may have come to its end meanwhile.
        guard !isRestored else { return result }
        leave_return()
        input?.goOn()
        painter.forget()
        let before = size
        size = Self.currentSize()
        if size != before { deliver(.resized(size)) }
        deliver(.resumed)
        return result
    }

    public func restore() {
        guard !isRestored else { return }
        isRestored = true
        input?.awaitAnswer()
        input?.stop()
        signals?.cancel()
        leave_screen()
    }

    // MARK: Events

    private func received(_ event: TerminalEvent) {
        signals_guard_thread()
        switch event {
        case .hangUp: hangUp()
        // Reports that were on their way when they were switched off.
        case .mouse where !reportsMouse: break
        default: deliver(event)
        }
    }

    private func deliver(_ event: TerminalEvent) {
        guard !isRestored else { return }
        guard let onEvent, early.isEmpty else { return early.append(event) }
        onEvent(event)
    }

    /// Later, not from within the listener's own start.
    private func handOverEarly() {
        DispatchQueue.main.async {
            MainActor.assumeIsolated {
                let events = self.early
                self.early = []
                for event in events { self.deliver(event) }
            }
        }
    }

    private func hangUp() {
        guard !hasHungUp else { return }
        hasHungUp = true
        input?.stop()
        deliver(.hangUp)
    }

    private func watchSignals(_ descriptor: Int32) {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in
            MainActor.assumeIsolated { self?.handleSignals(from: descriptor) }
        }
        source.activate()
        signals = source
    }

    /// Handles what has been signalled, each kind once: dragging a window's edge sends a hundred changes of size.
    private func handleSignals(from descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 256)
        var seen: Set<Int32> = []
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { break }
            seen.formUnion(bytes.prefix(count).map(Int32.init))
        }
        if !seen.isDisjoint(with: [SIGTERM, SIGHUP, SIGINT]) { return hangUp() }
        // Whoever has the terminal is asked for its size when it comes back.
        guard !isLent else { return }
        if seen.contains(SIGTSTP) { suspend() }
        if seen.contains(SIGWINCH), screen_adopt_size() {
            size = Self.currentSize()
            painter.forget()
            screen_forget()
            deliver(.resized(size))
        }
    }
}

extension ClipboardSequence.Multiplexer {
    init(environment: (String) -> String?) {
        let type = environment("TERM") ?? ""
        if environment("TMUX")?.isEmpty == false || type.hasPrefix("tmux") {
            self = .tmux
        } else if environment("STY")?.isEmpty == false {
            self = .screen
        } else {
            self = .none
        }
    }
}
