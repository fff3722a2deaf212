/// A bracketed paste on its way: everything up to the end mark, which may be cut anywhere.
struct Paste {
    /// Longer pastes are cut; far beyond any field.
    static let longest = 1 << 20

    private static let start = Array("\u{1B}[200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)

    private(set) var bytes: [UInt8] = []
    private(set) var isCut = false
    var stretch: Stretch
    private let encoding: InputEncoding
    /// What may become a mark.
    private var held: [UInt8] = []
    /// Pasted text can hold marks itself: what stands inside a pair of them is no key either.
    private var depth = 1

    init(_ encoding: InputEncoding, at now: Duration) {
        self.encoding = encoding
        stretch = Stretch(at: now)
    }

    var text: String {
        guard encoding != .latin1 else { return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }
        return String(decoding: isCut ? bytes[..<Self.wholeCharacters(bytes)] : bytes[...], as: UTF8.self)
    }

    /// Takes one byte; true when it ends the paste.
    mutating func take(_ byte: UInt8) -> Bool {
        if held.isEmpty {
            if byte == 0x1B {
                held = [byte]
            } else if byte == 0x9B, encoding == .latin1 {
                held = [0x1B, UInt8(ascii: "[")]
            } else {
                keep(byte)
            }
            return false
        }
        held.append(byte)
        if held == Self.start {
            depth += 1
            held = []
        } else if held == Self.end {
            depth -= 1
            held = []
            return depth == 0
        } else if !Self.start.starts(with: held), !Self.end.starts(with: held) {
            // What looked like a mark was text.
            let text = held.dropLast()
            held = []
            for byte in text { keep(byte) }
            return take(byte)
        }
        return false
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < Self.longest {
            bytes.append(byte)
        } else {
            isCut = true
            stretch.isOversized = true
        }
    }

    /// The length without a last character that was cut in two.
    private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
        let tail = bytes.suffix(4)
        guard let lead = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes.count }
        let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : bytes[lead] >= 0xC0 ? 2 : 1
        return bytes.count - lead < length ? lead : bytes.count
    }
}
