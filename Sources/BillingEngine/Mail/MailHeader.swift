import BillingModel
import Foundation

/// Texts as a mail's header takes them. Source: RFC 5322, RFC 2047.
enum MailHeader {
    /// The text without what would begin another header; what joins letters or turns them round stays.
    static func oneLine(_ text: String) -> String {
        let parts = text.unicodeScalars.split { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        return parts.map { String($0) }.joined(separator: " ")
    }

    /// A text such as a subject: as it is where that is safe, else in encoded words, one a line.
    static func text(_ text: String) -> String {
        let line = oneLine(text)
        return isPlain(line) ? line : encodedWords(line)
    }

    /// A name before an address: quoted where it is plain, else in encoded words.
    static func phrase(_ name: String) -> String {
        let line = oneLine(name)
        guard isPlain(line) else { return encodedWords(line) }
        let escaped = line.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// `Thu, 24 Nov 2022 12:00:00 +0100`.
    static func date(_ moment: LocalTime) -> String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let minutes = abs(moment.offset) / 60
        let zone = (moment.offset < 0 ? "-" : "+") + twoDigits(minutes / 60) + twoDigits(minutes % 60)
        let date = moment.date
        return
            "\(days[date.weekday - 1]), \(date.day) \(months[date.month - 1]) \(date.year) \(moment.text.suffix(8)) \(zone)"
    }

    /// Short enough for one line, and nothing in it that a reader would decode.
    private static func isPlain(_ line: String) -> Bool {
        line.utf8.count <= 60 && line.utf8.allSatisfy { (32...126).contains($0) } && !line.contains("=?")
    }

    /// Each word is whole in itself, since a reader decodes it alone: no character is split.
    private static func encodedWords(_ line: String) -> String {
        var words: [String] = []
        var part: [UInt8] = []
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 39 bytes are 52 in base64, 64 with the frame, and 73 after `Subject: `; a line ends at 76.
            if part.count + bytes.count > 39 {
                words.append(encodedWord(part))
                part = []
            }
            part += bytes
        }
        if !part.isEmpty { words.append(encodedWord(part)) }
        return words.joined(separator: "\n ")
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
