import SQLStore

extension StoreTransaction {
    /// The code that follows the highest one, such as `DB0002` after `DB0001`. Source: HostFact reference, 4.1 and 5.1.
    ///
    /// Codes of another form, or with more than nine digits, do not count.
    func nextCode(_ prefix: String, digits: Int, in column: String, of table: String) throws -> String {
        // Most often the newest is the highest; then no other row passes the first comparison, and the search is quick.
        let newest = try row(SQLQuery("SELECT \(column) FROM \(table) ORDER BY Identifier DESC LIMIT 1"))?.text(0) ?? ""
        let known = number(in: newest, after: prefix) ?? 0
        let text = "substr(\(column), \(prefix.count + 1))"
        let higher = try integer(
            SQLQuery(
                """
                SELECT max(CAST(\(text) AS INTEGER)) FROM \(table) WHERE \(column) >= ? AND \(column) < ?
                AND CAST(\(text) AS INTEGER) > ? AND length(\(text)) <= 9 AND ltrim(\(text), '0123456789') = ''
                """, [.text(prefix + "0"), .text(prefix + ":"), .integer(known)]))
        let next = String(max(known, higher) + 1)
        return prefix + String(repeating: "0", count: max(0, digits - next.count)) + next
    }

    private func number(in code: String, after prefix: String) -> Int? {
        let digits = code.dropFirst(prefix.count)
        guard code.hasPrefix(prefix), (1...9).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(digits)
    }
}
