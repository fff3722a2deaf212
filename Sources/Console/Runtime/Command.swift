import TerminalCore

/// Everything a key can mean. One table: key bar, help page and dispatch are drawn from it.
public enum Command: String, CaseIterable, Sendable {
    case up, down, pageUp, pageDown, first, last
    case open, send, choose, back, quit
    case debtors, products, services, users
    case find, filter
    case menu, help, connect
    case edit, new, password, terminate
    case sort, reverseSort
    case nextSection, previousSection
    case review, revert, generate, reveal
    case copy, refresh, redraw, suspend

    /// The keys as shipped, the one shown in the bar first.
    public var keys: [Key] {
        switch self {
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

    /// Movement is known to everyone and stands on the help page only.
    var isInBar: Bool {
        switch self {
        case .up, .down, .pageUp, .pageDown, .first, .last, .redraw, .suspend, .debtors, .products, .services, .users,
            .previousSection, .reverseSort, .copy, .refresh, .connect:
            false
        default: true
        }
    }
}

extension Key {
    /// How a key is written in the bar and on the help page.
    var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "^" + character.uppercased()
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        case .alt(let key): "Alt-" + key.name
        }
    }
}
