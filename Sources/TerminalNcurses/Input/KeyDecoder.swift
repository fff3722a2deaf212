import TerminalCore

/// Turns the bytes that a terminal sends into events; pure, so that a test can feed it anything at any time.
///
/// Only a lone Escape is ambiguous. Whatever else is unfinished waits for its rest and in the end is dropped whole: the
/// rest of a sequence is never a row of commands. The same holds for what terminals say unasked or too late: answers to
/// queries, focus reports, and whatever of the mouse is no click and no turn of its wheel.
struct KeyDecoder {
    /// More than a hand types at once: the rest of a paste, when it comes soon after one that was cut.
    private static let restOfPaste = 16
    private static let restMayComeFor = Duration.seconds(30)

    /// The terminal type's own sequences; they win over the usual meaning.
    var known: [[UInt8]: Key] = [:]
    /// Whether the terminal has said that it holds a picture back until it is whole.
    private(set) var isHoldingKnown = false
    /// Whether it has said anything about that.
    private(set) var isAnswered = false
    let encoding: InputEncoding
    private let patience: Patience

    /// Where bytes go while there is one; keys come again when it is over.
    private var paste: Paste?
    private var string: StringControl?
    /// The bytes of an unfinished key.
    private var pending: [UInt8] = []
    private var position = 0
    private var text = String.UnicodeScalarView()
    private var events: [TerminalEvent] = []
    /// The time given with the last bytes.
    private var now = Duration.zero
    private var escapedAt: Duration?
    private var pasteCutAt: Duration?

    init(_ encoding: InputEncoding = .utf8, patience: Patience) {
        self.encoding = encoding
        self.patience = patience
    }

    /// When to call `expire` if nothing arrives before; nil while nothing is unfinished.
    var deadline: Duration? {
        if let paste { return paste.stretch.end(patience.paste, patience) }
        if let string { return string.stretch.end(patience.sequence, patience) }
        return pending.isEmpty ? nil : now + (isEscapeAlone ? patience.escape : patience.sequence)
    }

    /// Takes bytes that arrived together. `now` is counted from any moment, and never goes back.
    mutating func decode(_ bytes: some Collection<UInt8>, at now: Duration) -> [TerminalEvent] {
        guard !bytes.isEmpty else { return [] }
        arrived(bytes.count, at: now)
        if isLateRest(of: bytes, at: now) { pending.append(0x1B) }
        if isRestOfPaste(bytes, at: now) { startPaste() }
        escapedAt = nil
        pending.append(contentsOf: bytes)
        while position < pending.count {
            if paste != nil {
                takePasted()
            } else if string != nil {
                takeString()
            } else if !takeOne() {
                break
            }
        }
        return finish()
    }

    /// Ends what waited too long; nothing before the deadline.
    mutating func expire(at now: Duration) -> [TerminalEvent] {
        guard let deadline, now >= deadline else { return [] }
        self.now = now
        if paste != nil {
            cutPaste()
        } else if string != nil {
            string = nil
        } else {
            if isEscapeAlone {
                for _ in pending { append(.escape) }
                escapedAt = now
            }
            position = pending.count
        }
        return finish()
    }

    private mutating func finish() -> [TerminalEvent] {
        endText()
        pending.removeFirst(position)
        position = 0
        defer { events = [] }
        return events
    }

    // MARK: Time

    /// Escape, or Escape twice, of which the second may begin a sequence.
    private var isEscapeAlone: Bool { pending == [0x1B] || pending == [0x1B, 0x1B] }

    private var areKeysExpected: Bool { paste == nil && string == nil && pending.isEmpty }

    private mutating func arrived(_ count: Int, at now: Duration) {
        self.now = now
        paste?.stretch.arrived(count, at: now, patience.paste)
        string?.stretch.arrived(count, at: now, patience.sequence)
        if paste?.stretch.isTrickle(at: now, patience) == true { cutPaste() }
        if string?.stretch.isTrickle(at: now, patience) == true { string = nil }
    }

    /// Whether these bytes are what belonged to an Escape that was taken for the key: no hand types them at once.
    private func isLateRest(of bytes: some Collection<UInt8>, at now: Duration) -> Bool {
        guard areKeysExpected, let escapedAt, now < escapedAt + patience.sequence,
            let first = bytes.first, let second = bytes.dropFirst().first
        else { return false }
        switch first {
        case UInt8(ascii: "["): return true
        case UInt8(ascii: "O"): return KeySequences.key(final: second) != nil
        case UInt8(ascii: "]"): return (0x30...0x39).contains(second)
        case UInt8(ascii: "P"): return (0x30...0x39).contains(second) || second == UInt8(ascii: ">")
        default: return false
        }
    }

    /// Whether the line stood still in the middle of a paste, and this is the part behind.
    private mutating func isRestOfPaste(_ bytes: some Collection<UInt8>, at now: Duration) -> Bool {
        guard areKeysExpected, let cutAt = pasteCutAt else { return false }
        pasteCutAt = now < cutAt + Self.restMayComeFor ? cutAt : nil
        return pasteCutAt != nil && bytes.count >= Self.restOfPaste && bytes.first != 0x1B
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
        case 0x80..<0xA0 where encoding != .utf8: takeC1()
        default:
            guard let (scalar, length) = encoding.scalar(pending[position...]) else { return false }
            if let scalar { text.append(scalar) }
            position += length
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

    /// One of the controls of 8 bits is Escape and a letter in one byte; those that begin nothing mean nothing.
    private mutating func takeC1() {
        let letter = pending[position] - 0x40
        if KeySequences.introducers.contains(letter) {
            pending.replaceSubrange(position...position, with: [0x1B, letter])
        } else {
            position += 1
        }
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
        guard case .taken(let length, let meaning) = EscapeSequence.read(rest, encoding) else { return false }
        position += length
        switch meaning {
        case .nothing: break
        case .key(let key): append(key)
        case .mouse(let event):
            endText()
            events.append(.mouse(event))
        case .mode(let report):
            guard report.mode == ModeReport.holding else { break }
            (isHoldingKnown, isAnswered) = (report.isKnown, true)
        case .paste: startPaste()
        case .string:
            endText()
            string = StringControl(encoding, at: now)
        }
        return true
    }

    // MARK: Strings

    /// Passes over an answer; what is in it is never a key.
    private mutating func takeString() {
        while position < pending.count, let step = string?.take(pending[position]) {
            position += 1
            switch step {
            case .goesOn: continue
            case .isOver: string = nil
            case .isBrokenOff:
                // The Escape begins another sequence, with this byte.
                position -= 1
                pending.insert(0x1B, at: position)
                string = nil
            }
        }
    }

    // MARK: Paste

    private mutating func startPaste() {
        endText()
        paste = Paste(encoding, at: now)
    }

    /// Takes pasted bytes up to the end mark; nothing between the marks is a key.
    private mutating func takePasted() {
        while position < pending.count {
            let isOver = paste?.take(pending[position]) ?? true
            position += 1
            if isOver {
                pasteCutAt = nil
                return report(paste?.isCut == true ? .tooLong : nil)
            }
        }
    }

    private mutating func cutPaste() {
        // Whoever typed into it goes on typing; after a silence the rest may still come.
        pasteCutAt = paste?.stretch.isTrickle(at: now, patience) == true ? nil : now
        report(.endMissing)
    }

    private mutating func report(_ cut: PasteCut?) {
        if let text = paste?.text, !text.isEmpty { events.append(.paste(text)) }
        if let cut { events.append(.pasteCut(cut)) }
        paste = nil
    }
}
