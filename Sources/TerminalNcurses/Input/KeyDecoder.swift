import TerminalCore

/// Turns the bytes that a terminal sends into events; pure, so that a test can feed it anything.
///
/// Curses' own decoder hands out a sequence that it does not know as its single characters: Ctrl-Right would be Escape
/// and then the commands `[`, `1`, `;`, `5` and `C`. Here an unknown sequence is one event that means nothing.
struct KeyDecoder {
    /// Longer pastes are cut; far beyond any field.
    static let largestPaste = 1 << 20
    private static let pasteEnd = Array("\u{1B}[201~".utf8)
    private static let longestSequence = 64

    /// The terminal type's own sequences; they win over the usual meaning.
    var known: [[UInt8]: Key] = [:]
    /// Whether bytes are Latin-1 rather than UTF-8.
    var isLatin1 = false

    private var pending: [UInt8] = []
    private var position = 0
    private var text = String.UnicodeScalarView()
    private var events: [TerminalEvent] = []
    private var paste: [UInt8]?
    private var pasteEndMatched = 0

    /// Whether the bytes so far may be the start of something longer: call `flush` when nothing follows soon.
    var isWaiting: Bool { !pending.isEmpty }

    mutating func decode(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        pending.append(contentsOf: bytes)
        while position < pending.count {
            if paste != nil {
                takePasted()
            } else if !takeOne() {
                break
            }
        }
        return finish()
    }

    /// Nothing followed: an Escape that started no sequence was the key.
    mutating func flush() -> [TerminalEvent] {
        let rest = pending[position...]
        if rest.first == 0x1B {
            append(.escape)
            // Escape and a bracket typed fast; anything longer is a sequence that was cut off, and means nothing.
            if rest.count == 2, let byte = rest.last { text.append(Unicode.Scalar(byte)) }
        }
        position = pending.count
        return finish()
    }

    private mutating func finish() -> [TerminalEvent] {
        endText()
        pending.removeFirst(position)
        position = 0
        defer { events = [] }
        return events
    }

    // MARK: One key

    /// Takes the next key; false when more bytes are needed to know it.
    private mutating func takeOne() -> Bool {
        let byte = pending[position]
        switch byte {
        case 0x1B: return takeEscape()
        case 0x20...0x7E:
            text.append(Unicode.Scalar(byte))
            position += 1
        case 0..<0x20, 0x7F:
            if let key = KeySequences.control(byte) { append(key) }
            position += 1
        default: return takeScalar()
        }
        return true
    }

    private mutating func append(_ key: Key) {
        endText()
        events.append(.key(key))
    }

    /// A letter and the marks that came with it are one key.
    private mutating func endText() {
        guard !text.isEmpty else { return }
        for character in String(text) { events.append(.key(.character(character))) }
        text = String.UnicodeScalarView()
    }

    private mutating func takeScalar() -> Bool {
        let lead = pending[position]
        if isLatin1 {
            if lead >= 0xA0 { text.append(Unicode.Scalar(lead)) }
            position += 1
            return true
        }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        let bytes = pending[position...].prefix(length)
        let isCut = bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        if isCut, lead >= 0xC2, lead <= 0xF4 { return false }
        if let string = String(validating: bytes, as: UTF8.self), let scalar = string.unicodeScalars.first {
            if scalar.value >= 0xA0 { text.append(scalar) }
            position += length
        } else {
            position += 1
        }
        return true
    }

    // MARK: Sequences

    private mutating func takeEscape() -> Bool {
        let rest = pending[position...]
        var best: (length: Int, key: Key)?
        for (sequence, key) in known where rest.starts(with: sequence) && sequence.count > best?.length ?? 0 {
            best = (sequence.count, key)
        }
        if let best {
            append(best.key)
            position += best.length
            return true
        }
        if known.keys.contains(where: { $0.starts(with: rest) }) { return false }
        guard rest.count > 1 else { return false }
        switch rest[position + 1] {
        case UInt8(ascii: "["): return takeControlSequence()
        case UInt8(ascii: "O"): return takeShiftedSequence()
        default:
            // Escape and then another key, perhaps sent together; no chord with Alt means anything here.
            append(.escape)
            position += 1
            return true
        }
    }

    /// `ESC O x`.
    private mutating func takeShiftedSequence() -> Bool {
        guard position + 2 < pending.count else { return false }
        let final = pending[position + 2]
        if let key = KeySequences.padKey(final) ?? KeySequences.key(final: final) {
            append(key)
            position += 3
        } else {
            append(.escape)
            position += 1
        }
        return true
    }

    /// `ESC [ parameters final`.
    private mutating func takeControlSequence() -> Bool {
        let start = position + 2
        guard start < pending.count else { return false }
        if pending[start] == UInt8(ascii: "[") { return takeLinuxFunctionKey() }
        var end = start
        while end < pending.count {
            let byte = pending[end]
            // rxvt ends a shifted key's sequence in `$`; elsewhere that only comes before a final byte.
            let isShiftedEnd = byte == UInt8(ascii: "$") && pending[start] != UInt8(ascii: "?")
            if (0x40...0x7E).contains(byte) || isShiftedEnd {
                interpret(pending[start..<end], final: isShiftedEnd ? UInt8(ascii: "~") : byte)
                position = end + 1
                return true
            }
            // Not part of a sequence: what came before it was cut off.
            guard (0x20...0x3F).contains(byte), end - start < Self.longestSequence else {
                position = end
                return true
            }
            end += 1
        }
        return false
    }

    /// The Linux console's `ESC [ [ A` to `E`.
    private mutating func takeLinuxFunctionKey() -> Bool {
        guard position + 3 < pending.count else { return false }
        let final = pending[position + 3]
        if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) {
            append(.function(Int(final - UInt8(ascii: "A")) + 1))
        }
        position += 4
        return true
    }

    private mutating func interpret(_ parameters: ArraySlice<UInt8>, final: UInt8) {
        let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) }
        let first = numbers.first ?? nil
        let isModified = numbers.count > 1 && numbers[1] != 1
        if final == UInt8(ascii: "~") {
            if first == 200 { return startPaste() }
            guard let first, let key = KeySequences.key(number: first) else { return }
            appendUnlessChord(key, isModified: isModified)
        } else if let key = KeySequences.key(final: final), parameters.isEmpty || first == 1 {
            appendUnlessChord(key, isModified: isModified)
        }
    }

    /// An arrow with Ctrl is an arrow; a function key with Shift is another function key, and none of ours.
    private mutating func appendUnlessChord(_ key: Key, isModified: Bool) {
        if case .function = key, isModified { return }
        append(key)
    }

    // MARK: Paste

    private mutating func startPaste() {
        endText()
        paste = []
        pasteEndMatched = 0
    }

    /// Takes pasted bytes up to the end mark; nothing between the marks is a key.
    private mutating func takePasted() {
        var bytes = paste ?? []
        paste = nil
        while position < pending.count {
            let byte = pending[position]
            position += 1
            if byte == Self.pasteEnd[pasteEndMatched] {
                pasteEndMatched += 1
                if pasteEndMatched < Self.pasteEnd.count { continue }
                events.append(.paste(String(decoding: bytes, as: UTF8.self)))
                return
            }
            // What looked like the end mark was text.
            let held = Self.pasteEnd[..<pasteEndMatched]
            pasteEndMatched = byte == 0x1B ? 1 : 0
            let more = byte == 0x1B ? Array(held) : Array(held) + [byte]
            if bytes.count + more.count <= Self.largestPaste { bytes.append(contentsOf: more) }
        }
        paste = bytes
    }
}
