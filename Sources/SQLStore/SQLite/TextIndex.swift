import BillingModel

/// FTS5's index of groups of three letters over a table's folded texts, and how it is asked.
struct TextIndex {
    let table: String

    /// The index holds groups of this many letters; it knows nothing of a shorter text.
    private static let group = 3

    /// A pattern of more groups costs more than reading the rows.
    private static let mostGroups = 200

    func hits(_ words: SearchWords, expanding: Bool, in transaction: SQLiteTransaction) throws -> TextHits? {
        let patterns = words.parts.map(Self.pattern)
        let known = patterns.compactMap(\.self)
        if !known.isEmpty {
            let isExact = known.count == patterns.count && words.texts.allSatisfy(Self.isLong)
            return TextHits(query: rows(matching: known.joined(separator: " AND ")), isExact: isExact)
        }
        guard expanding else { return nil }
        // Short texts only. The longest has the fewest groups that begin with it.
        let single = words.parts.compactMap { $0.count == 1 && $0[0].count == 1 ? $0[0][0] : nil }
        guard let text = single.max(by: { $0.unicodeScalars.count < $1.unicodeScalars.count }) else { return nil }
        return try beginnings(text, in: transaction).map { TextHits(query: $0, isExact: words.parts.count == 1) }
    }

    /// FTS5's way to write the part, as far as it can be told; nil when the index cannot narrow it down at all.
    private static func pattern(_ part: SearchWords.Part) -> String? {
        var ways: [String] = []
        for texts in part {
            let long = texts.filter(isLong)
            if long.isEmpty { return nil }
            ways.append("(" + long.map { $0.quoted(by: "\"") }.joined(separator: " AND ") + ")")
        }
        return "(" + ways.joined(separator: " OR ") + ")"
    }

    /// Rows with a group that begins with a shorter text; nil when there are too many such groups.
    private func beginnings(_ text: String, in transaction: SQLiteTransaction) throws -> SQLQuery? {
        let groups = try transaction.rows(
            SQLQuery(
                "SELECT term FROM \(table)_terms WHERE term >= ? AND term < ? LIMIT \(Self.mostGroups + 1)",
                [.text(text), .text(text + "\u{10FFFF}")]))
        guard groups.count <= Self.mostGroups else { return nil }
        guard !groups.isEmpty else { return SQLQuery("SELECT rowid FROM \(table)_search WHERE 0") }
        return rows(matching: groups.map { $0.text(0).quoted(by: "\"") }.joined(separator: " OR "))
    }

    private func rows(matching pattern: String) -> SQLQuery {
        SQLQuery("SELECT rowid FROM \(table)_search WHERE \(table)_search MATCH ?", [.text(pattern)])
    }

    private static func isLong(_ text: String) -> Bool { text.unicodeScalars.count >= group }
}
