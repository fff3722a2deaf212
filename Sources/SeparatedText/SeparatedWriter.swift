/// Writes rows of separated values, as RFC 4180 has them, in UTF-8.
public struct SeparatedWriter: Sendable {
    public let separator: Character

    public init(separator: Character = ",") {
        self.separator = separator
    }

    /// Tells a spreadsheet that what follows is UTF-8.
    public static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    public func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: String(separator)) + "\r\n"
    }

    private func cell(_ text: String) -> String {
        let text = FormulaGuard.added(to: text)
        // By scalars: a line end of two characters is one Character.
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar != "\"" && scalar != "\n" && scalar != "\r" && Character(scalar) != separator
        }
        let hasOuterSpace = text.first == " " || text.last == " "
        guard !isPlain || hasOuterSpace else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
