import BillingAPI
import BillingModel
import Foundation

/// How a bulk run is written in its file: JSON, a line for what it is and how many rows it has, a line for each row, and
/// after these one for whatever becomes of a row.
///
/// What is added last counts. A file that ends within a line was being written when something ended: that line is none.
enum BulkFormat {
    static let version = 1
    /// Far more than the rows of any run take.
    static let mostBytes = 256 << 20

    private struct Head: Codable {
        var version: Int
        var id: String
        var title: LocalizedText
        var system: SystemID
        var place: String
        var begun: String
        var rows: Int
    }

    private struct Version: Decodable { var version: Int }
    private struct Line: Codable {
        var row: BulkRow?
        var note: BulkNote?
    }

    static func bytes(of run: BulkRun) throws(APIError) -> [UInt8] {
        let head = Head(
            version: version, id: run.id, title: run.title, system: run.system, place: run.place, begun: run.begun,
            rows: run.rows.count)
        var bytes = try line(head)
        for row in run.rows { bytes += try line(Line(row: row, note: nil)) }
        return bytes
            + (try self.bytes(
                of: run.states.enumerated().compactMap { row, state in
                    state == .waiting ? nil : BulkNote(row, state)
                }))
    }

    static func bytes(of notes: [BulkNote]) throws(APIError) -> [UInt8] {
        var bytes: [UInt8] = []
        for note in notes { bytes += try line(Line(row: nil, note: note)) }
        return bytes
    }

    /// - Parameter id: The name of the file, which the content must agree with.
    /// - Returns: Nil where not even its rows were written whole: nothing of it was sent.
    /// - Throws: Why it is no run that this Balie can read, as a sentence.
    static func run(_ bytes: [UInt8], id: String) throws(APIError) -> BulkRun? {
        let decoder = JSONDecoder()
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        // What stands behind the last end of a line is not whole.
        lines.removeLast()
        guard let first = lines.popFirst() else { return nil }
        guard let written = try? decoder.decode(Version.self, from: Data(first)).version else { throw damaged(id) }
        guard written == version else { throw later(id, written) }
        guard let head = try? decoder.decode(Head.self, from: Data(first)), head.id == id else { throw damaged(id) }
        var rows: [BulkRow] = []
        var notes: [BulkNote] = []
        for line in lines {
            guard let line = try? decoder.decode(Line.self, from: Data(line)) else { throw damaged(id) }
            if let row = line.row { rows.append(row) }
            if let note = line.note { notes.append(note) }
        }
        guard rows.count == head.rows else { return nil }
        var run = BulkRun(id: id, head.title, in: head.system, place: head.place, begun: head.begun, rows)
        for note in notes { run.note(note.state, of: note.row) }
        return run
    }

    private static func line(_ content: some Encodable) throws(APIError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(content)) + [UInt8(ascii: "\n")]
        } catch {
            throw APIError.unforeseen(error)
        }
    }

    private static func damaged(_ id: String) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "“\(id)” is damaged: it does not read as a bulk run.",
                "“\(id)” is beschadigd: het is niet als bulkronde te lezen."))
    }

    private static func later(_ id: String, _ version: Int) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "“\(id)” was written by another version of Balie (format \(version)); that version reads it.",
                "“\(id)” is geschreven door een andere versie van Balie (indeling \(version)); die versie leest het."))
    }
}
