import BillingAPI
import BillingEngine
import Console
import Foundation
import ProgramOutput
import TerminalCore
import TerminalNcurses
import Theming

/// One run of the console: terminal, database and program brought together, and taken apart in order.
struct ConsoleSession: Sendable {
    static let standardTheme = ThemeLibrary.standardName

    var data: DataChoice
    var theme = Self.standardTheme
    var isASCII = false
    /// A system that is open already; nil for one that `data` is to open.
    private var opened: Connection?
    /// Why staff are here again, and not where they wanted to go.
    private var complaint: String?

    init(data: DataChoice, theme: String = Self.standardTheme, isASCII: Bool = false) {
        self.data = data
        self.theme = theme
        self.isASCII = isASCII
    }

    /// Works on one system after the other, as long as staff choose another one.
    @MainActor
    func run() async throws {
        var session = self
        while case .open(let name) = try await session.runOnce() {
            let previous = session
            do {
                session = try Self.session(on: name, after: self)
                session.opened = try await session.data.open(keepsLists: true)
            } catch {
                // What cannot be opened costs nobody the system they were working on.
                session = previous
                session.complaint = previous.data.sentence(for: error)
            }
        }
    }

    private static func session(on profile: String, after first: ConsoleSession) throws(APIError) -> ConsoleSession {
        var session = first
        session.data = DataChoice()
        session.data.profileName = profile
        session.data.isReadOnlyByOption = first.data.isReadOnlyByOption
        session.data.languageByOption = first.data.languageByOption
        try session.data.settle()
        return session
    }

    @MainActor
    private mutating func runOnce() async throws -> Program.End {
        let opened = opened
        // The database opens on another thread while the terminal is set up.
        let data = data
        let opening = Task.detached { () async -> Result<Connection, any Error> in
            if let opened { return .success(opened) }
            return await Result { try await data.open(keepsLists: true) }
        }
        // A key's command may ask for a passphrase: it gets the terminal first.
        if data.isRemote { _ = await opening.value }
        let texts = Texts(data.language)
        var notices = [complaint].compactMap { $0 } + data.warnings.map { $0[data.language] }
        var theme = loadTheme(noting: &notices)
        let own = UserKeys.read()
        let keys = own.map
        notices += own.problems.map { $0[data.language] }
        if let color = data.profile?.banner { theme = theme.banner(colored: color) }
        let terminal: NcursesTerminal
        do {
            terminal = try NcursesTerminal(theme: theme, ascii: isASCII)
        } catch {
            StandardError.write(error.description)
            throw ExitStatus.usage
        }
        defer { terminal.restore() }
        terminal.reportsMouse = data.usesMouse
        let connection: Connection
        switch await opening.value {
        case .success(let opened): connection = opened
        case .failure(let error):
            // The sentence must stand on the screen that stays.
            terminal.restore()
            StandardError.write(data.sentence(for: error))
            throw ExitStatus(opening: error)
        }
        self.opened = connection.known
        notices += terminal.notices + [connection.notice].compactMap { $0?[data.language] }
        if connection.isFirstStart { notices.append(texts.demoCreated(Places.database, keys)) }
        let banner = Banner(place: data.place, isDemo: connection.isDemo, isReadOnly: data.isReadOnly)
        let program = Program(
            terminal: terminal, service: connection.service, banner: banner, texts: texts,
            backend: data.backend(of: connection), profiles: ProfileDesk(), keys: keys)
        return await play(
            program, on: connection, terminal, notice: notices.isEmpty ? nil : notices.joined(separator: " "))
    }

    @MainActor
    private func play(
        _ program: Program, on connection: Connection, _ terminal: NcursesTerminal, notice: String?
    ) async -> Program.End {
        let watch = watchChanges(connection, program)
        let delivery = connection.mail.map { delivery in Task { await delivery.run() } }
        let preparation = prepareSearch(connection, program)
        let end = await withCheckedContinuation { (ended: CheckedContinuation<Program.End, Never>) in
            program.onEnd = { end in
                program.onEnd = nil
                ended.resume(returning: end)
            }
            program.start(notice: notice)
        }
        watch?.cancel()
        delivery?.cancel()
        preparation?.cancel()
        // A mail that is being handed over is marked before the program is gone, or it would go again. Staff have their
        // terminal back meanwhile.
        if delivery != nil { terminal.restore() }
        await delivery?.value
        if let words = program.lastWords {
            terminal.restore()
            StandardError.write(words)
        }
        return end
    }

    /// What an earlier version wrote becomes findable by everything while staff work. A part that is cut off when they
    /// leave is done again by the next program.
    private func prepareSearch(_ connection: Connection, _ program: Program) -> Task<Void, Never>? {
        guard let preparation = connection.preparation else { return nil }
        return Task {
            await preparation.run { event in
                switch event {
                case .progress(let progress):
                    await program.searchIsPrepared(SearchProgress(done: progress.done, total: progress.total))
                case .finished: await program.searchIsPrepared(nil)
                case .trouble: break
                }
            }
        }
    }

    private func loadTheme(noting notices: inout [String]) -> Theme {
        if theme == Self.standardTheme { return Theme.standard }
        do throws(ThemeError) {
            let (loaded, warnings) = try ThemeLibrary(folders: Places.themes).theme(named: theme)
            notices += warnings.map { $0.sentence[data.language] }
            return loaded
        } catch {
            notices.append(error.message[data.language])
            return Theme.standard
        }
    }

    /// What another console wrote in the same file is shown here within a second.
    @MainActor
    private func watchChanges(_ connection: Connection, _ program: Program) -> Task<Void, Never>? {
        guard let engine = connection.engine else { return nil }
        return Task { @MainActor [weak program] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                guard let isChanged = try? await engine.look(), isChanged else { continue }
                program?.dataChanged()
            }
        }
    }
}

extension Result where Failure == any Error {
    init(catching body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
