import BillingModel

extension JSONValue {
    /// Reads one JSON text strictly, keeping the order of members and the exact numbers.
    ///
    /// Of two members with one name the last wins, in the first one's place, as in PHP.
    public init(parsing bytes: some Collection<UInt8>, limits: WireLimits = .request) throws(APIError) {
        try limits.check(size: bytes.count)
        var reader = JSONReader(bytes: Array(bytes), limits: limits)
        self = try reader.document()
    }
}

/// Reads by recursive descent, as deep as the limits allow.
struct JSONReader {
    let bytes: [UInt8]
    let limits: WireLimits
    var position = 0
    private var count = 0

    init(bytes: [UInt8], limits: WireLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func document() throws(APIError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        if position < bytes.count { throw fail("more text follows the value", "er volgt tekst na de waarde") }
        return value
    }

    private mutating func value(depth: Int) throws(APIError) -> JSONValue {
        skipSpace()
        count += 1
        try limits.check(count: count)
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number(try number())
        case nil: throw ended()
        default: throw fail("no value starts here", "hier begint geen waarde")
        }
    }

    private mutating func object(depth: Int) throws(APIError) -> JSONValue {
        try enter(depth)
        var members: [JSONMember] = []
        var places: [String: Int] = [:]
        guard try !closes(UInt8(ascii: "}")) else { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else {
                throw expected("a name in quotes", "een naam tussen aanhalingstekens")
            }
            let name = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw expected("a colon", "een dubbele punt") }
            position += 1
            let value = try value(depth: depth + 1)
            if let place = places[name] {
                members[place].value = value
            } else {
                places[name] = members.count
                members.append(JSONMember(name, value))
            }
        } while try continues(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(depth: Int) throws(APIError) -> JSONValue {
        try enter(depth)
        var values: [JSONValue] = []
        guard try !closes(UInt8(ascii: "]")) else { return .array([]) }
        repeat { values.append(try value(depth: depth + 1)) } while try continues(UInt8(ascii: "]"))
        return .array(values)
    }

    private mutating func enter(_ depth: Int) throws(APIError) {
        guard depth <= limits.nesting else {
            throw fail(
                "it is nested deeper than \(limits.nesting) levels", "dieper genest dan \(limits.nesting) niveaus")
        }
        position += 1
    }

    private mutating func closes(_ end: UInt8) throws(APIError) -> Bool {
        skipSpace()
        guard next == end else { return false }
        position += 1
        return true
    }

    /// Whether a comma promises another item; takes the comma or the end.
    private mutating func continues(_ end: UInt8) throws(APIError) -> Bool {
        skipSpace()
        guard next == end || next == UInt8(ascii: ",") else {
            let close = Unicode.Scalar(end)
            throw expected("a comma or \(close)", "een komma of \(close)")
        }
        position += 1
        return bytes[position - 1] != end
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(APIError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else {
            throw fail("no value starts here", "hier begint geen waarde")
        }
        position += word.utf8.count
        return value
    }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    func ended() -> APIError { fail("the text ends too early", "de tekst houdt te vroeg op") }

    private func expected(_ english: String, _ dutch: String) -> APIError {
        next == nil ? ended() : fail("\(english) is missing", "\(dutch) ontbreekt")
    }

    func fail(_ english: String, _ dutch: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "This is not JSON: \(english), at byte \(position + 1).",
                "Dit is geen JSON: \(dutch), bij byte \(position + 1)."))
    }
}
