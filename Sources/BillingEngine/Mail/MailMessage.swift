import BillingModel

/// A mail as a sendmail-compatible command takes it on its standard input. Source: RFC 5322, RFC 2045.
///
/// Lines end as files' lines do here; such a command makes the network's line ends itself.
struct MailMessage {
    var from: MailAddress
    var mail: QueuedMail
    /// The mail's text with the password it tells.
    var body: String
    var date: LocalTime

    var bytes: [UInt8] {
        let head = [
            "From: \(from.headerText)", "To: \(recipients)", "Subject: \(MailHeader.text(mail.subject))",
            "Date: \(MailHeader.date(date))", "Message-ID: <\(MailHeader.oneLine(mail.messageID))>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        return Array((head.joined(separator: "\n") + "\n\n" + QuotedPrintable.encoded(body)).utf8)
    }

    /// One address a line, so that no line grows too long.
    private var recipients: String {
        (MailAddress.list(mail.recipient) ?? []).map(\.headerText).joined(separator: ",\n ")
    }
}

/// Text in lines of at most 76 ASCII characters. Source: RFC 2045, 6.7.
enum QuotedPrintable {
    static func encoded(_ text: String) -> String {
        // A line end of any kind is one line end.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map(encodedLine).joined(separator: "\n")
    }

    private static func encodedLine(_ line: Substring) -> String {
        let bytes = Array(line.utf8)
        var result = ""
        var column = 0
        for (index, byte) in bytes.enumerated() {
            let piece = mustEscape(byte, at: index, in: bytes) ? escaped(byte) : String(UnicodeScalar(byte))
            if column + piece.utf8.count > 75 {
                result += "=\n"
                column = 0
            }
            result += piece
            column += piece.utf8.count
        }
        return result
    }

    /// A dot alone and `From ` at the start of a line have a meaning to some programs, blanks at its end are lost.
    private static func mustEscape(_ byte: UInt8, at index: Int, in bytes: [UInt8]) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): index == bytes.count - 1
        case UInt8(ascii: "="): true
        case UInt8(ascii: "."): index == 0
        case UInt8(ascii: "F"): index == 0 && bytes.starts(with: "From ".utf8)
        case 33...126: false
        default: true
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "=" + (digits.count < 2 ? "0" : "") + digits
    }
}
