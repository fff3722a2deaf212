import TerminalCore

/// The keys of every text field, for the help page; they are no commands, since the fields themselves take them.
enum EditingKeys: CaseIterable {
    case byWord, deleteWord, deleteBack, ends, deleteToEnds

    /// How help names the keys that go through the values of a choice.
    static let alongChoices = [Key.left, .right].map(\.name).joined(separator: " ")

    var keys: [Key] {
        switch self {
        case .byWord: [.alt(.character("b")), .alt(.character("f"))]
        case .deleteWord: [.alt(.character("d")), .alt(.backspace)]
        case .deleteBack: [.control("w")]
        case .ends: [.control("a"), .control("e")]
        case .deleteToEnds: [.control("u"), .control("k")]
        }
    }
}
