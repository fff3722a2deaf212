/// Cuts bytes into rows and cells, as RFC 4180 has them and spreadsheets write them: any line end, quotes doubled inside
/// quotes, line ends inside quotes kept.
struct RawRows {
    struct Row {
        /// Of its first byte, from 1.
        var line: Int
        var cells: [[UInt8]]
    }

    /// A quote that is never closed would take the rest of the file for one cell.
    static let longestRow = 1 << 20
    static let mostCells = 2000

    private let separator: UInt8
    private let read: () throws -> [UInt8]
    private var chunk: [UInt8] = []
    private var place = 0
    private var isAtEnd = false
    private var line = 1

    /// - Parameter read: The next bytes; none at the end.
    init(separator: UInt8, read: @escaping () throws -> [UInt8]) {
        self.separator = separator
        self.read = read
    }

    private mutating func peek() throws -> UInt8? {
        while place == chunk.count {
            guard !isAtEnd else { return nil }
            chunk = try read()
            place = 0
            isAtEnd = chunk.isEmpty
        }
        return chunk[place]
    }

    /// Nil behind the last row. A line without anything in it is no row.
    mutating func next() throws -> Row? {
        while let byte = try peek(), Self.endsLine(byte) { try takeLineEnd(byte) }
        guard try peek() != nil else { return nil }
        var row = Row(line: line, cells: [])
        var length = 0
        while true {
            row.cells.append(try cell(&length, from: row.line))
            guard row.cells.count <= Self.mostCells else { throw Self.tooMany(row.line) }
            guard let byte = try peek() else { return row }
            if byte == separator {
                place += 1
            } else {
                try takeLineEnd(byte)
                return row
            }
        }
    }

    /// Up to the separator, the line's end or that of the file.
    private mutating func cell(_ length: inout Int, from start: Int) throws -> [UInt8] {
        var cell: [UInt8] = []
        var isQuoted = false
        if try peek() == UInt8(ascii: "\"") {
            isQuoted = true
            place += 1
        }
        while let byte = try peek() {
            if isQuoted {
                place += 1
                if byte == UInt8(ascii: "\"") {
                    // Doubled it stands for itself.
                    guard try peek() == byte else {
                        isQuoted = false
                        continue
                    }
                    place += 1
                }
                if byte == UInt8(ascii: "\n") { line += 1 }
            } else {
                if byte == separator || Self.endsLine(byte) { return cell }
                place += 1
            }
            cell.append(byte)
            length += 1
            guard length <= Self.longestRow else { throw Self.tooLong(start) }
        }
        if isQuoted { throw Self.unclosed(start) }
        return cell
    }

    private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private mutating func takeLineEnd(_ byte: UInt8) throws {
        place += 1
        line += 1
        if byte == 0x0D, try peek() == 0x0A { place += 1 }
    }

    private static func tooLong(_ line: Int) -> SeparatedProblem {
        SeparatedProblem(
            line, "The row is longer than a mebibyte; perhaps a quote in it is not closed.",
            "De rij is langer dan een mebibyte; misschien is een aanhalingsteken erin niet gesloten.")
    }

    private static func tooMany(_ line: Int) -> SeparatedProblem {
        SeparatedProblem(
            line, "The row has more than \(mostCells) cells; is this a file of separated values?",
            "De rij heeft meer dan \(mostCells) cellen; is dit een bestand met gescheiden waarden?")
    }

    private static func unclosed(_ line: Int) -> SeparatedProblem {
        SeparatedProblem(
            line, "A quote is opened and never closed. Double a quote that is meant as text.",
            "Een aanhalingsteken wordt geopend en nergens gesloten. Verdubbel een aanhalingsteken dat tekst is.")
    }
}
