/// How the bytes of letters are to be read.
enum InputEncoding: Sendable {
    case utf8, latin1
    /// ASCII, or unknown. Most terminals send UTF-8 all the same, in which no C1 control stands alone.
    case other

    init(_ encoding: TextEncoding) {
        self = encoding.isUTF8 ? .utf8 : encoding.isLatin1 ? .latin1 : .other
    }

    /// The scalar that bytes begin with, nil where they are no text, and its length; nil when more bytes are needed.
    func scalar(_ bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar?, length: Int)? {
        guard let lead = bytes.first else { return nil }
        if self == .latin1 { return ((0x7F..<0xA0).contains(lead) ? nil : Unicode.Scalar(lead), 1) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0x80 ? 2 : 1
        let bytes = bytes.prefix(length)
        let isCut = bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        if isCut, lead >= 0xC2, lead <= 0xF4 { return nil }
        guard let string = String(validating: bytes, as: UTF8.self), let scalar = string.unicodeScalars.first else {
            return (nil, 1)
        }
        return ((0x7F..<0xA0).contains(scalar.value) ? nil : scalar, length)
    }
}
