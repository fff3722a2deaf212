import TerminalCore

/// Which keys mean a command: dispatch, key bar, help page and every sentence that names a key ask here.
public struct KeyMap: Equatable, Sendable {
    /// What differs from the shipped keys.
    private var own: [Command: [Key]]

    /// - Parameter own: The keys of some commands, instead of those they have as shipped.
    init(_ own: [Command: [Key]] = [:]) {
        self.own = own
    }

    public static let standard = KeyMap()

    /// The keys of a command, the one that the bar names first.
    func keys(of command: Command) -> [Key] {
        // Nearly everybody has no keys of their own.
        (own.isEmpty ? nil : own[command]) ?? Self.shipped(command)
    }

    /// How a sentence names the key of a command that works wherever the sentence stands; nil where it has none.
    func name(of command: Command) -> String? { keys(of: command).first?.name }

    func means(_ key: Key, _ command: Command) -> Bool { keys(of: command).contains(key) }

    private static func shipped(_ command: Command) -> [Key] {
        switch command {
        case .up: [.up, .character("k")]
        case .down: [.down, .character("j")]
        case .pageUp: [.pageUp, .control("b")]
        case .pageDown: [.pageDown, .control("f")]
        case .first: [.character("g"), .home]
        case .last: [.character("G"), .end]
        case .open, .send, .choose: [.enter]
        case .back: [.escape, .character("q")]
        case .quit: [.character("q"), .function(10)]
        case .debtors: [.character("1")]
        case .products: [.character("2")]
        case .services: [.character("3")]
        case .users: [.character("4")]
        case .find: [.character("f"), .function(3)]
        case .filter: [.character("/")]
        case .menu: [.character("x"), .function(9), .character(":"), .control("p")]
        case .help: [.character("?"), .function(1)]
        case .connect: [.character("C")]
        case .edit: [.character("e"), .function(4)]
        case .new: [.character("a")]
        case .password: [.character("p")]
        case .terminate: [.character("t")]
        case .sort: [.character("s"), .function(6)]
        case .reverseSort: [.character("S")]
        case .nextSection: [.tab]
        case .previousSection: [.backTab]
        case .review: [.control("s"), .function(2)]
        case .revert: [.control("r")]
        case .generate: [.control("g")]
        case .reveal: [.control("t")]
        case .copy: [.character("y")]
        case .refresh: [.character("R"), .function(5)]
        case .redraw: [.control("l")]
        case .suspend: [.control("z")]
        }
    }
}
