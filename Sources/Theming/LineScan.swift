/// A look at one line of a theme before the TOML parser gets it.
struct LineScan {
    /// Why the line must not reach the parser, as a sentence; nil for any other line, good or bad.
    let problem: String?

    init(_ line: String) {
        let bytes = line.utf8.drop(while: Self.isBlank)
        if bytes.contains(0) {
            problem = "this line has a NUL character."
        } else if Self.isHeaderWithoutName(bytes) {
            problem = "a table needs a name in its brackets."
        } else if Self.hasList(bytes) {
            problem = "a theme has no lists."
        } else if line.contains("\"\"\"") || line.contains("'''") {
            problem = "a theme has no texts over several lines."
        } else {
            problem = nil
        }
    }

    private static func isHeaderWithoutName(_ bytes: Substring.UTF8View) -> Bool {
        guard let name = nameOfHeader(bytes) else { return false }
        return name.first.map { !keyStarts.contains($0) } ?? true
    }

    /// What follows one or two opening brackets at the beginning of the line.
    private static func nameOfHeader(_ bytes: Substring.UTF8View) -> Substring.UTF8View? {
        guard bytes.first == bracket else { return nil }
        let rest = bytes.dropFirst().drop(while: isBlank)
        return rest.first == bracket ? rest.dropFirst().drop(while: isBlank) : rest
    }

    /// Whether a bracket opens outside quotes and comments, beyond those of a header.
    private static func hasList(_ bytes: Substring.UTF8View) -> Bool {
        var quote: UInt8?
        var isEscaped = false
        for byte in nameOfHeader(bytes) ?? bytes {
            if isEscaped {
                isEscaped = false
            } else if let open = quote {
                if byte == open { quote = nil }
                isEscaped = byte == UInt8(ascii: "\\") && open == UInt8(ascii: "\"")
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "#") {
                return false
            } else if byte == bracket {
                return true
            }
        }
        return false
    }

    private static let bracket = UInt8(ascii: "[")

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static let keyStarts = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-\"'".utf8)
}
