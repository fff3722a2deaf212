import BillingModel
import SQLStore

/// Which rows of a table, in which order: chooses the way to them that costs least.
///
/// A page must come quickly from a million rows. Few text hits are collected and sorted. Where hits abound, the
/// index of the sort column is walked until the page is full; its first rows tell whether they do. What lies between
/// is met by a walk that asks the text index's hits instead of the rows. A walk that goes on for too long is given up
/// for collecting and sorting.
struct ListQuery {
    let source: ListSource
    var sort: SourceColumn
    var isDescending = false
    /// Orders what is equal in the first.
    var second: (column: SourceColumn, isDescending: Bool)?
    var offset = 0
    var limit = 1000
    /// Conditions on single rows.
    var conditions: [SQLQuery] = []
    /// What the folded text must contain; empty for any.
    var words = SearchWords("")
    /// The number of rows that the conditions leave, where it costs next to nothing to tell.
    var quickTotal: (@Sendable (any StoreTransaction) throws -> Int)?
    /// Rows whose places are known from pages that were read before.
    var landmarks: ListLandmarks?
    /// Whether the conditions leave so few rows that they are best collected by an index.
    var isSelective = false
    /// Conditions among them that an index answers by itself.
    var narrowing: [SQLQuery] = []

    /// Hits up to this number are collected and sorted at once.
    var few = 3000
    /// Rows that are looked at to tell how thick hits lie.
    var sampleLength = 1000
    /// So many hits among those tell how many there are in all.
    var telling = 8
    /// Rows that a walk looks at before it is given up; more for pages far down.
    var walkLength = 20_000
    /// How many entries of an index are looked at in the time in which one hit is collected and sorted.
    var entriesPerHit = 10
    /// So many entries of an index are passed over sooner than one learns from where it would be nearer.
    var near = 1000

    init(_ source: ListSource, sort: SourceColumn) {
        self.source = source
        self.sort = sort
    }

    /// The keys of the rows on the page, in order.
    func page(in transaction: any StoreTransaction) throws -> [Int] { try counted(in: transaction).keys }

    /// The page, and how many rows there are on all pages.
    ///
    /// - Parameters:
    ///   - counts: Whether the number is asked for.
    ///   - most: Who has rows counted up to a limit has those of the page already; finding them may cost more than to
    ///     count.
    func found(
        counting counts: Bool, atMost most: Int?, in transaction: any StoreTransaction
    ) throws -> (keys: [Int], total: Int?) {
        let page = most == nil ? try counted(in: transaction) : (keys: [], total: nil)
        return (page.keys, counts ? try page.total ?? total(in: transaction, atMost: most) : nil)
    }

    /// The page, with the number of all rows where the way to it needed that.
    private func counted(in transaction: any StoreTransaction) throws -> (keys: [Int], total: Int?) {
        if isSelective { return (try collected(nil, in: transaction), nil) }
        guard words.isEmpty, conditions.isEmpty || quickTotal != nil else { return (try found(in: transaction), nil) }
        // Near the beginning a total is of no use, and counting may cost more than the page.
        if !conditions.isEmpty, offset < walkLength, let page = try walked(in: transaction) { return (page, nil) }
        let total = try self.total(in: transaction)
        let isDense = try isDense(total, in: transaction)
        return (isDense ? try ordered(in: transaction, total: total) : try found(in: transaction), total)
    }

    /// The number of rows on all pages; counting stops at `most`, where the rest would cost time for no use.
    func total(in transaction: any StoreTransaction, atMost most: Int? = nil) throws -> Int {
        if let total = try knownTotal(in: transaction) { return total }
        var hits = try transaction.textHits(in: source.table, words, expanding: false)
        if hits == nil, let most, try isReached(most, in: transaction) { return most }
        if words.isEmpty { hits = try narrowed(in: transaction) }
        if hits?.isExact != true { hits = try transaction.textHits(in: source.table, words, expanding: true) }
        if let hits, hits.isExact, conditions.isEmpty { return try count(hits, atMost: most, in: transaction) }
        let rows = "SELECT 1 FROM \(source.table.name)" + filter(hits, transaction.dialect) + Self.end(most)
        return try transaction.integer("SELECT count(*) FROM (" + rows + ") AS counted")
    }

