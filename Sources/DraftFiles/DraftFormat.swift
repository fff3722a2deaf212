import BillingAPI
import BillingModel
import Foundation

/// How a draft is written in its file: JSON with a version, by which a later Balie's file is known and left alone.
enum DraftFormat {
    static let version = 1
    /// Far more than any form holds; what is longer was not written by Balie.
    static let mostBytes = 4 << 20

    private struct Content: Codable {
        var version: Int
        var id: String
        var saved: String
        var place: String
        var replaces: [String]
        var draft: Draft
    }

    private struct Version: Decodable { var version: Int }

    static func bytes(of kept: KeptDraft) throws(APIError) -> [UInt8] {
        let content = Content(
            version: version, id: kept.id, saved: kept.saved, place: kept.place, replaces: kept.replaces,
            draft: kept.draft)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(content)) + [UInt8(ascii: "\n")]
        } catch {
            throw APIError.unforeseen(error)
        }
    }

    /// - Parameter id: The name of the file, which the content must agree with.
    /// - Throws: Why it is no draft that this Balie can read, as a sentence.
    static func draft(_ bytes: [UInt8], id: String) throws(APIError) -> KeptDraft {
        let (data, decoder) = (Data(bytes), JSONDecoder())
        guard let written = try? decoder.decode(Version.self, from: data).version else { throw damaged(id) }
        guard written == version else { throw later(id, written) }
        guard let content = try? decoder.decode(Content.self, from: data), content.id == id else { throw damaged(id) }
        return KeptDraft(
            id: id, content.draft, place: content.place, saved: content.saved, replaces: content.replaces)
    }

    private static func damaged(_ id: String) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "“\(id)” is damaged: it does not read as a draft.",
                "“\(id)” is beschadigd: het is niet als concept te lezen."))
    }

    private static func later(_ id: String, _ version: Int) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "“\(id)” was written by another version of Balie (format \(version)); that version reads it.",
                "“\(id)” is geschreven door een andere versie van Balie (indeling \(version)); die versie leest het."))
    }
}
