import TerminalCore
import Widgets

/// What the keys of a screen belong to before they can be commands.
public enum Focus: Equatable, Sendable {
    /// Nothing is typed here: every key is a command.
    case commands
    /// Buttons alone: the arrows along them, and Tab.
    case buttons
    /// A line of text, which Enter ends.
    case line
    /// A line beside what it finds or could find: Enter is a command there, as it is on rows.
    case search
    /// Text of many lines, through which the arrows go and in which Enter begins a new one.
    case area
    /// Values, or buttons among fields: a letter there finds a value or nothing, and is never a command.
    case choice
    /// Days, among fields: the arrows go through them.
    case calendar

    /// Whether text is typed there.
    var isText: Bool {
        switch self {
        case .line, .search, .area: true
        case .commands, .buttons, .choice, .calendar: false
        }
    }

    /// Whether it is where something is filled in or looked for.
    var isAmongFields: Bool { self != .commands && self != .buttons }

    func takes(_ entry: Entry) -> Bool {
        switch entry {
        case .key(let key): takes(key)
        case .paste: isText
        }
    }

    func takes(_ key: Key) -> Bool {
        switch self {
        case .commands: false
        case .buttons: [.left, .right, .tab, .backTab].contains(key)
        case .search: key.editsText
        case .line, .choice: key.editsText || key == .enter
        case .area: key.editsText || [.enter, .up, .down].contains(key)
        case .calendar: key.editsText || [.enter, .up, .down, .pageUp, .pageDown].contains(key)
        }
    }
}

/// What comes into the focus.
public enum Entry: Equatable, Sendable {
    case key(Key)
    /// One paste, never a row of key presses.
    case paste(String)

    /// Nil for what is no input of the user's.
    init?(_ event: TerminalEvent) {
        switch event {
        case .key(let key): self = .key(key)
        case .paste(let text): self = .paste(text)
        default: return nil
        }
    }
}
