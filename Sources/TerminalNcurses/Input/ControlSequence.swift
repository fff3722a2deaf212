import TerminalCore

/// A whole `ESC [ parameters final`.
struct ControlSequence {
    /// Numbers between `;`, each with what stands behind it after `:`; empty for an answer, whose parameters begin with
    /// a sign or end in one.
    private let parameters: [[Int?]]
    private let isAnswer: Bool
    private let hasParameters: Bool
    private let final: UInt8

    init(_ bytes: ArraySlice<UInt8>, final: UInt8) {
        isAnswer = bytes.contains { (0x20...0x2F).contains($0) || (0x3C...0x3F).contains($0) }
        hasParameters = !bytes.isEmpty
        parameters = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { parameter in
            parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
                Int(String(decoding: $0, as: UTF8.self))
            }
        }
        self.final = final
    }

    var isPasteStart: Bool { !isAnswer && final == UInt8(ascii: "~") && number(0) == 200 }

    /// The key that was pressed; nil for reports, answers and keys that mean nothing here.
    func key(_ held: KeyModifiers) -> Key? {
        guard !isAnswer, !isRelease else { return nil }
        let modifiers = KeyModifiers(parameter: number(1)).union(held)
        switch final {
        case UInt8(ascii: "~") where number(0) == 27 && parameters.count == 3:
            // xterm's modifyOtherKeys.
            return number(2).flatMap { Self.key(code: $0, shifted: nil, modifiers) }
        case UInt8(ascii: "~"): return numbered(modifiers)
        // rxvt's keys with Shift, Ctrl, and both.
        case UInt8(ascii: "$"): return numbered(modifiers.union(.shift))
        case UInt8(ascii: "^"): return numbered(modifiers.union(.control))
        case UInt8(ascii: "@"): return numbered(modifiers.union([.shift, .control]))
        case UInt8(ascii: "u"): return number(0).flatMap { Self.key(code: $0, shifted: number(0, 1), modifiers) }
        case UInt8(ascii: "a")...UInt8(ascii: "d"), UInt8(ascii: "R"):
            // With parameters these are answers: who the terminal is, and where the cursor stands.
            return hasParameters ? nil : KeySequences.key(final: final).flatMap(modifiers.applied)
        default:
            guard !hasParameters || number(0) == 1 else { return nil }
            return KeySequences.key(final: final).flatMap(modifiers.applied)
        }
    }

    private func numbered(_ modifiers: KeyModifiers) -> Key? {
        number(0).flatMap(KeySequences.key(number:)).flatMap(modifiers.applied)
    }

    private static func key(code: Int, shifted: Int?, _ modifiers: KeyModifiers) -> Key? {
        if code < 0x20 || code == 0x7F {
            return UInt8(exactly: code).flatMap(KeySequences.control).flatMap(modifiers.applied)
        }
        // In Unicode's private area stand keys that are no characters, none of them ours.
        guard !(0x7F..<0xA0).contains(code), !(0xE000...0xF8FF).contains(code) else { return nil }
        return scalar(code).flatMap { modifiers.applied(to: $0, shifted: shifted.flatMap(scalar)) }
    }

    private static func scalar(_ code: Int) -> Unicode.Scalar? {
        UInt32(exactly: code).flatMap { Unicode.Scalar($0) }
    }

    /// kitty's protocol also tells when a key is let go.
    private var isRelease: Bool { number(1, 1) == 3 }

    private func number(_ index: Int, _ part: Int = 0) -> Int? {
        guard parameters.indices.contains(index), parameters[index].indices.contains(part) else { return nil }
        return parameters[index][part]
    }
}
