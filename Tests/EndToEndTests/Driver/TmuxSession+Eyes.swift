import Foundation
import ProgramTesting

extension TmuxSession {
    /// What the terminal shows now.
    func screen() async throws -> Picture {
        Picture(try await ask(["capture-pane", "-p"]))
    }

    /// What the terminal shows now, with the escape sequences of its colours and attributes.
    func styledScreen() async throws -> Picture {
        Picture(try await ask(["capture-pane", "-p", "-e"]))
    }

    /// Column and row of the cursor from 0, or nil when the program hides it.
    func cursor() async throws -> (column: Int, row: Int)? {
        let state = try await state("#{cursor_flag} #{cursor_x} #{cursor_y}").split(separator: " ").compactMap {
            Int($0)
        }
        guard state.count == 3 else { throw DriverError("tmux told no place of the cursor.") }
        return state[0] == 1 ? (state[1], state[2]) : nil
    }

    /// Whether the program still shows its own screen instead of the one before its start.
    func isOnAlternateScreen() async throws -> Bool {
        try await state("#{alternate_on}") == "1"
    }

    /// What the program has copied, by OSC 52.
    func clipboard() async throws -> String {
        try await ask(["show-buffer"])
    }

    /// Whether the program runs; it may have ended already while its last words are still on their way to the screen.
    func isAlive() -> Bool {
        !FileManager.default.fileExists(atPath: "\(files).exit")
    }

    /// Whether the program has left the terminal's line settings as it found them; to be asked after its end.
    func hasRestoredTheTerminal() throws -> Bool {
        let settings = try ["before", "after"].map { try String(contentsOfFile: "\(files).\($0)", encoding: .utf8) }
        return settings[0] == settings[1]
    }

    /// What tmux answers to a format such as `#{pane_title}`.
    func state(_ format: String) async throws -> String {
        try await ask(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
    }
}
