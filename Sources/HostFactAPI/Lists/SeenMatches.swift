import BillingAPI
import BillingModel

extension ListAction {
    /// The rows among those that were seen which a vendor's system would find, in the order that is asked for.
    ///
    /// Such a system looks for the text as it stands in one of the fields, letter case and diacritics apart, and is
    /// asked in other notations too, see `PlainSearches`; of the fields that its lists do not tell nothing is known here.
    /// Source: HostFact reference, 3.1.
    ///
    /// - Parameter stretches: The oldest first: of a row that was seen twice the later one counts.
    func matches(among stretches: [SeenRows<Record<Kind>>.Stretch]) -> Page<Record<Kind>> {
        let text = Array(TextFolding.fold(self[ListParameters.searchFor] ?? "").utf8)
        let fields = (self[ListParameters.searchAt] ?? Self.defaults.searchAt).split(separator: "|").map(String.init)
        var latest: [Int: Record<Kind>] = [:]
        for row in stretches.lazy.flatMap(\.rows) {
            if let id = row[Kind.identifier] { latest[id] = row }
        }
        let words = findsWords ? SearchWords(self[ListParameters.searchFor] ?? "") : nil
        let found = latest.values.filter { row in
            conditions.allSatisfy { row.holds($0, among: Self.defaults.columns) == true }
                && (fields.contains { Array(TextFolding.fold(row[member: $0]).utf8).contains(sequence: text) }
                    || words.map { row.isFound(by: $0, Self.foundBy) } == true)
        }
        let offset = self[ListParameters.offset] ?? 0
        let rows = sorted(found).dropFirst(offset).prefix(arguments.rowLimit)
        return Page(offset: offset, rows: Array(rows), total: found.count, readAt: stretches.first?.readAt)
    }

    func sorted(_ rows: [Record<Kind>]) -> [Record<Kind>] {
        let field = self[ListParameters.sort] ?? Self.defaults.sort
        let keyed = rows.map { row in
            let text = row[member: field]
            // A number comes before what is none.
            return (
                key: (Double(text) ?? .infinity, TextFolding.fold(text), row[Kind.identifier] ?? 0), row: row
            )
        }
        let ascending = keyed.sorted { $0.key < $1.key }.map(\.row)
        return self[ListParameters.order] == ListParameters.descending ? ascending.reversed() : ascending
    }
}
