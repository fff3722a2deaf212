import BillingAPI
import BillingModel
import Console
import TerminalCore

/// Plays the user of a console in memory: presses keys, waits until nothing is under way, looks.
@MainActor public final class ScreenDriver {
    public let terminal: MemoryTerminal
    public let program: Program
    public private(set) var end: Program.End?

    /// The whole console, or one screen in front of it, over any service.
    public init(
        _ screen: (any Screen)? = nil, service: any BillingService, size: Size = Size(width: 80, height: 24),
        language: Language = .english, clock: LocalClock = .system, isReadOnly: Bool = false,
        backend: Backend = .embedded(mail: .waits), profiles: (any ProfileSetup)? = nil,
        drafts: (any DraftShelf)? = nil, outbox: (any WriteOutbox)? = nil, files: (any ListFiles)? = nil,
        bulk: (any BulkShelf)? = nil, pace: BulkPace? = nil,
        views: KeptViews = KeptViews(), viewShelf: (any ViewShelf)? = nil,
        recents: RecentCustomers = RecentCustomers(), recentShelf: (any RecentShelf)? = nil,
        recentCommands: (any RecentCommandShelf)? = nil, keys: KeyMap = .standard, history: SystemHistory? = nil,
        presence: (any PresenceBook)? = nil, isProduction: Bool = false, losesAnswers: Bool? = nil,
        author: OwnAuthor = OwnAuthor { ChangeAuthor("anna", by: .user, origin: "anna@desk-2") },
        refresh: (@Sendable () -> Duration)? = nil, news: OpenSystem.Watching? = nil,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) },
        framePause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        terminal = MemoryTerminal(size: size)
        var system = OpenSystem(
            id: .database("test"), name: "test.sqlite",
            banner: Banner(place: "test.sqlite", isDemo: false, isReadOnly: isReadOnly),
            service: isReadOnly ? ReadOnlyService(service) : service, backend: backend, texts: Texts(language),
            losesAnswers: losesAnswers, history: history, news: news)
        (system.presence, system.refresh, system.isProduction) = (presence, refresh, isProduction)
        (system.author, system.pace) = (author, pace)
        program = Program(
            terminal: terminal, system: system, clock: clock, profiles: profiles, drafts: drafts, outbox: outbox,
            files: files, bulk: bulk, views: views, viewShelf: viewShelf, recents: recents,
            recentShelf: recentShelf, recentCommands: recentCommands, keys: keys, pause: pause,
            framePause: framePause)
        program.onEnd = { [weak self] in self?.end = $0 }
        program.start(opening: screen.map { Self.erased($0) })
    }

    private static func erased(_ screen: some Screen) -> AnyScreen { AnyScreen(screen) }

    /// Presses keys one after the other, waiting after each until nothing is under way.
    public func press(_ keys: Key...) async {
        await idle()
        for key in keys {
            terminal.send(.key(key))
            await idle()
        }
    }

    /// Types a text, a key press a character.
    public func type(_ text: String) async {
        for character in text { await press(.character(character)) }
    }

    public func send(_ event: TerminalEvent) async {
        terminal.send(event)
        await idle()
    }

    public func idle() async { await program.idle() }

    /// What stands on the screen, right-trimmed.
    public var picture: String { terminal.shown.picture }

    public var lines: [String] { picture.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// The first line with this text in it.
    public func line(with text: String) -> String? { lines.first { $0.contains(text) } }

    /// The role at the first place where a text stands, at or under a row.
    public func role(of text: String, below top: Int = 0) -> StyleRole? {
        place(of: text, below: top).map { terminal.shown[$0.x, $0.y].role }
    }

    /// The first cell of a text, at or under a row.
    public func place(of text: String, below top: Int = 0) -> Point? {
        let canvas = terminal.shown
        let wanted = Array(text)
        for y in top..<max(top, canvas.size.height) {
            let columns = (0..<canvas.size.width).filter { canvas[$0, y].width > 0 }
            guard columns.count >= wanted.count else { continue }
            for start in 0...(columns.count - wanted.count)
            where columns[start..<(start + wanted.count)].map({ canvas[$0, y].character }) == wanted {
                return Point(x: columns[start], y: y)
            }
        }
        return nil
    }
}

// What a user does in a form.
extension ScreenDriver {
    /// Moves the focus on until it stands on the field with this label; false when there is none.
    @discardableResult
    public func focus(_ label: String) async -> Bool {
        await idle()
        for _ in 0..<100 {
            if isFocused(label) { return true }
            await press(.tab)
        }
        return isFocused(label)
    }

    /// Marks the button with this title and presses it; false where there is none.
    @discardableResult
    public func pressButton(_ title: String) async -> Bool {
        for _ in 0..<6 {
            // The one that sends may say how much.
            if role(of: title == "Send" ? "[ Send " : "[ \(title) ]") == .buttonFocused {
                await press(.enter)
                return true
            }
            await press(.right)
        }
        return false
    }

    /// Whether the focus stands on the field with this label; labels may be cut where the window is narrow.
    public func isFocused(_ label: String) -> Bool { picture.contains("> \(label)") || picture.contains(">*\(label)") }

    /// Replaces what stands in a field of one line.
    public func fill(_ label: String, _ text: String) async {
        await focus(label)
        await press(.end, .control("u"))
        await type(text)
    }
}

// What happens while an answer is outstanding.
extension ScreenDriver {
    /// Presses keys without waiting for anything.
    public func tap(_ keys: Key...) {
        for key in keys { terminal.send(.key(key)) }
    }

    /// Waits until a line with this text is shown, also while an answer is outstanding; an expectation tells if it
    /// never comes.
    public func shows(_ text: String) async -> Bool {
        let end = ContinuousClock.now + .seconds(300)
        while line(with: text) == nil {
            guard .now < end else { return false }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return true
    }

    /// Waits until no line with this text is shown any more; an expectation tells if one always is.
    public func hides(_ text: String) async -> Bool {
        let end = ContinuousClock.now + .seconds(300)
        while line(with: text) != nil {
            guard .now < end else { return false }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return true
    }

    /// Gives what might be drawn now some time to be, while an answer is outstanding: only for what must not come. What
    /// must come is waited for by `shows`.
    public func look() async {
        for _ in 0..<200 { await Task.yield() }
    }
}

// What a user does where another changed the same fields.
extension ScreenDriver {
    /// Decides about every field in the same way, and comes to the buttons.
    ///
    /// - Parameter side: `.left` takes theirs, `.right` keeps mine.
    public func decide(_ side: Key) async {
        await idle()
        for _ in 0..<20 where lines.contains(where: { $0.contains("( ) ") && !$0.contains("(*) ") }) {
            await press(side, .down)
        }
    }
}
