/// What a terminal says in a string: OSC, DCS, APC, PM and SOS, such as an answer to a query for its colours.
///
/// Ends by BEL or ST; CAN and SUB break it off, and so does any other sequence.
struct StringControl {
    enum Step { case goesOn, isOver, isBrokenOff }

    /// The clipboard is the longest answer there is.
    static let longest = 1 << 20

    var stretch: Stretch
    private var count = 0
    private let encoding: InputEncoding
    private var isAfterEscape = false
    /// Bytes of a character in UTF-8 still to come; any of them may look like the ST of 8 bits.
    private var continuations = 0

    init(_ encoding: InputEncoding, at now: Duration) {
        self.encoding = encoding
        stretch = Stretch(at: now)
    }

    mutating func take(_ byte: UInt8) -> Step {
        count += 1
        if count > Self.longest { stretch.isOversized = true }
        if isAfterEscape {
            // Of two Escapes the second may begin the ST.
            if byte == 0x1B { return .goesOn }
            return byte == UInt8(ascii: "\\") ? .isOver : .isBrokenOff
        }
        let isContinuation = continuations > 0 && byte & 0xC0 == 0x80
        continuations = isContinuation ? continuations - 1 : following(byte)
        switch byte {
        case 0x07, 0x18, 0x1A: return .isOver
        case 0x9C where encoding != .utf8 && !isContinuation: return .isOver
        case 0x1B: isAfterEscape = true
        default: break
        }
        return .goesOn
    }

    private func following(_ lead: UInt8) -> Int {
        guard encoding == .other else { return 0 }
        return lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0
    }
}
