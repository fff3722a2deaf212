import BillingAPI
import BillingModel
import Foundation
import SQLStore

/// What a list is filtered by, as the database is asked.
struct ListFilter {
    /// Conditions on single rows.
    var conditions: [SQLQuery] = []
    /// What every row that meets them is found by too, so that the text index finds them.
    var words = SearchWords("")
    /// Conditions that an index answers by itself, those on one column as one.
    var narrowing: [SQLQuery] = []

    init() {}

    /// - Throws: `APIError` where the list has no such member.
    init(_ wanted: [RowCondition], on source: ListSource, in context: EngineContext) throws {
        let dialect = context.transaction.dialect
        var narrow: [String: [SQLQuery]] = [:]
        for condition in wanted {
            let query = try source.query(condition, dialect, context)
            conditions.append(condition.isNegated ? "CASE WHEN " + query + " THEN 0 ELSE 1 END = 1" : query)
            guard !condition.isNegated else { continue }
            if source.isNarrow(condition) { narrow[condition.member, default: []].append(query) }
            switch condition.test {
            case .contains(let text), .reads(let text):
                guard source.searched.contains(condition.member) else { break }
                words = words.and(SearchWords(exactly: text))
            default: break
            }
        }
        narrowing = narrow.values.map { SQLQuery.joined($0, by: " AND ") }
    }
}

extension ListSource {
    /// A condition, as it stands and not negated.
    fileprivate func query(
        _ condition: RowCondition, _ dialect: any SQLDialect, _ context: EngineContext
    ) throws -> SQLQuery {
        if let own = virtual[condition.member] { return own(context) }
        switch condition.test {
        case .found(let words): return "(" + dialect.condition(words, on: SQLTable.folded) + ")"
        case .inGroup(let name, let isWhole): return members(ofGroup: name, isWhole: isWhole, dialect)
        default: break
        }
        guard let column = columns[condition.member == naming ? key : condition.member] else {
            throw APIError.untold(condition.member, [])
        }
        let value = column.expression
        switch condition.test {
        case .contains(let text): return SQLQuery(dialect.contains(dialect.folded(value)), [.text(text)])
        case .reads(let text): return SQLQuery("\(dialect.folded(value)) = ?", [.text(text)])
        case .stored(let text): return SQLQuery("\(value) = ?", [.text(text)])
        case .empty: return SQLQuery(column.kind == .identifier ? "\(value) IS NULL" : "\(value) = ''")
        case .number(let comparison, let number): return Self.compare(column, comparison, number, dialect)
        case .day(let comparison, let day): return Self.compare(value, comparison, day)
        case .found, .inGroup: preconditionFailure("answered above")
        }
    }

    private static func compare(
        _ column: SourceColumn, _ comparison: RowCondition.Comparison, _ number: Decimal, _ dialect: any SQLDialect
    ) -> SQLQuery {
        let wanted = SQLQuery(dialect.number("?"), [.text(number.vendorText)])
        guard column.kind != .identifier else { return "\(column.expression) \(comparison.rawValue) " + wanted }
        // An empty text would count as nought.
        return "\(dialect.number(column.expression)) \(comparison.rawValue) " + wanted
            + " AND \(column.expression) <> ''"
    }

    /// A moment is later than its day as a text, and earlier than the day after.
    private static func compare(
        _ value: String, _ comparison: RowCondition.Comparison, _ day: CalendarDate
    ) -> SQLQuery {
        let (day, next) = (SQLValue.text(day.text), SQLValue.text(day.adding(days: 1).text))
        return switch comparison {
        case .less: SQLQuery("\(value) < ? AND \(value) > ''", [day])
        case .atMost: SQLQuery("\(value) < ? AND \(value) > ''", [next])
        case .equal: SQLQuery("\(value) >= ? AND \(value) < ?", [day, next])
        case .atLeast: SQLQuery("\(value) >= ?", [day])
        case .more: SQLQuery("\(value) >= ?", [next])
        }
    }

    private func members(ofGroup name: String, isWhole: Bool, _ dialect: any SQLDialect) -> SQLQuery {
        let (members, group) = ("\(table.name)_group", Tables.Name.group)
        let folded = dialect.folded("\(group).\(GroupTable.nameColumn)")
        return SQLQuery(
            """
            \(key) IN (SELECT \(members).\(Tables.recordID) FROM \(members) JOIN \(group) \
            ON \(group).\(GroupTable.key) = \(members).\(Tables.groupID) \
            WHERE \(isWhole ? "\(folded) = ?" : dialect.contains(folded)))
            """, [.text(name)])
    }

    /// Whether an index leads to the rows.
    fileprivate func isNarrow(_ condition: RowCondition) -> Bool {
        if virtual[condition.member] != nil { return true }
        let member = condition.member
        return switch condition.test {
        case .inGroup: true
        case .empty: table.indexes.contains { $0.condition == "\(member) = ''" }
        case .day, .stored: isIndexed { if case .column(member) = $0 { true } else { false } }
        case .number: isIndexed { if case .number(member) = $0 { true } else { false } }
        case .contains, .reads, .found: false
        }
    }

    private func isIndexed(by fits: (SQLIndex.Part) -> Bool) -> Bool {
        table.indexes.contains { index in index.condition == nil && index.parts.first.map(fits) ?? false }
    }
}

extension ListQuery {
    mutating func add(_ filter: ListFilter) {
        conditions += filter.conditions
        words = words.and(filter.words)
        narrowing += filter.narrowing
    }

    /// The rows that one of the conditions leaves by its index, where those are few.
    func narrowed(in transaction: any StoreTransaction) throws -> TextHits? {
        for condition in narrowing {
            let hits = TextHits(
                query: "SELECT \(source.key) FROM \(source.table.name) WHERE " + condition, isExact: words.isEmpty)
            if try isFew(hits, in: transaction) { return hits }
        }
        return nil
    }
}
