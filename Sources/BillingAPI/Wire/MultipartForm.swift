import BillingModel

/// Bodies of `multipart/form-data`, as PHP's parser reads them: texts become parameters, files do not.
///
/// PHP keeps files apart from the parameters, and no action here takes one. Source: RFC 7578; HostFact reference, 2.3.
enum MultipartForm {
    static let type = "multipart/form-data"

    static func decode(
        _ bytes: [UInt8], contentType: String, limits: WireLimits
    ) throws(APIError) -> [RawParameter] {
        try limits.check(size: bytes.count)
        guard let boundary = HeaderParameters(contentType)["boundary"], (1...200).contains(boundary.utf8.count) else {
            throw broken("its Content-Type names no boundary", "het Content-Type noemt geen boundary")
        }
        var parameters = PHPParameters(limits: limits)
        var parts = MultipartParts(bytes, boundary: "--\(boundary)")
        // Files count as well: a part is work, whatever is in it.
        var count = 0
        while let part = try parts.next() {
            count += 1
            try limits.check(count: count)
            guard let name = try name(of: part) else { continue }
            try parameters.add(name, try text(part.content))
        }
        return parameters.all
    }

    /// Nil for a file, and for what has no name, which PHP drops.
    private static func name(of part: MultipartParts.Part) throws(APIError) -> String? {
        var disposition = HeaderParameters("")
        for bytes in part.head {
            let line = try text(bytes)
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = String(line[line.index(after: colon)...])
            switch String(line[..<colon]).withoutBlankEnds.lowercased() {
            case "content-disposition": disposition = HeaderParameters(value)
            case "content-transfer-encoding": try check(encoding: value.withoutBlankEnds.lowercased())
            default: break
            }
        }
        let isFile = disposition["filename"] != nil || disposition["filename*"] != nil
        return disposition.value.lowercased() == "form-data" && !isFile ? disposition["name"] : nil
    }

    /// Only what leaves the text as it is; the others were taken out of the standard. Source: RFC 7578, 4.7.
    private static func check(encoding: String) throws(APIError) {
        guard !["7bit", "8bit", "binary"].contains(encoding) else { return }
        let shown = encoding.plainLine.prefix(40)
        throw broken("a part has the encoding “\(shown)”", "een deel heeft de codering “\(shown)”")
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(APIError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw PHPForm.notUTF8(bytes)
    }

    static func broken(_ english: String, _ dutch: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText("This is not \(type): \(english).", "Dit is geen \(type): \(dutch)."))
    }
}

/// The parts between the boundaries of a body, one after the other. Lines may end without a carriage return, as in PHP.
private struct MultipartParts {
    struct Part {
        /// Its lines, without their ends.
        var head: [ArraySlice<UInt8>] = []
        var content: ArraySlice<UInt8> = []
    }

    /// No real part has a longer head.
    private static let longestHead = 8192
    private static let lineFeed = UInt8(ascii: "\n")

    private let bytes: [UInt8]
    private let boundary: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8], boundary: String) {
        self.bytes = bytes
        self.boundary = Array(boundary.utf8)
    }

    /// Nil behind the last one.
    mutating func next() throws(APIError) -> Part? {
        // What stands before the first boundary is for readers of mail.
        if position == 0 { position = try lineOfBoundary() + boundary.count }
        if bytes[position...].starts(with: "--".utf8) { return nil }
        let rest = try line()
        guard rest.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) else { throw Self.unfinished }
        var part = Part()
        let start = position
        while true {
            let line = try line()
            if line.isEmpty { break }
            guard position - start <= Self.longestHead, !line.starts(with: boundary) else { throw Self.headless }
            part.head.append(line)
        }
        let end = try lineOfBoundary()
        part.content = Self.withoutEnd(bytes[position..<max(position, end - 1)])
        position = end + boundary.count
        return part
    }

    /// The rest of the line the reader stands on.
    private mutating func line() throws(APIError) -> ArraySlice<UInt8> {
        guard let end = bytes[position...].firstIndex(of: Self.lineFeed) else { throw Self.unfinished }
        defer { position = end + 1 }
        return Self.withoutEnd(bytes[position..<end])
    }

    private static func withoutEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    /// Where the next line that begins with the boundary does; the reader stands at the start of a line.
    private func lineOfBoundary() throws(APIError) -> Int {
        var start = position
        while !bytes[start...].starts(with: boundary) {
            guard let end = bytes[start...].firstIndex(of: Self.lineFeed) else { throw Self.unfinished }
            start = end + 1
        }
        return start
    }

    private static let headless = MultipartForm.broken(
        "the head of a part does not end", "de kop van een deel houdt niet op")
    private static let unfinished = MultipartForm.broken(
        "a line with its boundary is missing", "een regel met de boundary ontbreekt")
}

/// A header's value and the parameters behind it: `form-data; name="City"`.
struct HeaderParameters {
    private(set) var value = ""
    private var parameters: [String: String] = [:]

    /// The first of two with one name counts.
    init(_ header: String) {
        var rest = header.unicodeScalars[...]
        value = Self.trimmed(rest.prefix { $0 != ";" })
        rest = rest.drop { $0 != ";" }
        while rest.first == ";" {
            rest = rest.dropFirst()
            let name = Self.trimmed(rest.prefix { $0 != "=" && $0 != ";" }).lowercased()
            rest = rest.drop { $0 != "=" && $0 != ";" }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let text = rest.first == "\"" ? Self.quoted(&rest) : Self.trimmed(rest.prefix { $0 != ";" })
            rest = rest.drop { $0 != ";" }
            if parameters[name] == nil { parameters[name] = text }
        }
    }

    /// By its name in lower case; nil when it is not there.
    subscript(_ name: String) -> String? { parameters[name] }

    /// A quote inside is written with a backslash; other backslashes stand for themselves.
    private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String {
        var text = String.UnicodeScalarView()
        rest = rest.dropFirst()
        while let scalar = rest.popFirst(), scalar != "\"" {
            if scalar == "\\", let next = rest.first, next == "\"" || next == "\\" {
                text.append(next)
                rest = rest.dropFirst()
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    private static func trimmed(_ text: Substring.UnicodeScalarView) -> String {
        String(text).withoutBlankEnds
    }
}
