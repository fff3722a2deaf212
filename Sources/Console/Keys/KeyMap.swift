import TerminalCore

/// Which keys mean a command: dispatch, key bar, help page and every sentence that names a key ask here.
public struct KeyMap: Equatable, Sendable {
    private var set: KeySet
    /// What differs from the set.
    private var own: [Command: [Key]]

    /// - Parameter own: The keys of some commands, instead of those they have in the set.
    init(_ set: KeySet = .standard, _ own: [Command: [Key]] = [:]) {
        self.set = set
        self.own = own
    }

    public static let standard = KeyMap()

    /// The keys of a command, the one that the bar names first; none where it has only its place in the menu.
    func keys(of command: Command) -> [Key] {
        // Nearly everybody has no keys of their own.
        (own.isEmpty ? nil : own[command]) ?? set.keys(of: command)
    }

    /// How a sentence names the key of a command that works wherever the sentence stands; nil where it has none.
    func name(of command: Command) -> String? { keys(of: command).first?.name }

    func means(_ key: Key, _ command: Command) -> Bool { keys(of: command).contains(key) }
}
