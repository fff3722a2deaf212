import TerminalCore

/// The keys held while another is pressed, as terminals number them: a sum of bits, plus one.
struct KeyModifiers: OptionSet {
    let rawValue: Int

    static let shift = KeyModifiers(rawValue: 1)
    static let alt = KeyModifiers(rawValue: 2)
    static let control = KeyModifiers(rawValue: 4)
    /// Meta of xterm, and Super, Hyper and Meta of others: to staff all are like Alt.
    private static let others = KeyModifiers(rawValue: 8 | 16 | 32)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Caps Lock and Num Lock, bits above these, change nothing.
    init(parameter: Int?) {
        let number = max(1, parameter ?? 1) - 1
        self.init(rawValue: number & 0x3F)
    }

    private var hasAlt: Bool { !isDisjoint(with: [.alt, .others]) }

    /// The key with these held; nil where that is none of ours.
    func applied(to key: Key) -> Key? {
        switch key {
        // A function key with Shift is another function key.
        case .function: return isEmpty ? key : nil
        case .tab: return hasAlt ? .alt(key) : contains(.shift) ? .backTab : key
        case .left, .right, .delete, .backspace: return hasAlt || contains(.control) ? .alt(key) : key
        // An arrow with Ctrl or Shift is an arrow.
        default: return hasAlt ? .alt(key) : key
        }
    }

    /// A character with these held; `shifted` is what Shift makes of it, where the terminal told.
    func applied(to scalar: Unicode.Scalar, shifted: Unicode.Scalar?) -> Key? {
        if contains(.control) {
            guard scalar.isASCII, scalar.value >= 0x40, scalar.value != 0x7F,
                let key = KeySequences.control(UInt8(scalar.value & 0x1F))
            else { return nil }
            return hasAlt ? .alt(key) : key
        }
        var character = Character(scalar)
        if contains(.shift) {
            let upper = String(character).uppercased()
            character = shifted.map(Character.init) ?? (upper.count == 1 ? Character(upper) : character)
        }
        return hasAlt ? .alt(.character(character)) : .character(character)
    }
}
