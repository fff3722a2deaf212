import BillingAPI
import BillingEngine
import Console
import Foundation
import TerminalCore
import TerminalNcurses
import Theming

/// One run of the console: terminal, database and program brought together, and taken apart in order.
struct ConsoleSession: Sendable {
    static let standardTheme = ThemeLibrary.standardName

    var data: DataChoice
    var theme = Self.standardTheme
    var isASCII = false

    @MainActor
    func run() async throws {
        // The database opens on another thread while the terminal is set up.
        let data = data
        let opening = Task.detached { await Result { try await data.open() } }
        let texts = Texts(data.language)
        var notices: [String] = []
        let theme = loadTheme(noting: &notices)
        let terminal: NcursesTerminal
        do {
            terminal = try NcursesTerminal(theme: theme, ascii: isASCII)
        } catch {
            StandardError.write("\(error)")
            throw ExitStatus.usage
        }
        defer { terminal.restore() }
        let connection: Connection
        switch await opening.value {
        case .success(let opened): connection = opened
        case .failure(let error):
            // The sentence must stand on the screen that stays.
            terminal.restore()
            StandardError.write(data.sentence(for: error))
            throw ExitStatus.unreachable
        }
        notices += terminal.notices
        if connection.isFirstStart { notices.append(texts.demoCreated(Places.database)) }
        let banner = Banner(place: place, isDemo: connection.isDemo, isReadOnly: data.isReadOnly)
        let program = Program(terminal: terminal, service: connection.service, banner: banner, texts: texts)
        await play(program, on: connection, notice: notices.isEmpty ? nil : notices.joined(separator: " "))
    }

    @MainActor
    private func play(_ program: Program, on connection: Connection, notice: String?) async {
        let watch = watchChanges(connection, program)
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            program.onEnd = { _ in
                program.onEnd = nil
                ended.resume()
            }
            program.start(notice: notice)
        }
        watch.cancel()
    }

    /// The database as the banner names it.
    private var place: String {
        data.url.split(separator: "/").last.map(String.init) ?? data.url
    }

    private func loadTheme(noting notices: inout [String]) -> Theme {
        if theme == Self.standardTheme { return Theme.standard }
        do throws(ThemeError) {
            let (loaded, warnings) = try ThemeLibrary(folders: Places.themes).theme(named: theme)
            notices += warnings.map(\.description)
            return loaded
        } catch {
            notices.append(error.description)
            return Theme.standard
        }
    }

    /// What another console wrote in the same file is shown here within a second.
    @MainActor
    private func watchChanges(_ connection: Connection, _ program: Program) -> Task<Void, Never> {
        Task { @MainActor [weak program] in
            var last = connection.changes
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                guard let counter = try? await connection.engine.changeCounter(), counter != last else { continue }
                last = counter
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
