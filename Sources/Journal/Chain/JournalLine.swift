import BillingAPI
import Foundation

/// An entry with its place in the chain, as it stands in a file.
///
/// Each carries the digest of the one before and, in front, its own: a SHA-256 over all the rest of its bytes.
public struct JournalLine: Equatable, Sendable {
    public var digest: String
    /// The digest of the line with the number before; of the first one `nothing`.
    public var previous: String
    /// From 1 on, over all months.
    public var number: Int
    public var entry: JournalEntry

    /// What the first line of all follows.
    public static let nothing = String(repeating: "0", count: 64)

    private static let beginning = Array(#"{"digest":""#.utf8)
    private static let digits = beginning.count..<beginning.count + 64

    /// The bytes of a line, without the end of it.
    static func bytes(of entry: JournalEntry, number: Int, after previous: String) -> (bytes: [UInt8], digest: String) {
        let rest = JSONValue.object([
            JSONMember("entry", entry.json), JSONMember("previous", previous),
            JSONMember("sequence", .number(.init(number))),
        ]).encodedBytes()
        let digest = ContentHash.digits(ContentHash.digest(of: rest)[...])
        var bytes = beginning
        bytes += digest.utf8
        bytes += "\",".utf8
        bytes += rest.dropFirst()
        return (bytes, digest)
    }

    /// As it stands in the file.
    public var json: JSONValue {
        .object([
            JSONMember("digest", digest), JSONMember("entry", entry.json), JSONMember("previous", previous),
            JSONMember("sequence", .number(.init(number))),
        ])
    }

    /// Nil of bytes that are no line.
    init?(parsing bytes: [UInt8]) {
        guard bytes.starts(with: Self.beginning), let json = try? JSONValue(parsing: bytes, limits: .answer),
            let digest = json["digest"]?.text, digest.utf8.count == 64, let previous = json["previous"]?.text,
            previous.utf8.count == 64, let number = json["sequence"]?.wholeNumber, number > 0,
            let entry = json["entry"].flatMap({ JournalEntry($0) })
        else { return nil }
        (self.digest, self.previous, self.number, self.entry) = (digest, previous, number, entry)
    }

    /// Whether the bytes that it was parsed from are those that its digest was made of.
    func isWhole(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > Self.digits.upperBound + 2 else { return false }
        let rest = [UInt8(ascii: "{")] + bytes[(Self.digits.upperBound + 2)...]
        return bytes[Self.digits].elementsEqual(digest.utf8)
            && ContentHash.digits(ContentHash.digest(of: rest)[...]) == digest
    }
}
