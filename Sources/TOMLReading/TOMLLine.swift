import BillingModel

/// What one line of a file says.
enum TOMLLine {
    /// Nothing, or a comment.
    case blank
    case header([String])
    case pair([String], TOMLNode)

    /// Whether a line was meant to begin a table, well-formed or not.
    static func isHeader(_ line: some StringProtocol) -> Bool {
        line.utf8.first { !TOMLLineReader.isBlank($0) } == UInt8(ascii: "[")
    }
}

/// The grammar of a line: a key with a value, a table's header, a comment, or nothing.
///
/// It is narrower than TOML 1.0: no lists, no texts over several lines, no times, which no file of ours needs, so that
/// a line can be judged alone and a bad one costs only itself.
struct TOMLLineReader {
    private var rest: Substring.UTF8View
    /// Nobody writes more; a file with millions must not cost the stack.
    private static let mostParts = 16
    private static let mostNesting = 8

    private init(_ line: Substring) {
        rest = line.utf8
    }

    static func read(_ line: Substring) throws(LineProblem) -> TOMLLine {
        var reader = TOMLLineReader(line)
        return try reader.line()
    }

    private mutating func line() throws(LineProblem) -> TOMLLine {
        guard !rest.contains(0) else { throw .nul }
        guard !rest.contains(where: { $0 != UInt8(ascii: "\t") && ($0 < 32 || $0 == 127) }) else {
            throw .notTOML("it has a control character", "er staat een besturingsteken in")
        }
        skipBlanks()
        let read: TOMLLine =
            switch rest.first {
            case nil, UInt8(ascii: "#"): .blank
            case UInt8(ascii: "["): .header(try header())
            default: try pair(depth: 0)
            }
        skipBlanks()
        guard rest.isEmpty || rest.first == UInt8(ascii: "#") else {
            throw .notTOML(
                "\(quotedRest.english) follows where the line should end",
                "\(quotedRest.dutch) volgt waar de regel zou moeten eindigen")
        }
        return read
    }

    private mutating func header() throws(LineProblem) -> [String] {
        let isList = take("[[")
        if !isList { _ = take("[") }
        skipBlanks()
        guard let first = rest.first, Self.isBare(first) || Self.isQuote(first) else { throw .namelessTable }
        guard !isList else { throw .list }
        let name = try key()
        guard take("]") else { throw .notTOML("its bracket is not closed", "de haak wordt niet gesloten") }
        return name
    }

    private mutating func pair(depth: Int) throws(LineProblem) -> TOMLLine {
        let name = try key()
        guard take("=") else { throw .notTOML("there is no = after its key", "achter de sleutel staat geen =") }
        skipBlanks()
        return .pair(name, try value(depth: depth))
    }

    private mutating func key() throws(LineProblem) -> [String] {
        var parts: [String] = []
        repeat {
            skipBlanks()
            if let quote = rest.first, Self.isQuote(quote) {
                parts.append(try text())
            } else {
                let bare = rest.prefix(while: Self.isBare)
                guard !bare.isEmpty else {
                    throw .notTOML("\(quotedRest.english) is no key", "\(quotedRest.dutch) is geen sleutel")
                }
                rest = rest.dropFirst(bare.count)
                parts.append(String(decoding: bare, as: UTF8.self))
            }
            guard parts.count <= Self.mostParts else {
                throw .notTOML(
                    "its key has more than \(Self.mostParts) parts",
                    "de sleutel heeft meer dan \(Self.mostParts) delen")
            }
            skipBlanks()
        } while take(".")
        return parts
    }

    private mutating func value(depth: Int) throws(LineProblem) -> TOMLNode {
        switch rest.first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try text())
        case UInt8(ascii: "["): throw .list
        case UInt8(ascii: "{"): return try table(depth: depth + 1)
        default:
            let word = rest.prefix { Self.isBare($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") }
            guard let value = PlainValue.value(of: String(decoding: word, as: UTF8.self)) else {
                throw .notTOML(
                    "\(quotedRest.english) is no text in quotes, number, true or false",
                    "\(quotedRest.dutch) is geen tekst tussen aanhalingstekens, getal, true of false")
            }
            rest = rest.dropFirst(word.count)
            return value
        }
    }

