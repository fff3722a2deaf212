import TerminalCore

/// Which keys mean a command: dispatch, key bar, help page and every sentence that names a key ask here.
public struct KeyMap: Equatable, Sendable {
    /// Looked for at every key press and in every frame, and so made once.
    private let keys: [Command: [Key]]
    private let commands: [Key: [Command]]

    /// - Parameter own: The keys of some commands, instead of those they have in the set.
    init(_ set: KeySet = .standard, _ own: [Command: [Key]] = [:]) {
        keys = Dictionary(uniqueKeysWithValues: Command.allCases.map { ($0, own[$0] ?? set.keys(of: $0)) })
        var commands: [Key: [Command]] = [:]
        for command in Command.allCases {
            for key in keys[command] ?? [] { commands[key, default: []].append(command) }
        }
        self.commands = commands
    }

    public static let standard = KeyMap()

    /// The keys of a command, the one that the bar names first; none where it has only its place in the menu.
    func keys(of command: Command) -> [Key] { keys[command] ?? [] }

    /// All that a key may mean, on one page or another.
    func commands(by key: Key) -> [Command] { commands[key] ?? [] }

    /// How a sentence names the key of a command that works wherever the sentence stands; nil where it has none.
    func name(of command: Command) -> String? { keys(of: command).first?.name }

    func means(_ key: Key, _ command: Command) -> Bool { keys(of: command).contains(key) }
}
