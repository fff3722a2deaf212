import TerminalCore

/// Ready-made keys, for hands that are used to other programs.
enum KeySet: String, CaseIterable, Sendable {
    case standard, vim, fkeys, emacs

    /// The keys of a command, the one that the bar names first.
    func keys(of command: Command) -> [Key] {
        switch self {
        case .standard: Self.shipped(command)
        case .vim: Self.vim(command) ?? Self.shipped(command)
        case .fkeys: Self.fkeys(command) ?? Self.shipped(command)
        case .emacs: Self.emacs(command) ?? Self.shipped(command)
        }
    }

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
        case .groups: [.character("L")]
        case .find: [.character("f"), .function(3)]
        case .filter: [.character("/")]
        case .filters: [.character("F")]
        case .columns: [.character("c")]
        case .menu: [.character("x"), .function(9)]
        case .palette: [.character(":"), .control("p")]
        case .backward: [.character("[")]
        case .forward: [.character("]")]
        case .help: [.character("?"), .function(1)]
        case .connect: [.character("C")]
        case .outbox: [.character("O")]
        case .edit: [.character("e"), .function(4)]
        case .new: [.character("a")]
        case .add: [.character("A")]
        case .delete: [.character("D")]
        case .password: [.character("p")]
        case .terminate: [.character("t")]
        case .withdraw: [.character("T")]
        case .note: [.character("m")]
        case .resend: [.character("r")]
        case .customer: [.character("o")]
        case .beside: [.character("|")]
        case .undo: [.character("z")]
        case .history: [.character("H")]
        case .fieldHistory: [.function(7)]
        case .findField: [.function(3)]
        case .sort: [.character("s"), .function(6)]
        case .reverseSort: [.character("S")]
        case .mark: [.character(" ")]
        case .markRange: [.character("v")]
        case .markAll: [.character("*")]
        case .unmark: [.character("U")]
        case .bulk: [.character("b")]
        case .bulkRuns: [.character("B")]
        case .nextSection: [.tab]
        case .previousSection: [.backTab]
        case .review: [.control("s"), .function(2)]
        case .revert: [.control("r")]
        case .generate: [.control("g")]
        case .reveal: [.control("t")]
        case .copy: [.character("y")]
        case .export: [.character("E")]
        case .refresh: [.character("R"), .function(5)]
        case .redraw: [.control("l")]
        case .suspend: [.control("z")]
        case .mouse: [.character("M")]
        }
    }

    /// As in vim and less: half pages, and sideways in and out of a record.
    private static func vim(_ command: Command) -> [Key]? {
        switch command {
        case .up: [.character("k"), .up]
        case .down: [.character("j"), .down]
        case .pageUp: [.control("u"), .control("b"), .pageUp]
        case .pageDown: [.control("d"), .control("f"), .pageDown]
        case .open: [.enter, .character("l")]
        case .back: [.escape, .character("q"), .character("h")]
        default: nil
        }
    }

    /// As in mc and htop: the bar names function keys.
    private static func fkeys(_ command: Command) -> [Key]? {
        switch command {
        case .help: [.function(1), .character("?")]
        case .review: [.function(2), .control("s")]
        case .find: [.function(3), .character("f")]
        case .edit: [.function(4), .character("e")]
        case .refresh: [.function(5), .character("R")]
        case .sort: [.function(6), .character("s")]
        case .filter: [.function(7), .character("/")]
        case .terminate: [.function(8), .character("t")]
        case .menu: [.function(9), .character("x")]
        case .quit: [.function(10), .character("q")]
        default: nil
        }
    }

    /// As in emacs. Nothing sits on Ctrl-X, which is only half a key there.
    private static func emacs(_ command: Command) -> [Key]? {
        switch command {
        case .up: [.up, .control("p"), .character("k")]
        case .down: [.down, .control("n"), .character("j")]
        case .pageUp: [.pageUp, .alt(.character("v"))]
        case .pageDown: [.pageDown, .control("v")]
        case .first: [.alt(.character("<")), .home, .character("g")]
        case .last: [.alt(.character(">")), .end, .character("G")]
        case .back: [.escape, .control("g"), .character("q")]
        case .palette: [.alt(.character("x")), .character(":")]
        case .generate: [.alt(.character("g"))]
        default: nil
        }
    }
}