    private mutating func table(depth: Int) throws(LineProblem) -> TOMLNode {
        guard depth <= Self.mostNesting else {
            throw .notTOML("its tables are nested too deeply", "de tabellen zitten te diep in elkaar")
        }
        rest = rest.dropFirst()
        let table = OpenTable(.dotted)
        skipBlanks()
        if take("}") { return table.node }
        repeat {
            if case .pair(let name, let value) = try pair(depth: depth) { try table.set(name[...], to: value) }
            skipBlanks()
        } while take(",")
        guard take("}") else { throw .notTOML("its brace is not closed", "de accolade wordt niet gesloten") }
        return table.node
    }

    // MARK: Texts

    private mutating func text() throws(LineProblem) -> String {
        if rest.starts(with: #"""""#.utf8) || rest.starts(with: "'''".utf8) { throw .longText }
        return rest.popFirst() == UInt8(ascii: "'") ? try literalText() : try basicText()
    }

    private mutating func literalText() throws(LineProblem) -> String {
        guard let end = rest.firstIndex(of: UInt8(ascii: "'")) else {
            throw .notTOML("its text has no closing quote", "het aanhalingsteken van de tekst wordt niet gesloten")
        }
        defer { rest = rest[rest.index(after: end)...] }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    private mutating func basicText() throws(LineProblem) -> String {
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                bytes += try escape()
            } else {
                bytes.append(byte)
            }
        }
        throw .notTOML("its text has no closing quote", "het aanhalingsteken van de tekst wordt niet gesloten")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "f"): 12,
        UInt8(ascii: "r"): 13, UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    ]

    private mutating func escape() throws(LineProblem) -> [UInt8] {
        let sign = rest.popFirst() ?? 0
        if let byte = Self.escapes[sign] { return [byte] }
        let length = sign == UInt8(ascii: "u") ? 4 : sign == UInt8(ascii: "U") ? 8 : 0
        let digits = rest.prefix(length)
        guard length > 0, digits.count == length, digits.allSatisfy(PlainValue.isHexDigit),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), value > 0,
            let scalar = Unicode.Scalar(value)
        else {
            throw .notTOML(
                "a backslash in a text in double quotes begins no character; write \\\\",
                "een backslash in een tekst tussen dubbele aanhalingstekens begint geen teken; schrijf \\\\")
        }
        rest = rest.dropFirst(length)
        return Array(String(Character(scalar)).utf8)
    }

    // MARK: Characters

    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard rest.starts(with: wanted) else { return false }
        rest = rest.dropFirst(wanted.count)
        return true
    }

    private mutating func skipBlanks() { rest = rest.drop(while: Self.isBlank) }

    private var quotedRest: LocalizedText {
        let shown = String(decoding: rest.prefix(40), as: UTF8.self)
        return shown.isEmpty ? LocalizedText("nothing", "niets") : LocalizedText(verbatim: "“\(shown)”")
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// A value without quotes: a number, true or false, or a day.
enum PlainValue {
    private static let mostDigits = 15

    /// Nil for a word that is none of these.
    static func value(of word: String) -> TOMLNode? {
        if word == "true" || word == "false" { return .bool(word == "true") }
        if word.hasPrefix("0x") { return isDigits(word.dropFirst(2), isHexDigit) ? whole(word.dropFirst(2), 16) : nil }
        if isDay(word) { return .other("date") }
        guard isNumber(word[...]) else { return nil }
        return word.contains(".") ? .other("floating-point number") : whole(word[...], 10)
    }

    private static func whole(_ digits: Substring, _ radix: Int) -> TOMLNode? {
        Int(digits.filter { $0 != "_" }, radix: radix).map { .number($0) }
    }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// A whole number, or one with decimals.
    private static func isNumber(_ word: Substring) -> Bool {
        let number = ["+", "-"].contains(word.first) ? word.dropFirst() : word
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, isDigits(whole, isDigit), parts.count <= 2 else { return false }
        // Zeroes before a number are not TOML.
        guard whole == "0" || whole.first != "0" else { return false }
        return parts.count == 1 || isDigits(parts[1], isDigit)
    }

    /// Digits, with single underscores between them.
    private static func isDigits(_ text: Substring, _ isDigit: (UInt8) -> Bool) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        return text.utf8.count <= mostDigits && groups.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// A day that every month has.
    private static func isDay(_ word: String) -> Bool {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && (1...28).contains(day)
    }
}
