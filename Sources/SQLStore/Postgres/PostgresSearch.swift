import BillingModel

/// How a table's folded texts are found by the indexes over them: of groups of three letters, and of single ones and
/// pairs.
extension PostgresTransaction {
    func textHits(in table: SQLTable, _ words: SearchWords, expanding: Bool) throws -> TextHits? {
        guard let key = table.identity else { return nil }
        let parts = words.parts.compactMap(Self.condition)
        guard parts.isEmpty else {
            return TextHits(
                query: "SELECT \(key) FROM \(table.name) WHERE " + SQLQuery.joined(parts, by: " AND "),
                isExact: parts.count == words.parts.count && words.texts.allSatisfy(Self.isLong))
        }
        guard expanding else { return nil }
        // Short texts only. More than one way to contain them is too much for this index.
        let short = words.parts.filter { $0.count == 1 }
        guard let ids = try rareRows(of: table, key, containing: short.flatMap { $0[0] }) else { return nil }
        let list = "{\(ids.map(String.init).joined(separator: ","))}"
        return TextHits(
            query: SQLQuery("SELECT unnest(CAST(? AS bigint[]))", [.text(list)]),
            isExact: short.count == words.parts.count)
    }

    /// What an index can tell of a part; nil where it cannot narrow it down at all.
    private static func condition(_ part: SearchWords.Part) -> SQLQuery? {
        var ways: [SQLQuery] = []
        for texts in part {
            let known = texts.filter(isLong)
            if known.isEmpty { return nil }
            ways.append("(" + SQLQuery.joined(known.map(condition), by: " AND ") + ")")
        }
        return "(" + SQLQuery.joined(ways, by: " OR ") + ")"
    }

    private static func condition(_ text: String) -> SQLQuery {
        SQLQuery("\(SQLTable.folded) LIKE ?", [.text("%\(escaped(text))%")])
    }

    private static func isLong(_ text: String) -> Bool { text.unicodeScalars.count >= 3 }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, letter in
            if letter == "%" || letter == "_" || letter == "\\" { result.append("\\") }
            result.append(letter)
        }
    }

    /// The rows with all of these short texts; nil when there are so many that looking along a list finds them sooner.
    ///
    /// The planner takes taking a text apart for as cheap as comparing it, and would do that with every row: it is told to
    /// use the index, and the rows are passed on by their identities.
    private func rareRows(of table: SQLTable, _ key: String, containing texts: [String]) throws -> [Int]? {
        guard !texts.isEmpty else { return nil }
        let places = Array(repeating: "?", count: texts.count).joined(separator: ", ")
        let index = "\(PostgresFunctions.grams)(\(SQLTable.folded))"
        try connection.script(Self.onlyIndexes)
        let ids = try rows(
            SQLQuery(
                "SELECT \(key) FROM \(table.name) WHERE \(index) @> ARRAY[\(places)] LIMIT \(Self.mostRows + 1)",
                texts.map { .text($0) }))
        try connection.script(Self.anyWay)
        return ids.count > Self.mostRows ? nil : ids.map { $0.integer(0) }
    }

    private static let mostRows = 3000
    private static let ways = ["seqscan", "indexscan", "indexonlyscan"]
    private static let onlyIndexes = ways.map { "SET LOCAL enable_\($0) = off" }.joined(separator: "; ")
    private static let anyWay = ways.map { "SET LOCAL enable_\($0) = on" }.joined(separator: "; ")
}
