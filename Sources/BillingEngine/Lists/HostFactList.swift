import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension ListAction {
    /// The query that the list parameters describe. Source: HostFact reference, 3.1.
    ///
    /// - Throws: `APIError` with a sentence for each parameter that cannot be used.
    func query(on source: ListSource, in context: EngineContext) throws -> ListQuery {
        var problems: [Problem] = []
        let sortName = self.arguments.filled(ListParameters.sort) ?? Self.defaults.sort
        let sort = source.columns[sortName]
        if sort == nil { problems.append(unknownColumn(sortName, ListParameters.sort, "sorted by", "gesorteerd op")) }
        let searchAt = (arguments.filled(ListParameters.searchAt) ?? Self.defaults.searchAt)
            .split(separator: "|").map(String.init)
        for name in searchAt where source.columns[name] == nil {
            problems.append(unknownColumn(name, ListParameters.searchAt, "searched in", "gezocht in"))
        }
        let ranges = timestampConditions(&problems)
        guard let sort, problems.isEmpty else { throw APIError(problems: problems) }

        var query = ListQuery(source, sort: sort)
        query.isDescending = self[ListParameters.order] == ListParameters.descending
        query.offset = self[ListParameters.offset] ?? 0
        query.limit = arguments.rowLimit
        query.conditions = ranges
        query.landmarks = context.landmarks
        query.second = try thenBy.map { try source.second($0) }
        if let text = arguments.filled(ListParameters.searchFor) {
            if findsWords {
                query.words = SearchWords(text)
            } else {
                query.search(for: text, in: searchAt, dialect: context.transaction.dialect)
            }
        }
        query.add(try ListFilter(conditions, on: source, in: context))
        if let group = self[ListParameters.group] {
            if query.words.isEmpty, query.conditions.isEmpty {
                let members = SQLQuery(
                    "SELECT count(*) FROM \(source.table.name)_group WHERE \(Tables.groupID) = ?", [.integer(group)])
                query.quickTotal = { try $0.integer(members) }
            }
            query.conditions.append(
                SQLQuery(
                    """
                    \(source.key) IN (SELECT \(Tables.recordID) FROM \(source.table.name)_group \
                    WHERE \(Tables.groupID) = ?)
                    """, [.integer(group)]))
        }
        return query
    }

    /// Answers a list with the rows that `records` makes of their keys.
    func page(
        of query: ListQuery, in context: EngineContext, records: ([Int]) throws -> [Record<Kind>]
    ) throws -> Listed<Kind> {
        let found = try query.found(counting: countsAll, atMost: mostCounted, in: context.transaction)
        return Listed(
            total: found.total, offset: query.offset, filters: ListParameters.filters(of: arguments),
            rows: try records(found.keys))
    }

    private func unknownColumn(_ name: String, _ field: Field<String>, _ english: String, _ dutch: String) -> Problem {
        let list = Self.defaults.columns.joined(separator: ", ")
        return Problem(naming: field.declaration) {
            LocalizedText(
                "\($0.english): a list cannot be \(english) “\(name)”. These can: \(list).",
                "\($0.dutch): een lijst kan niet worden \(dutch) “\(name)”. Wel mogelijk: \(list).")
        }
    }

    private func timestampConditions(_ problems: inout [Problem]) -> [SQLQuery] {
        let bounds: [(Field<String>, String, isEnd: Bool)] = [
            (ListParameters.createdFrom, "Created >= ?", false), (ListParameters.createdTo, "Created <= ?", true),
            (ListParameters.modifiedFrom, "Modified >= ?", false), (ListParameters.modifiedTo, "Modified <= ?", true),
        ]
        return bounds.compactMap { field, condition, isEnd in
            guard let text = arguments.filled(field) else { return nil }
            guard let moment = Timestamp.bound(text, isEnd: isEnd) else {
                problems.append(
                    Problem(naming: field.declaration) {
                        LocalizedText(
                            "\($0.english): “\(text)” is not a moment such as 2026-03-31 or 2026-03-31 14:00:00.",
                            "\($0.dutch): “\(text)” is geen moment zoals 2026-03-31 of 2026-03-31 14:00:00.")
                    })
                return nil
            }
            return SQLQuery(condition, [.text(moment)])
        }
    }
}
