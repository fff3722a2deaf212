/// Why a line of a file was not read.
public enum LineProblem: Equatable, Sendable {
    case nul
    case namelessTable
    case list
    case longText
    /// With the parser's own words.
    case notTOML(String)

    /// The problem as a sentence; `kind` is what the file is: `a theme`.
    public func sentence(of kind: String) -> String {
        switch self {
        case .nul: "this line has a NUL character."
        case .namelessTable: "a table needs a name in its brackets."
        case .list: "\(kind) has no lists."
        case .longText: "\(kind) has no texts over several lines."
        case .notTOML(let words): "this line is not TOML (\(words))."
        }
    }
}

/// A look at one line of a file before the TOML parser gets it.
struct LineScan {
    /// Why the line must not reach the parser; nil for any other line, good or bad.
    let problem: LineProblem?

    init(_ line: String) {
        let bytes = line.utf8.drop(while: Self.isBlank)
        if bytes.contains(0) {
            problem = .nul
        } else if Self.isHeaderWithoutName(bytes) {
            problem = .namelessTable
        } else if Self.hasList(bytes) {
            problem = .list
        } else if line.contains("\"\"\"") || line.contains("'''") {
            problem = .longText
        } else {
            problem = LineGrammar.failure(of: line).map { .notTOML($0.words) }
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
