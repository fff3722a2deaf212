/// The bytes that put text on the clipboard of the user's own machine (OSC 52).
enum ClipboardSequence {
    enum Multiplexer { case none, tmux, screen }

    /// Terminals stop at 100 000 bytes of base64.
    static let largestText = 74_000
    /// GNU screen cuts a passed-through string at 768 bytes.
    private static let screenChunk = 700

    /// The sequence for `text`; nil when it is too long for terminals to take.
    static func bytes(for text: String, inside multiplexer: Multiplexer) -> [UInt8]? {
        let raw = Array(text.utf8)
        guard raw.count <= largestText else { return nil }
        let plain = Array("\u{1B}]52;c;".utf8) + base64(raw) + [0x07]
        switch multiplexer {
        case .none:
            return plain
        case .tmux:
            // tmux takes either the plain one (set-clipboard on) or the wrapped one (allow-passthrough on).
            let doubled = plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
            return plain + Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
        case .screen:
            return stride(from: 0, to: plain.count, by: screenChunk).flatMap { start in
                Array("\u{1B}P".utf8) + plain[start..<min(start + screenChunk, plain.count)] + Array("\u{1B}\\".utf8)
            }
        }
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let joined = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for place in 0..<4 {
                let index = Int(joined >> (18 - 6 * UInt32(place)) & 63)
                result.append(place <= group.count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
