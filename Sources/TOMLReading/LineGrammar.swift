/// The grammar of a line that the parser may see: a key with a value, a table's header, a comment, or nothing.
///
/// It is narrower than TOML: no lists, no texts over several lines, no times. The parser asserts on malformed input in
/// many places, which ends the process, so nothing is left to it but what a line cannot tell: keys given twice.
struct LineGrammar {
    struct Failure: Error {
        var words: String

        init(_ words: String) { self.words = words }
    }

    private var rest: Substring.UTF8View
    /// Deeper nesting would cost the parser its stack.
    private static let mostParts = 16
    private static let mostNesting = 8

    private init(_ line: String) {
        rest = line[...].utf8
    }

    /// What is wrong with the line; nil when it is well-formed.
    static func failure(of line: String) -> Failure? {
        var grammar = LineGrammar(line)
        do throws(Failure) {
            try grammar.line()
            return nil
        } catch {
            return error
        }
    }

    private mutating func line() throws(Failure) {
        guard !rest.contains(where: { $0 != UInt8(ascii: "\t") && ($0 < 32 || $0 == 127) }) else {
            throw Failure("it has a control character")
        }
        skipBlanks()
        switch rest.first {
        case nil, UInt8(ascii: "#"): return
        case UInt8(ascii: "["): try header()
        default: try pair(depth: 0)
        }
        skipBlanks()
        guard rest.isEmpty || rest.first == UInt8(ascii: "#") else {
            throw Failure("\(quotedRest) follows where the line should end")
        }
    }

    private mutating func header() throws(Failure) {
        let isList = rest.starts(with: "[[".utf8)
        rest = rest.dropFirst(isList ? 2 : 1)
        try key()
        guard take(isList ? "]]" : "]") else { throw Failure("its bracket is not closed") }
    }

    private mutating func pair(depth: Int) throws(Failure) {
        try key()
        guard take("=") else { throw Failure("there is no = after its key") }
        skipBlanks()
        try value(depth: depth)
    }

    private mutating func key() throws(Failure) {
        var parts = 0
        repeat {
            skipBlanks()
            switch rest.first {
            case UInt8(ascii: "\""): try basicText()
            case UInt8(ascii: "'"): try literalText()
            default:
                let bare = rest.prefix(while: Self.isBare)
                guard !bare.isEmpty else { throw Failure("\(quotedRest) is no key") }
                rest = rest.dropFirst(bare.count)
            }
            parts += 1
            guard parts <= Self.mostParts else { throw Failure("its key has more than \(Self.mostParts) parts") }
            skipBlanks()
        } while take(".")
    }

    private mutating func value(depth: Int) throws(Failure) {
        switch rest.first {
        case UInt8(ascii: "\""): try basicText()
        case UInt8(ascii: "'"): try literalText()
        case UInt8(ascii: "{"): try table(depth: depth + 1)
        default:
            let word = rest.prefix { Self.isBare($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") }
            guard PlainValue.isOne(String(decoding: word, as: UTF8.self)) else {
                throw Failure("\(quotedRest) is no text in quotes, number, true or false")
            }
            rest = rest.dropFirst(word.count)
        }
    }

    private mutating func table(depth: Int) throws(Failure) {
        guard depth <= Self.mostNesting else { throw Failure("its tables are nested too deeply") }
        rest = rest.dropFirst()
        skipBlanks()
        if take("}") { return }
        repeat {
            try pair(depth: depth)
            skipBlanks()
        } while take(",")
        guard take("}") else { throw Failure("its brace is not closed") }
    }

    private mutating func literalText() throws(Failure) {
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "'")) else {
            throw Failure("its text has no closing quote")
        }
        rest = rest[rest.index(after: end)...]
    }

    private mutating func basicText() throws(Failure) {
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") { try escape() }
        }
        throw Failure("its text has no closing quote")
    }

    private mutating func escape() throws(Failure) {
        let sign = rest.popFirst() ?? 0
        if "btnfr\"\\".utf8.contains(sign) { return }
        let length = sign == UInt8(ascii: "u") ? 4 : sign == UInt8(ascii: "U") ? 8 : 0
        let digits = rest.prefix(length)
        guard length > 0, digits.count == length, digits.allSatisfy(PlainValue.isHexDigit),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), value > 0,
            Unicode.Scalar(value) != nil
        else { throw Failure("a backslash in a text in double quotes begins no character; write \\\\") }
        rest = rest.dropFirst(length)
    }

    // MARK: Characters

    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard rest.starts(with: wanted) else { return false }
        rest = rest.dropFirst(wanted.count)
        return true
    }

    private mutating func skipBlanks() {
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    private var quotedRest: String {
        let shown = String(decoding: rest.prefix(40), as: UTF8.self)
        return shown.isEmpty ? "nothing" : "\"\(shown)\""
    }

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

    static func isOne(_ word: String) -> Bool {
        if ["true", "false"].contains(word) { return true }
        if word.hasPrefix("0x") { return isDigits(word.dropFirst(2), isHexDigit) }
        return isDay(word) || isNumber(word[...])
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
