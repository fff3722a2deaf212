import Foundation
import ProgramTesting
import Testing

extension TmuxSession {
    /// Presses keys one after the other: single characters, or names such as Enter, BTab, F2, Up, PageDown, C-s.
    func press(_ keys: String...) async throws {
        for key in keys where !Self.isKey(key) {
            throw DriverError("There is no key \"\(key)\" to press. For text there is type(_:).")
        }
        try await ask(["send-keys"] + keys.map(Self.escaped))
    }

    /// Types a text, character by character.
    func type(_ text: String) async throws {
        try await ask(["send-keys", "-l", "--", Self.escaped(text)])
    }

    /// Pastes a text as a terminal does, marked as pasted where the program asked for that.
    func paste(_ text: String) async throws {
        try await ask(["set-buffer", "--", Self.escaped(text), ";", "paste-buffer", "-d", "-p"])
    }

    /// Gives the window another size.
    func resize(columns: Int, rows: Int) async throws {
        try await ask(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Sends a signal to the program.
    func signal(_ number: Int32) async throws {
        kill(try await processID(), number)
    }

    /// Takes the terminal away, as a lost line does.
    func hangUp() async throws {
        try await ask(["kill-pane"])
    }

    private static let namedKeys: Set<String> = [
        "Enter", "Escape", "Tab", "BTab", "Space", "BSpace", "Up", "Down", "Left", "Right", "Home", "End", "PageUp",
        "PageDown", "PPage", "NPage", "IC", "DC", "Insert", "Delete",
    ]

    private static func isKey(_ name: String) -> Bool {
        if name.count == 1 || namedKeys.contains(name) { return true }
        if name.hasPrefix("F"), let number = Int(name.dropFirst()) { return (1...12).contains(number) }
        guard let chord = ["C-", "M-", "S-"].first(where: name.hasPrefix) else { return false }
        return isKey(String(name.dropFirst(chord.count)))
    }

    /// A semicolon at the end of an argument would end the tmux command.
    private static func escaped(_ argument: String) -> String {
        argument.hasSuffix(";") ? argument.dropLast() + "\\;" : argument
    }
}
