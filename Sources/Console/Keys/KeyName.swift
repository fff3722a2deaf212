import BillingModel
import TerminalCore

extension Key {
    /// How a key is written in the bar and on the help page.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "^" + character.uppercased()
        case .function(let number): "F\(number)"
        case .alt(let key): "Alt-" + key.name
        default: KeyName.named.first { $0.key == self }?.name ?? ""
        }
    }
}

/// The names of keys: as the bar writes them, and as a file may.
enum KeyName {
    /// A text that names none, and why.
    struct NoKey: Error {
        var sentence: LocalizedText
    }

    /// The name that is shown stands first of those of a key.
    fileprivate static let named: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Shift-Tab", .backTab), ("Backspace", .backspace),
        ("Del", .delete), ("Ins", .insert), ("↑", .up), ("↓", .down), ("←", .left), ("→", .right), ("Home", .home),
        ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
        ("Return", .enter), ("Escape", .escape), ("Delete", .delete), ("Insert", .insert), ("Up", .up),
        ("Down", .down), ("Left", .left), ("Right", .right), ("PageUp", .pageUp), ("PageDown", .pageDown),
        ("Space", .character(" ")),
    ]

    /// Chords that terminals send as another key.
    private static let sameAs: [Character: Key] = [
        "h": .backspace, "i": .tab, "j": .enter, "m": .enter, "[": .escape,
    ]

    static func key(_ name: String) -> Result<Key, NoKey> {
        if name.count == 1, let character = name.first {
            return .success(named.first { $0.name == name }?.key ?? .character(character))
        }
        if let known = named.first(where: { $0.name.lowercased() == name.lowercased() }) { return .success(known.key) }
        if let rest = rest(of: name, after: ["^", "Ctrl-", "C-"]) { return control(name, rest) }
        if let rest = rest(of: name, after: ["Alt-", "M-"]), !rest.isEmpty {
            return key(rest).flatMap { key in
                if case .alt = key { return .failure(unknown(name)) }
                return .success(.alt(key))
            }
        }
        if name.first == "F" || name.first == "f", let number = Int(name.dropFirst()), (1...12).contains(number) {
            return .success(.function(number))
        }
        return .failure(unknown(name))
    }

    private static func rest(of name: String, after prefixes: [String]) -> String? {
        prefixes.first { name.lowercased().hasPrefix($0.lowercased()) }.map { String(name.dropFirst($0.count)) }
    }

    private static func control(_ name: String, _ letters: String) -> Result<Key, NoKey> {
        guard letters.count == 1, let letter = letters.lowercased().first else { return .failure(unknown(name)) }
        if let other = sameAs[letter] {
            return .failure(
                NoKey(
                    sentence: LocalizedText(
                        "terminals send “\(name)” as \(other.name); name that one, or another key.",
                        "terminals sturen “\(name)” als \(other.name); noem die, of een andere toets.")))
        }
        guard letter.isASCII, letter.isLetter || "\\]^_".contains(letter) else { return .failure(unknown(name)) }
        return .success(.control(letter))
    }

    private static func unknown(_ name: String) -> NoKey {
        NoKey(
            sentence: LocalizedText(
                "“\(name)” is no key; keys are written as e, F4, Ctrl-S, Alt-x, Enter, Esc, Tab, Up, PgDn, Space.",
                "“\(name)” is geen toets; toetsen heten e, F4, Ctrl-S, Alt-x, Enter, Esc, Tab, Up, PgDn, Space."))
    }
}
