import BillingModel
import Synchronization

/// What a caller demands of one write, beyond the vendor's protocol: `If-Match` and `Idempotency-Key`.
///
/// It travels with the action, in `Sending`; the system that writes keeps to it.
public struct WriteConditions: Sendable {
    /// In which state the record must be that is about to be changed.
    public enum Match: Hashable, Sendable {
        /// In any, but it must be there.
        case anything
        case oneOf([EntityTag])
    }

    public var match: Match?
    /// The asker's own name for this request, by which a repetition is known.
    public var idempotencyKey: String?
    /// What the system tells of the write beside its answer.
    public let receipt = WriteReceipt()

    static let ifMatch = "If-Match"
    static let key = "Idempotency-Key"
    static let tagName = "ETag"
    static let replayed = "Idempotency-Replayed"
    /// Beside a tag: which conditions this system keeps to.
    static let honoured = "Balie-Conditions"
    /// Of an answer that cannot say whether the write took effect.
    static let outcome = "Balie-Outcome"
    static let unknown = "unknown"
    static let longestKey = 255

    public init(match: Match? = nil, idempotencyKey: String? = nil) {
        self.match = match
        self.idempotencyKey = idempotencyKey
    }

    /// Nil when the headers demand nothing.
    public init?(_ headers: [WireHeader]) throws(APIError) {
        let tags = headers.values(Self.ifMatch)
        let keys = headers.values(Self.key)
        guard !tags.isEmpty || !keys.isEmpty else { return nil }
        self.init()
        if !tags.isEmpty {
            // Several headers of one name are one list. Source: RFC 9110, 5.3.
            guard let match = Match(tags.joined(separator: ", ")) else { throw Self.malformedMatch }
            self.match = match
        }
        guard let first = keys.first else { return }
        let isPlain = first.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard keys.count == 1, (1...Self.longestKey).contains(first.utf8.count), isPlain else {
            throw Self.malformedKey
        }
        idempotencyKey = first
    }

    private static let malformedMatch = APIError(
        .invalidInput,
        LocalizedText(
            "\(ifMatch) takes tags in double quotes, as ETag gives them, or * alone; nothing was changed.",
            "\(ifMatch) bevat kenmerken tussen dubbele aanhalingstekens, zoals ETag ze geeft, of alleen *; er is niets gewijzigd."
        ))

    private static let malformedKey = APIError(
        .invalidInput,
        LocalizedText(
            "\(key) takes one text of 1 to \(longestKey) plain ASCII characters; nothing was changed.",
            "\(key) is één tekst van 1 tot \(longestKey) gewone ASCII-tekens; er is niets gewijzigd."))
}

/// What came of a write under conditions, beside its answer.
public final class WriteReceipt: Sendable {
    private let replayed = Mutex(false)

    /// Whether the answer was given before, and nothing was done this time.
    public var isReplay: Bool {
        get { replayed.withLock { $0 } }
        set { replayed.withLock { $0 = newValue } }
    }
}

extension WriteConditions.Match {
    /// From the text of `If-Match`; nil when it is none. Source: RFC 9110, 13.1.1.
    ///
    /// Weak tags are read but never match: they do not promise the same content.
    init?(_ header: String) {
        var rest = header.utf8[...]
        func skip(_ bytes: String) { rest = rest.drop { bytes.utf8.contains($0) } }
        skip(" \t")
        if rest.first == UInt8(ascii: "*") {
            rest = rest.dropFirst()
            skip(" \t")
            guard rest.isEmpty else { return nil }
            self = .anything
            return
        }
        var tags: [EntityTag] = []
        var count = 0
        skip(" \t,")
        while !rest.isEmpty {
            let isWeak = rest.starts(with: "W/".utf8)
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.popFirst() == UInt8(ascii: "\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
                return nil
            }
            count += 1
            if !isWeak { tags.append(EntityTag(String(decoding: rest[..<end], as: UTF8.self))) }
            rest = rest[rest.index(after: end)...]
            skip(" \t")
            guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
            skip(" \t,")
        }
        guard count > 0 else { return nil }
        self = .oneOf(tags)
    }
}

extension [WireHeader] {
    /// The values of every header of that name, without space around them.
    func values(_ name: String) -> [String] {
        filter { $0.isNamed(name) }.map { header in
            let text = header.value.utf8.drop { $0 == 0x20 || $0 == 0x09 }
            let end = text.lastIndex { $0 != 0x20 && $0 != 0x09 }
            return end.map { String(decoding: text[...$0], as: UTF8.self) } ?? ""
        }
    }
}
