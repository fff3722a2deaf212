import TerminalCore

/// The keys that go by words.
enum WordKey {
    case left, right, deleteLeft, deleteRight

    init?(_ key: Key) {
        switch key {
        case .alt(.character("b")), .alt(.left): self = .left
        case .alt(.character("f")), .alt(.right): self = .right
        case .alt(.backspace): self = .deleteLeft
        case .alt(.character("d")), .alt(.delete): self = .deleteRight
        default: return nil
        }
    }
}

extension Key {
    /// Whether the key belongs to a text that is being typed, in a field of one line: characters, moving in it,
    /// deleting. Enter and the arrows up and down are not among these.
    public var editsText: Bool {
        switch self {
        case .character, .left, .right, .home, .end, .backspace, .delete: true
        case .control(let letter): "aeukw".contains(letter)
        default: WordKey(self) != nil
        }
    }
}
