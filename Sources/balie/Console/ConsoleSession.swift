import BillingAPI
import BillingModel
import Console
import Foundation
import ProgramOutput
import TerminalCore
import TerminalNcurses
import Theming

/// One run of the console: terminal, systems and program brought together, and taken apart in order.
struct ConsoleSession: Sendable {
    static let standardTheme = ThemeLibrary.standardName

    var data: DataChoice
    var theme = Self.standardTheme
    var isASCII = false

    init(data: DataChoice, theme: String = Self.standardTheme, isASCII: Bool = false) {
        self.data = data
        self.theme = theme
        self.isASCII = isASCII
    }

    @MainActor
    func run() async throws {
        // The database opens on another thread while the terminal is set up.
        let data = data
        let opening = Task.detached { () async -> Result<Connection, any Error> in
            await Result { try await data.open(staysOpen: true) }
        }
        // A command may ask for a passphrase: it gets the terminal first.
        if data.isRemote || data.runsCommand { _ = await opening.value }
        var notices: [String] = []
        let theme = loadTheme(noting: &notices)
        let own = UserKeys.read()
        let keys = own.map
        let recents = HomeRecents.read()
        let views = HomeViews.read(noting: &notices, in: data.language)
        notices += own.problems.map { $0[data.language] }
        let terminal: NcursesTerminal
        do {
            terminal = try NcursesTerminal(theme: data.theme(theme), ascii: isASCII)
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
            StandardError.tell(error, in: data.language)
            throw ExitStatus(opening: error)
        }
        notices += terminal.notices
        let desk = SystemDesk(like: data, theme: theme, keys: keys, terminal: terminal)
        let program = Program(
            terminal: terminal, system: desk.system(data, connection), profiles: ProfileDesk(desk),
            drafts: DraftDisk(), outbox: OutboxDisk(), files: HomeFiles(), bulk: BulkDisk(), views: views,
            viewShelf: HomeViews(), recents: recents, recentShelf: HomeRecents(),
            recentCommands: RecentCommandFile(), keys: keys)
        program.onTurn = { desk.dress(for: $0) }
        await play(program, notice: notices.isEmpty ? nil : notices.joined(separator: " "))
        // A mail that is being handed over is marked before the program is gone, or it would go again. Staff have their
        // terminal back meanwhile.
        terminal.restore()
        await program.leavePresence()
        await desk.close()
        if let words = program.lastWords { StandardError.write(words) }
    }

    @MainActor
    private func play(_ program: Program, notice: String?) async {
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            program.onEnd = { _ in ended.resume() }
            program.start(notice: notice)
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
}

extension DataChoice {
    /// The theme with the banner that the profile has.
    func theme(_ theme: Theme) -> Theme { profile?.banner.map { theme.banner(colored: $0) } ?? theme }
}

extension Result where Failure == any Error {
    init(catching body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
