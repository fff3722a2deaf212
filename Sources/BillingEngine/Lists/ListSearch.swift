import BillingModel
import SQLStore

extension ListQuery {
    /// Leaves the rows in which one of the named columns contains the text; a column of ids must be equal to it. This
    /// is the vendor's search; the console's is `words`.
    ///
    /// Letter case and diacritics make no difference, which is inferred. Source: HostFact reference, 3.1 and 16 no. 13.
    mutating func search(for text: String, in names: [String], dialect: any SQLDialect) {
        let folded = TextFolding.fold(text)
        guard !folded.isEmpty else { return }
        let columns = names.compactMap { source.columns[$0] }
        let searched = Set(source.searched)
        if columns.allSatisfy({ $0.kind != .identifier }), searched.isSuperset(of: names) {
            // What one of these columns contains, `Folded` contains, but not the other way round.
            words = SearchWords(exactly: text)
        }
        let matches = columns.map { column in
            if column.kind == .identifier {
                guard let id = Int64(text) else { return SQLQuery("1 = 0") }
                return SQLQuery("\(column.expression) = ?", [.integer(id)])
            }
            return SQLQuery(dialect.contains(dialect.folded(column.expression)), [.text(folded)])
        }
        isSelective = !columns.isEmpty && columns.allSatisfy { $0.kind == .identifier }
        conditions.append("(" + SQLQuery.joined(matches, by: " OR ") + ")")
    }
}
