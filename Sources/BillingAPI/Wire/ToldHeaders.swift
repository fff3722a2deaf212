// Beside a write: who says to make it, and why. Only a system of ours is told, since nobody else has a use for it.
extension WriteConditions {
    static let user = "Balie-User"
    static let reason = "Balie-Reason"
    static let ticket = "Balie-Ticket"
}

extension ChangeNote {
    /// As it was sent along; nothing of what cannot be read.
    init(_ headers: [WireHeader]) {
        self.init(
            told: headers[WriteConditions.reason].flatMap(HeaderText.read) ?? "",
            ticket: headers[WriteConditions.ticket].flatMap(HeaderText.read) ?? "")
    }

    var headers: [WireHeader] {
        [(WriteConditions.reason, reason), (WriteConditions.ticket, ticket)].filter { !$0.1.isEmpty }
            .map { WireHeader($0.0, HeaderText.text(of: $0.1)) }
    }
}

extension ChangeAuthor {
    /// The same, with who the caller's program says to work for.
    func claiming(_ headers: [WireHeader]) -> ChangeAuthor {
        guard let claimed = headers[WriteConditions.user].flatMap(HeaderText.read) else { return self }
        var copy = self
        copy.origin = String(claimed.plainLine.prefix(Self.longestClaim))
        return copy
    }

    /// Letters; names of users and machines are shorter.
    private static let longestClaim = 200
}

/// Texts of any letters in a header, which takes ASCII alone: as UTF-8, percent-encoded.
enum HeaderText {
    static func text(of text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if isPlain(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }

    /// Nil of what is no such text.
    static func read(_ header: String) -> String? {
        var bytes: [UInt8] = []
        var rest = header.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy(isHexDigit),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || "-._~@/: ".utf8.contains(byte)
    }
}
