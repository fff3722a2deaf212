import Foundation

/// JSON with the order of members kept, as the vendors' answers need.
public indirect enum JSONValue: Equatable, Sendable {
    case string(String)
    case number(Decimal)
    /// HostFact writes neither this nor null; other writers of JSON do.
    case boolean(Bool)
    case null
    case array([JSONValue])
    case object([JSONMember])

    public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// A PHP map: an object, but `[]` when it is empty. Source: HostFact reference, 0.2 no. 5.
    public static func phpMap(_ members: [JSONMember]) -> JSONValue {
        members.isEmpty ? .array([]) : .object(members)
    }

    /// A member of an object.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

/// A name and its value.
public struct JSONMember: Equatable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    public init(_ name: String, _ text: String) {
        self.init(name, .string(text))
    }
}

extension JSONValue {
    /// On one line, or indented by four spaces a level for reading.
    ///
    /// - Parameter ascii: Says what is beyond ASCII, which only strings hold, by its numbers.
    public func encoded(indented: Bool = false, ascii: Bool = false) -> String {
        let text = String(decoding: encodedBytes(indented: indented), as: UTF8.self)
        guard ascii else { return text }
        return text.unicodeScalars.map { $0.isASCII ? String($0) : Self.escape($0) }.joined()
    }

    /// As `encoded`, for whoever sends it.
    public func encodedBytes(indented: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        write(to: &bytes, level: indented ? 0 : nil)
        return bytes
    }

    private func write(to bytes: inout [UInt8], level: Int?) {
        switch self {
        case .string(let value): Self.write(value, to: &bytes)
        case .number(let value): bytes += value.description.utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .null: bytes += "null".utf8
        case .array(let values):
            Self.write(values, "[]", to: &bytes, level: level) { value, bytes, level in
                value.write(to: &bytes, level: level)
            }
        case .object(let members):
            Self.write(members, "{}", to: &bytes, level: level) { member, bytes, level in
                Self.write(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if level != nil { bytes.append(UInt8(ascii: " ")) }
                member.value.write(to: &bytes, level: level)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ brackets: StaticString, to bytes: inout [UInt8], level: Int?,
        each: (Item, inout [UInt8], Int?) -> Void
    ) {
        func newLine(_ level: Int) {
            bytes.append(UInt8(ascii: "\n"))
            bytes += repeatElement(UInt8(ascii: " "), count: 4 * level)
        }
        bytes.append(brackets.utf8Start[0])
        let inner = level.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if let inner { newLine(inner) }
            each(item, &bytes, inner)
        }
        if let level, !items.isEmpty { newLine(level) }
        bytes.append(brackets.utf8Start[1])
    }

    private static func write(_ string: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        // Most are of letters that stand for themselves.
        if string.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != quote && $0 != UInt8(ascii: "\\") }) {
            bytes += string.utf8
        } else {
            for scalar in string.unicodeScalars { write(scalar, to: &bytes) }
        }
        bytes.append(quote)
    }

    private static func write(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "\"": bytes += "\\\"".utf8
        case "\\": bytes += "\\\\".utf8
        case "\n": bytes += "\\n".utf8
        case "\r": bytes += "\\r".utf8
        case "\t": bytes += "\\t".utf8
        case _ where mustEscape(scalar): bytes += escape(scalar).utf8
        default: bytes += UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter
        }
    }

    /// Controls must be escaped by JSON's grammar; what could drive a terminal the answer is printed on, by prudence.
    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
