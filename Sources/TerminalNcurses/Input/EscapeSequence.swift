import TerminalCore

/// What begins with Escape, read from its first byte on.
enum EscapeSequence {
    enum Reading {
        /// More bytes are needed to know it.
        case unfinished
        case taken(length: Int, Meaning)
    }

    enum Meaning {
        case nothing
        case key(Key)
        case mouse(MouseEvent)
        case mode(ModeReport)
        /// Pasted text follows.
        case paste
        /// A string that is no key follows.
        case string
    }

    /// No sequence that means a key comes near.
    private static let longest = 1024
    private static let escape: UInt8 = 0x1B
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    static func read(_ bytes: ArraySlice<UInt8>, _ encoding: InputEncoding) -> Reading {
        let bytes = bytes.dropFirst()
        guard let first = bytes.first else { return .unfinished }
        guard first == escape else { return read(letter: first, bytes, [], encoding).longer(by: 1) }
        // Escape twice, or Alt with a key that is a sequence itself.
        guard let second = bytes.dropFirst().first else { return .unfinished }
        guard [UInt8(ascii: "["), UInt8(ascii: "O")].contains(second) else { return .taken(length: 1, .key(.escape)) }
        return read(letter: second, bytes.dropFirst(), .alt, encoding).longer(by: 2)
    }

    /// - Parameter bytes: What follows the Escape; `letter` is the first of it.
    private static func read(
        letter: UInt8, _ bytes: ArraySlice<UInt8>, _ held: KeyModifiers, _ encoding: InputEncoding
    ) -> Reading {
        switch letter {
        case UInt8(ascii: "["): return controlSequence(bytes.dropFirst(), held, encoding).longer(by: 1)
        case UInt8(ascii: "O"): return shiftedSequence(bytes.dropFirst(), held).longer(by: 1)
        case let letter where KeySequences.introducers.contains(letter): return .taken(length: 1, .string)
        // The end of a string that is over.
        case UInt8(ascii: "\\"): return .taken(length: 1, .nothing)
        case let byte where byte < 0x20 || byte == 0x7F: return taken(1, KeySequences.control(byte).map { .alt($0) })
        default:
            guard let (scalar, length) = encoding.scalar(bytes) else { return .unfinished }
            return taken(length, scalar.map { .alt(.character(Character($0))) })
        }
    }

    private static func taken(_ length: Int, _ key: Key?) -> Reading {
        .taken(length: length, key.map(Meaning.key) ?? .nothing)
    }

    // MARK: Up to a final byte

    private enum Form { case control, shifted }

    private enum Ending {
        case unfinished
        /// What came before the final byte, and that byte.
        case final(ArraySlice<UInt8>, UInt8)
        case brokenOff(Reading)
    }

    private static func ending(_ bytes: ArraySlice<UInt8>, _ form: Form) -> Ending {
        for (index, byte) in zip(bytes.indices, bytes.prefix(longest)) {
            switch byte {
            case 0x40...0x7E: return .final(bytes[..<index], byte)
            case 0x20...0x3F: if isFinal(byte, after: bytes[..<index], form) { return .final(bytes[..<index], byte) }
            // A cancellation is gone with what it cancels; anything else is the next key.
            default:
                let isCancellation = byte == 0x18 || byte == 0x1A
                return .brokenOff(.taken(length: index - bytes.startIndex + (isCancellation ? 1 : 0), .nothing))
            }
        }
        // Nothing that long is a key; nor is its rest.
        return bytes.count >= longest ? .brokenOff(.taken(length: longest, .string)) : .unfinished
    }

    /// Whether a byte that elsewhere belongs to the parameters ends a key.
    private static func isFinal(_ byte: UInt8, after parameters: ArraySlice<UInt8>, _ form: Form) -> Bool {
        switch form {
        // The numeric pad's space.
        case .shifted: byte == UInt8(ascii: " ") && parameters.isEmpty
        // rxvt ends a shifted key's number in `$`; elsewhere that only comes before a final byte.
        case .control:
            byte == UInt8(ascii: "$") && !parameters.isEmpty && parameters.allSatisfy(digits.contains)
        }
    }

    /// `ESC O parameters final`.
    private static func shiftedSequence(_ bytes: ArraySlice<UInt8>, _ held: KeyModifiers) -> Reading {
        switch ending(bytes, .shifted) {
        case .unfinished: return .unfinished
        case .brokenOff(let reading): return reading
        case .final(let parameters, let final):
            let number = parameters.split(separator: UInt8(ascii: ";")).last
            var modifiers = KeyModifiers(parameter: number.flatMap { Int(String(decoding: $0, as: UTF8.self)) })
            modifiers.formUnion(held)
            // rxvt's arrows with Ctrl.
            if (UInt8(ascii: "a")...UInt8(ascii: "d")).contains(final) { modifiers.insert(.control) }
            let key = KeySequences.padKey(final) ?? KeySequences.key(final: final)
            return taken(parameters.count + 1, key.flatMap(modifiers.applied))
        }
    }

    /// `ESC [ parameters final`.
    private static func controlSequence(
        _ bytes: ArraySlice<UInt8>, _ held: KeyModifiers, _ encoding: InputEncoding
    ) -> Reading {
        switch ending(bytes, .control) {
        case .unfinished: return .unfinished
        case .brokenOff(let reading): return reading
        case .final(let parameters, UInt8(ascii: "M")) where parameters.isEmpty:
            return mouseReport(bytes.dropFirst(), encoding).longer(by: 1)
        case .final(let parameters, UInt8(ascii: "[")) where parameters.isEmpty:
            return linuxFunctionKey(bytes.dropFirst()).longer(by: 1)
        case .final(let parameters, let final):
            let sequence = ControlSequence(parameters, final: final)
            let length = parameters.count + 1
            if MouseReport.isOne(parameters, final: final) {
                let event = MouseReport.event(parameters, final: final)
                return .taken(length: length, event.map(Meaning.mouse) ?? .nothing)
            }
            if let report = ModeReport(parameters, final: final) {
                return .taken(length: length, .mode(report))
            }
            return sequence.isPasteStart ? .taken(length: length, .paste) : taken(length, sequence.key(held))
        }
    }

    /// `ESC [ M` and three characters: a button and a place, which the terminal may write in UTF-8. Terminals that do as
    /// they are told send the mouse's other form.
    private static func mouseReport(_ bytes: ArraySlice<UInt8>, _ encoding: InputEncoding) -> Reading {
        var rest = bytes
        for _ in 0..<3 {
            guard let byte = rest.first else { return .unfinished }
            guard byte >= 0x20 else { break }
            let mayBePair = (0xC2...0xDF).contains(byte) && encoding != .latin1
            if mayBePair, rest.count == 1 { return .unfinished }
            rest = rest.dropFirst(mayBePair && rest[rest.startIndex + 1] & 0xC0 == 0x80 ? 2 : 1)
        }
        return .taken(length: bytes.count - rest.count, .nothing)
    }

    /// The Linux console's `ESC [ [ A` to `E`.
    private static func linuxFunctionKey(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard let letter = bytes.first else { return .unfinished }
        if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) {
            return taken(1, .function(Int(letter - UInt8(ascii: "A")) + 1))
        }
        return .taken(length: (0x20..<0x7F).contains(letter) ? 1 : 0, .nothing)
    }
}

extension EscapeSequence.Reading {
    fileprivate func longer(by more: Int) -> Self {
        if case .taken(let length, let meaning) = self { .taken(length: length + more, meaning) } else { self }
    }
}
