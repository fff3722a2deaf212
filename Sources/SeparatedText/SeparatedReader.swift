import BillingModel

/// Reads a file of separated values with a row of names: what separates them and in which encoding they are is found
/// out from the file itself.
public struct SeparatedReader {
    public enum Encoding: Sendable {
        case utf8
        case windows1252
    }

    /// One record, and where it stands.
    public struct Row: Equatable, Sendable {
        /// From 1.
        public var line: Int
        /// As many as there are names; those that are not there are empty.
        public var cells: [String]
    }

    public let encoding: Encoding
    public let separator: Character
    /// Of the columns, in the order of the file.
    public let names: [String]
    private var rows: RawRows

    /// - Parameters:
    ///   - separator: Nil for the one of comma, semicolon and tab that the first line has most of.
    ///   - open: Begins the file anew, each time it is called: it is read twice. What it returns gives the next bytes, and
    ///     none at the end.
    /// - Throws: `SeparatedProblem`, and whatever reading throws.
    public init(separator: Character? = nil, open: () throws -> () throws -> [UInt8]) throws {
        let first = try Self.firstLine(try open())
        self.separator = separator ?? Self.mostUsed(in: first)
        let byte = self.separator.asciiValue ?? UInt8(ascii: ",")
        encoding = try Self.encoding(RawRows(separator: byte, read: try open()))
        rows = RawRows(separator: byte, read: try open())
        guard let heads = try rows.next() else {
            throw SeparatedProblem(nil, "The file is empty.", "Het bestand is leeg.")
        }
        let encoding = encoding
        var names = heads.cells.map { Self.text($0, encoding).withoutUnseenEnds }
        if let head = names.first, head.unicodeScalars.first == "\u{FEFF}" {
            names[0] = String(head.unicodeScalars.dropFirst()).withoutUnseenEnds
        }
        self.names = names
    }

    /// Nil behind the last one.
    ///
    /// - Throws: `SeparatedProblem` for a row that cannot be read, after which there is no other.
    public mutating func next() throws -> Row? {
        guard let raw = try rows.next() else { return nil }
        guard raw.cells.count <= names.count else {
            throw SeparatedProblem(
                raw.line,
                "The row has \(raw.cells.count) cells for \(names.count) columns; put quotes around a text with “\(shownSeparator)” in it.",
                "De rij heeft \(raw.cells.count) cellen voor \(names.count) kolommen; zet aanhalingstekens om een tekst met “\(shownSeparator)” erin."
            )
        }
        var cells = raw.cells.map { FormulaGuard.removed(from: Self.text($0, encoding)) }
        cells += Array(repeating: "", count: names.count - cells.count)
        return Row(line: raw.line, cells: cells)
    }

    private var shownSeparator: String { separator == "\t" ? "tab" : String(separator) }

    // MARK: Finding out

    private static func firstLine(_ read: () throws -> [UInt8]) throws -> [UInt8] {
        var line: [UInt8] = []
        while line.count < RawRows.longestRow {
            let chunk = try read()
            if line.isEmpty, chunk.starts(with: [0xFF, 0xFE]) || chunk.starts(with: [0xFE, 0xFF]) { throw wide }
            guard !chunk.isEmpty else { break }
            line += chunk
            if let end = line.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) { return Array(line[..<end]) }
        }
        return line
    }

    private static let wide = SeparatedProblem(
        nil, "The file is encoded as UTF-16. Save it as “CSV UTF-8” and try again.",
        "Het bestand is gecodeerd als UTF-16. Bewaar het als “CSV UTF-8” en probeer het opnieuw.")

    /// The commonest outside quotes; a comma where there is none.
    private static func mostUsed(in line: [UInt8]) -> Character {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let marks: [Character] = [",", ";", "\t"]
        return marks.max { counts[$0.asciiValue ?? 0, default: 0] < counts[$1.asciiValue ?? 0, default: 0] } ?? ","
    }

    /// What is not UTF-8 all through is taken for what Windows writes.
    private static func encoding(_ rows: RawRows) throws -> Encoding {
        var rows = rows
        while let row = try rows.next() {
            if row.cells.contains(where: { String(validating: $0, as: UTF8.self) == nil }) { return .windows1252 }
        }
        return .utf8
    }

    private static func text(_ bytes: [UInt8], _ encoding: Encoding) -> String {
        switch encoding {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .windows1252:
            var text = ""
            for byte in bytes { text.unicodeScalars.append(Windows1252.scalar(byte)) }
            return text
        }
    }
}
