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
        var text = ""
        write(to: &text, level: indented ? 0 : nil)
        guard ascii else { return text }
        return text.unicodeScalars.map { $0.isASCII ? String($0) : Self.escape($0) }.joined()
    }

    private func write(to text: inout String, level: Int?) {
        switch self {
        case .string(let value): Self.write(value, to: &text)
        case .number(let value): text += value.description
        case .boolean(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .array(let values):
            Self.write(values, open: "[", close: "]", to: &text, level: level) { value, text, level in
                value.write(to: &text, level: level)
            }
        case .object(let members):
            Self.write(members, open: "{", close: "}", to: &text, level: level) { member, text, level in
                Self.write(member.name, to: &text)
                text += level == nil ? ":" : ": "
                member.value.write(to: &text, level: level)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], open: String, close: String, to text: inout String, level: Int?,
        each: (Item, inout String, Int?) -> Void
    ) {
        text += open
        let inner = level.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: "    ", count: inner) }
            each(item, &text, inner)
        }
        if let level, !items.isEmpty { text += "\n" + String(repeating: "    ", count: level) }
        text += close
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where mustEscape(scalar): text += escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
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
