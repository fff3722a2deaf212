import SQLStore

/// Codes that are given out to records one after the other, such as `DB0002` after `DB0001`.
///
/// Source: HostFact reference, 4.1 and 5.1. The vendor calls it the next number; that the code of a record that is gone
/// is not given out again is inferred: it stands on invoices and in other systems.
struct GivenCodes {
    let prefix: String
    let digits: Int
    let column: String
    let table: SQLTable

    /// The code that follows the highest one. Codes of another form, or with more than nine digits, do not count.
    func next(in transaction: any StoreTransaction) throws -> String {
        let kept = try transaction.row(
            SQLQuery("SELECT value FROM \(Tables.installation.name) WHERE name = ?", [.text(keptName)]))
        return code(try max(highest(in: transaction), kept.flatMap { number(in: $0.text(0)) } ?? 0) + 1)
    }

    /// Remembers the highest code before a record is deleted that may have it.
    func keepHighest(in transaction: any StoreTransaction) throws {
        let highest = try highest(in: transaction)
        guard highest > 0 else { return }
        let kept = SQLQuery("SELECT value FROM \(Tables.installation.name) WHERE name = ?", [.text(keptName)])
        if let row = try transaction.row(kept), number(in: row.text(0)) ?? 0 >= highest { return }
        try transaction.execute(
            SQLQuery(
                """
                INSERT INTO \(Tables.installation.name) (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, [.text(keptName), .text(code(highest))]))
    }

    private var keptName: String { "highest \(column)" }

    private func highest(in transaction: any StoreTransaction) throws -> Int {
        // Most often the newest is the highest; then no other row passes the first comparison, and the search is quick.
        let (key, name) = (table.identity ?? "", table.name)
        let newest = try transaction.row(SQLQuery("SELECT \(column) FROM \(name) ORDER BY \(key) DESC LIMIT 1"))
        let known = newest.flatMap { number(in: $0.text(0)) } ?? 0
        let text = "substr(\(column), \(prefix.count + 1))"
        let value = transaction.dialect.number(text)
        let higher = try transaction.integer(
            SQLQuery(
                """
                SELECT max(\(value)) FROM \(name) WHERE \(column) >= ? AND \(column) < ?
                AND \(value) > ? AND length(\(text)) <= 9 AND ltrim(\(text), '0123456789') = ''
                """, [.text(prefix + "0"), .text(prefix + ":"), .integer(known)]))
        return max(known, higher)
    }

    private func code(_ number: Int) -> String {
        let text = String(number)
        return prefix + String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private func number(in code: String) -> Int? {
        let digits = code.dropFirst(prefix.count)
        guard code.hasPrefix(prefix), (1...9).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(digits)
    }
}