    /// Whether so many are found soon, wherever: gathering what begins with a letter or two takes longer.
    private func isReached(_ most: Int, in transaction: any StoreTransaction) throws -> Bool {
        let fits = SQLQuery.joined(rowConditions(nil, transaction.dialect), by: " AND ")
        let rows =
            "SELECT 1 FROM (SELECT (" + fits + ") AS fits FROM \(source.table.name) LIMIT \(4 * most)) AS looked "
            + "WHERE fits LIMIT \(most)"
        return try transaction.integer("SELECT count(*) FROM (" + rows + ") AS counted") == most
    }

    private func count(_ hits: TextHits, atMost most: Int?, in transaction: any StoreTransaction) throws -> Int {
        try transaction.integer("SELECT count(*) FROM (" + hits.query + Self.end(most) + ") AS hits")
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
}

extension ListQuery {
    /// The rows that words or conditions leave.
    private func found(in transaction: any StoreTransaction) throws -> [Int] {
        var hits = try transaction.textHits(in: source.table, words, expanding: false)
        if let hits, try isFew(hits, in: transaction) { return try collected(hits, in: transaction) }
        if let few = try narrowed(in: transaction) { return try collected(few, in: transaction) }
        if !words.isEmpty {
            let sample = try sampled(in: transaction)
            if sample.isEnough { return Array(sample.keys.dropFirst(offset)) }
            if try isThin(sample.keys.count, in: transaction) {
                if hits == nil { hits = try transaction.textHits(in: source.table, words, expanding: true) }
                if let hits { return try gathered(hits, sample.keys.count, in: transaction) }
            }
        }
        if let page = try walked(in: transaction) { return page }
        if hits == nil { hits = try transaction.textHits(in: source.table, words, expanding: true) }
        return try collected(hits, in: transaction)
    }

    func isFew(_ hits: TextHits, in transaction: any StoreTransaction) throws -> Bool {
        try count(hits, atMost: few + 1, in: transaction) <= few
    }

    /// Whether the page is filled sooner by gathering all hits than by looking into so many rows more: a row costs
    /// about three times what a hit costs.
    private func isThin(_ found: Int, in transaction: any StoreTransaction) throws -> Bool {
        let (share, rows) = (Double(found) / Double(max(1, sampleLength)), try transaction.count(source.table))
        return share * share * Double(rows) < 4 * Double(offset + limit)
    }

    /// The page of what the text index found.
    ///
    /// - Parameter sampled: How many of them are among the first rows in order.
    private func gathered(_ hits: TextHits, _ sampled: Int, in transaction: any StoreTransaction) throws -> [Int] {
        let rows = try transaction.count(source.table)
        let number =
            sampled >= telling
            ? sampled * rows / max(1, sampleLength)
            : try count(hits, atMost: max(few, walkLength) + 1, in: transaction)
        // Hits that lie together, and not here, are met late: a city where the list is sorted by it.
        let isElsewhere = sampled == 0 && number * sampleLength > telling * rows
        if isElsewhere {
            if let page = try begun(hits, in: transaction) { return page }
        } else if number > few {
            if let page = try walked(among: hits, entriesPerHit * number, in: transaction) { return page }
        }
        return try collected(hits, in: transaction)
    }

    /// The page where the hits are the rows whose sort column begins with what is looked for, as with a code that is
    /// being typed; nil where others are hit too.
    private func begun(_ hits: TextHits, in transaction: any StoreTransaction) throws -> [Int]? {
        let column = sort.expression
        guard hits.isExact, conditions.isEmpty, sort.kind == .code, source.searched.contains(column),
            words.texts.count == 1, let text = words.texts.first, TextFolding.fold(text.uppercased()) == text
        else { return nil }
        let first = text.uppercased()
        let begun =
            "\(source.table.name) WHERE "
            + SQLQuery("\(column) >= ? AND \(column) < ?", [.text(first), .text(first + "\u{10FFFF}")])
        let number = try transaction.integer("SELECT count(*) FROM " + begun)
        guard number > 0, try count(hits, atMost: number + 1, in: transaction) == number else { return nil }
        let query =
            "SELECT \(source.key) FROM " + begun + order(transaction.dialect) + " LIMIT \(limit) OFFSET \(offset)"
        return try transaction.rows(query).map { $0.integer(0) }
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
        let length = max(0, walkLength + 8 * (offset + limit))
        let fits = SQLQuery.joined(rowConditions(nil, transaction.dialect), by: " AND ")
        let keys = try walk(length, where: fits, skipping: offset, in: transaction)
        return try isWhole(keys, limit, after: length, in: transaction) ? keys : nil
    }

