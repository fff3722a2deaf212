import Crypto
import Foundation

/// A strong tag of one record's content: equal tags mean equal records. Source: RFC 9110, 8.8.3.
public struct EntityTag: Hashable, Codable, Sendable {
    /// Without the quotes around it.
    public var text: String

    public init(_ text: String) {
        self.text = text
    }

    /// The tag of a content that is always written in one way.
    public init(of content: [UInt8]) {
        // 128 bits are plenty to tell states of one record apart.
        text = ContentHash.digits(ContentHash.digest(of: content).prefix(16))
    }

    public init(of content: String) { self.init(of: Array(content.utf8)) }

    /// As `ETag` and `If-Match` carry it.
    public var headerText: String { "\"\(text)\"" }

    /// From the text of `ETag`; nil of a weak tag, which does not promise the same content.
    init?(header: String) {
        let inner = header.utf8.dropFirst().dropLast()
        guard header.utf8.count > 2, header.hasPrefix("\""), header.hasSuffix("\""),
            !inner.contains(UInt8(ascii: "\""))
        else { return nil }
        text = String(decoding: inner, as: UTF8.self)
    }
}

/// An answer that may hold one record whole, which a later write can then be bound to.
public protocol TaggedAnswer {
    /// The record's tag as read: the one that its system gave, or that of the content where it gives none. Nil when the
    /// answer is not about one record.
    var tag: EntityTag? { get }

    /// The same answer with the tag that its system gave.
    func tagged(_ tag: EntityTag) -> Self
}

extension TaggedAnswer {
    public var tag: EntityTag? { nil }

    public func tagged(_ tag: EntityTag) -> Self { self }
}

/// SHA-256, by which contents are told apart.
public enum ContentHash {
    /// Sixty-four lower-case digits.
    public static func digits(of text: String) -> String { digits(digest(of: text)[...]) }

    /// Two of them for each byte.
    public static func digits(_ bytes: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Thirty-two bytes.
    public static func digest(of text: String) -> [UInt8] { digest(of: Array(text.utf8)) }

    public static func digest(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
