import BillingModel
import SQLStore

/// Which rows of a table, in which order: chooses the way to them that costs least.
///
/// A page must come quickly from a million rows. Few text hits are collected and sorted. Where hits abound, the
/// index of the sort column is walked until the page is full. A walk that goes on for too long is given up for
/// collecting and sorting.
struct ListQuery {
    let source: ListSource
    var sort: SourceColumn
    var isDescending = false
    var offset = 0
    var limit = 1000
    /// Conditions on single rows.
    var conditions: [SQLQuery] = []
    /// What the folded text must contain; empty for any.
    var words = SearchWords("")
    /// The number of rows that the conditions leave, where it costs next to nothing to tell.
    var quickTotal: (@Sendable (any StoreTransaction) throws -> Int)?
    /// Whether the conditions leave so few rows that they are best collected by an index.
    var isSelective = false

    /// Hits up to this number are collected and sorted at once.
    var few = 3000
    /// Rows that a walk looks at before it is given up; more for pages far down.
    var walkLength = 20_000

    init(_ source: ListSource, sort: SourceColumn) {
        self.source = source
        self.sort = sort
    }

    /// The keys of the rows on the page, in order.
    func page(in transaction: any StoreTransaction) throws -> [Int] {
        if isSelective { return try collected(nil, in: transaction) }
        if words.isEmpty, conditions.isEmpty || quickTotal != nil {
            // Near the beginning a total is of no use, and counting may cost more than the page.
            if !conditions.isEmpty, offset < walkLength, let page = try walked(in: transaction) { return page }
            let total = try self.total(in: transaction)
            if try isDense(total, in: transaction) { return try ordered(in: transaction, total: total) }
        }
        var hits = try transaction.textHits(in: source.table, words, expanding: false)
        if let hits, try isFew(hits, in: transaction) { return try collected(hits, in: transaction) }
        if let page = try walked(in: transaction) { return page }
        if hits == nil { hits = try transaction.textHits(in: source.table, words, expanding: true) }
        return try collected(hits, in: transaction)
    }

    /// The number of rows on all pages; counting stops at `most`, where the rest would cost time for no use.
    func total(in transaction: any StoreTransaction, atMost most: Int? = nil) throws -> Int {
        if let total = try knownTotal(in: transaction) { return total }
        let hits = try transaction.textHits(in: source.table, words, expanding: true)
        if let hits, hits.isExact, conditions.isEmpty {
            return try transaction.integer("SELECT count(*) FROM (" + hits.query + Self.end(most) + ") AS hits")
        }
        let rows = "SELECT 1 FROM \(source.table.name)" + filter(hits, transaction.dialect) + Self.end(most)
        return try transaction.integer("SELECT count(*) FROM (" + rows + ") AS counted")
    }

    private static func end(_ most: Int?) -> String { most.map { " LIMIT \($0)" } ?? "" }

    private func knownTotal(in transaction: any StoreTransaction) throws -> Int? {
        guard words.isEmpty else { return nil }
        if let quickTotal { return try quickTotal(transaction) }
        return conditions.isEmpty ? try transaction.count(source.table) : nil
    }

    /// Whether a walk along an index meets mostly rows that fit.
    private func isDense(_ total: Int, in transaction: any StoreTransaction) throws -> Bool {
        try conditions.isEmpty || total > transaction.count(source.table) / 2
    }

    private func isFew(_ hits: TextHits, in transaction: any StoreTransaction) throws -> Bool {
        try transaction.integer("SELECT count(*) FROM (" + hits.query + " LIMIT \(few + 1)) AS hits") <= few
    }
}

extension ListQuery {
    /// Reads the index of the sort column, from whichever end is nearer.
    private func ordered(in transaction: any StoreTransaction, total: Int) throws -> [Int] {
        let count = min(limit, total - offset)
        guard count > 0 else { return [] }
        let fromEnd = offset > total / 2
        let skipped = fromEnd ? total - offset - count : offset
        let query =
            "SELECT \(source.key) FROM \(source.table.name)" + filter(nil, transaction.dialect)
            + order(transaction.dialect, reversed: fromEnd) + " LIMIT \(count) OFFSET \(skipped)"
        let keys = try transaction.rows(query).map { $0.integer(0) }
        return fromEnd ? keys.reversed() : keys
    }

    /// Finds the rows by the text index or a scan, then sorts them.
    private func collected(_ hits: TextHits?, in transaction: any StoreTransaction) throws -> [Int] {
        let query =
            "SELECT \(source.key) FROM \(source.table.name)" + filter(hits, transaction.dialect)
            + order(transaction.dialect, indexed: false) + " LIMIT \(limit) OFFSET \(offset)"
        return try transaction.rows(query).map { $0.integer(0) }
    }

    /// Looks along the index of the sort column; nil when the page was not full in time.
    private func walked(in transaction: any StoreTransaction) throws -> [Int]? {
        let needed = offset + limit
        let length = max(0, walkLength + 8 * needed)
        let fits = SQLQuery.joined(allConditions(nil, transaction.dialect), by: " AND ")
        // The outer query only drops rows, so the inner order stands; a second ORDER BY would read all of them first.
        let query =
            "SELECT walked FROM (SELECT \(source.key) AS walked, (" + fits + ") AS fits FROM \(source.table.name)"
            + order(transaction.dialect) + " LIMIT \(length)) AS walk WHERE fits LIMIT \(limit) OFFSET \(offset)"
        let keys = try transaction.rows(query).map { $0.integer(0) }
        if keys.count == limit { return keys }
        return try transaction.count(source.table) <= length ? keys : nil
    }

    private func order(_ dialect: any SQLDialect, reversed: Bool = false, indexed: Bool = true) -> String {
        let direction = isDescending != reversed ? "DESC" : "ASC"
        let key = "\(source.key) \(direction)"
        if sort.expression == source.key { return " ORDER BY \(key)" }
        // A record may have nobody that it points at.
        let own = sort.kind == .identifier ? dialect.direction(isDescending: isDescending != reversed) : direction
        return " ORDER BY \(sort.order(in: dialect, indexed: indexed)) \(own), \(key)"
    }

    private func filter(_ hits: TextHits?, _ dialect: any SQLDialect) -> SQLQuery {
        let all = allConditions(hits, dialect)
        return all.isEmpty ? SQLQuery("") : " WHERE " + SQLQuery.joined(all, by: " AND ")
    }

    private func allConditions(_ hits: TextHits?, _ dialect: any SQLDialect) -> [SQLQuery] {
        if words.isEmpty { return conditions }
        let found = hits.map { ["\(source.key) IN (" + $0.query + ")"] } ?? []
        return found + (hits?.isExact == true ? [] : [dialect.condition(words, on: SQLTable.folded)]) + conditions
    }
}
