/// What some editors put before the first letter of a file, and nobody sees.
public enum ByteOrderMark {
    static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The bytes of a UTF-8 text without the mark at their start.
    public static func dropped(from bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: Self.bytes) ? Array(bytes.dropFirst(Self.bytes.count)) : bytes
    }
}

extension String {
    /// The text without a byte order mark at its start.
    public var withoutByteOrderMark: String {
        unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    }
}
