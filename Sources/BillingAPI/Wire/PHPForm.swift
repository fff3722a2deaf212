import BillingModel

/// Bodies and query strings in the writing of PHP's forms. Source: HostFact reference, 2.3.
public enum PHPForm {
    /// As PHP's own parser reads them: `a[b][0]=x`, `a[]=x`, `+` for a space, the last of two scalars wins.
    public static func decode(
        _ bytes: some Collection<UInt8>, limits: WireLimits = .request
    ) throws(APIError) -> [RawParameter] {
        try limits.check(size: bytes.count)
        var parameters = PHPParameters(limits: limits)
        for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            let name = try text(pair[..<(equals ?? pair.endIndex)])
            let value = try equals.map { index throws(APIError) in try text(pair[pair.index(after: index)...]) }
            try parameters.add(name, value ?? "")
        }
        return parameters.all
    }

    /// As `http_build_query` writes them: lists with their indices; an empty list is not sent at all.
    public static func encode(_ parameters: [RawParameter]) -> String {
        var pairs: [String] = []
        for parameter in parameters { append(parameter.value, named: escaped(parameter.name), to: &pairs) }
        return pairs.joined(separator: "&")
    }

    private static func append(_ value: RawValue, named name: String, to pairs: inout [String]) {
        switch value {
        case .text(let text): pairs.append(name + "=" + escaped(text))
        case .boolean(let isOn): pairs.append(name + (isOn ? "=1" : "=0"))
        case .null: break
        case .list(let items):
            for (index, item) in items.enumerated() { append(item, named: "\(name)%5B\(index)%5D", to: &pairs) }
        case .map(let members):
            for member in members {
                append(member.value, named: name + "%5B" + escaped(member.name) + "%5D", to: &pairs)
            }
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): result += "+"
            default: result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// Undoes `+` and percent escapes; a percent sign that starts no escape stays, as in PHP.
    ///
    /// Bytes that are no UTF-8 are refused: repaired, they would be stored as another text than was meant.
    private static func text(_ escaped: ArraySlice<UInt8>) throws(APIError) -> String {
        // Most of what is sent is as it was.
        if !escaped.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) {
            if let text = String(validating: escaped, as: UTF8.self) { return text }
            throw notUTF8(escaped)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(escaped.count)
        var rest = escaped[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = digit(rest.first), let low = digit(rest.dropFirst().first) {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw notUTF8(bytes)
    }

    static func notUTF8(_ bytes: some Collection<UInt8>) -> APIError {
        let shown = String(decoding: bytes.prefix(40), as: UTF8.self)
        return APIError(
            .invalidInput,
            LocalizedText("“\(shown)” is not UTF-8; send text as UTF-8.", "“\(shown)” is geen UTF-8; verstuur UTF-8."))
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): byte.map { $0 - UInt8(ascii: "0") }
        case .some(UInt8(ascii: "A")...UInt8(ascii: "F")): byte.map { $0 - UInt8(ascii: "A") + 10 }
        case .some(UInt8(ascii: "a")...UInt8(ascii: "f")): byte.map { $0 - UInt8(ascii: "a") + 10 }
        default: nil
        }
    }
}