    /// Looks along the index for what the text index found, and into no row unless that leaves a doubt; nil when the
    /// page was not full in time.
    private func walked(
        among hits: TextHits, _ length: Int, in transaction: any StoreTransaction
    ) throws -> [Int]? {
        let isHit = transaction.dialect.unindexed(source.key) + " IN (" + hits.query + ")"
        let fits = SQLQuery.joined([isHit] + rowConditions(hits, transaction.dialect), by: " AND ")
        let keys = try walk(length, where: fits, skipping: offset, in: transaction)
        return try isWhole(keys, limit, after: length, in: transaction) ? keys : nil
    }

    /// The first rows in order: those that fit, no more of them than the page needs.
    private func sampled(in transaction: any StoreTransaction) throws -> (keys: [Int], isEnough: Bool) {
        let fits = SQLQuery.joined(rowConditions(nil, transaction.dialect), by: " AND ")
        let keys = try walk(sampleLength, where: fits, skipping: 0, in: transaction)
        return (keys, try isWhole(keys, offset + limit, after: sampleLength, in: transaction))
    }

    private func walk(
        _ length: Int, where fits: SQLQuery, skipping skipped: Int, in transaction: any StoreTransaction
    ) throws -> [Int] {
        // The outer query only drops rows, so the inner order stands; a second ORDER BY would read all of them first.
        let query =
            "SELECT walked FROM (SELECT \(source.key) AS walked, (" + fits + ") AS fits FROM \(source.table.name)"
            + order(transaction.dialect)
            + " LIMIT \(length)) AS walk WHERE fits LIMIT \(offset + limit - skipped) OFFSET \(skipped)"
        return try transaction.rows(query).map { $0.integer(0) }
    }

    private func isWhole(
        _ keys: [Int], _ needed: Int, after length: Int, in transaction: any StoreTransaction
    ) throws -> Bool {
        try keys.count == needed || transaction.count(source.table) <= length
    }

    func order(_ dialect: any SQLDialect, reversed: Bool = false, indexed: Bool = true) -> String {
        let direction = isDescending != reversed ? "DESC" : "ASC"
        let key = "\(source.key) \(direction)"
        if sort.expression == source.key { return " ORDER BY \(key)" }
        let columns = [(column: sort, isDescending: isDescending)] + (second.map { [$0] } ?? [])
        let parts = columns.map { column, isDescending in
            // A record may have nobody that it points at.
            let isDown = isDescending != reversed
            let own = column.kind == .identifier ? dialect.direction(isDescending: isDown) : isDown ? "DESC" : "ASC"
            return "\(column.order(in: dialect, indexed: indexed)) \(own)"
        }
        return " ORDER BY \(parts.joined(separator: ", ")), \(key)"
    }

    /// - Parameter more: Conditions beside those of the query.
    func filter(_ hits: TextHits?, and more: [SQLQuery] = [], _ dialect: any SQLDialect) -> SQLQuery {
        let all = allConditions(hits, dialect) + more
        return all.isEmpty ? SQLQuery("") : " WHERE " + SQLQuery.joined(all, by: " AND ")
    }

    private func allConditions(_ hits: TextHits?, _ dialect: any SQLDialect) -> [SQLQuery] {
        let found = hits.map { ["\(source.key) IN (" + $0.query + ")"] } ?? []
        return found + rowConditions(hits, dialect)
    }

    /// What must be looked for in the rows themselves.
    private func rowConditions(_ hits: TextHits?, _ dialect: any SQLDialect) -> [SQLQuery] {
        words.isEmpty || hits?.isExact == true
            ? conditions : [dialect.condition(words, on: SQLTable.folded)] + conditions
    }
}
