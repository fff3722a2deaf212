import SQLStore

/// Pages along the index of the sort column.
extension ListQuery {
    /// Where the reading of a page begins.
    private enum Beginning {
        /// At the end of the list that has the lowest row, or the highest.
        case end(isLowest: Bool)
        case landmark(Int, isBefore: Bool)
    }

    /// The page's keys, from whichever end or known row is nearest.
    func ordered(in transaction: any StoreTransaction, total: Int) throws -> [Int] {
        let count = min(limit, total - offset)
        guard count > 0 else { return [] }
        // Places are counted from the lowest row, whichever way the list is read.
        let first = isDescending ? total - offset - count : offset
        let keys = try stretch(first..<first + count, of: total, in: transaction)
        return isDescending ? keys.reversed() : keys
    }

    private func stretch(
        _ places: Range<Int>, of total: Int, in transaction: any StoreTransaction
    ) throws -> [Int] {
        let (below, above) = (places.lowerBound, total - places.upperBound)
        let nearer = Beginning.end(isLowest: below <= above)
        // A known row tells where it stands by the first column and its key alone.
        guard second == nil, min(below, above) > near, let landmarks, let moment = try transaction.moment() else {
            return try read(places.count, from: nearer, skipping: min(below, above), in: transaction)
        }
        let order = ListLandmarks.Order(
            table: source.table.name, sort: sort.order(in: transaction.dialect, indexed: true), conditions: conditions)
        var best = (beginning: nearer, skipped: min(below, above))
        for landmark in landmarks.landmarks(of: order, at: moment) {
            let isBefore = landmark.place < places.lowerBound
            let skipped = isBefore ? below - landmark.place - 1 : landmark.place - places.upperBound
            guard skipped >= 0, skipped < best.skipped else { continue }
            best = (.landmark(landmark.key, isBefore: isBefore), skipped)
        }
        let keys = try read(places.count, from: best.beginning, skipping: best.skipped, in: transaction)
        if keys.count == places.count, let first = keys.first, let last = keys.last {
            let ends = [
                ListLandmarks.Landmark(place: places.lowerBound, key: first),
                ListLandmarks.Landmark(place: places.upperBound - 1, key: last),
            ]
            landmarks.add(ends, to: order, at: moment)
        }
        return keys
    }

    /// - Returns: The keys from the lowest row up.
    private func read(
        _ count: Int, from beginning: Beginning, skipping skipped: Int, in transaction: any StoreTransaction
    ) throws -> [Int] {
        switch beginning {
        case .end(let isLowest):
            let keys = try read(count, upwards: isLowest, skipping: skipped, in: transaction)
            return isLowest ? keys : keys.reversed()
        case .landmark(let key, let isBefore):
            var (keys, skipped) = ([Int](), skipped)
            for part in try parts(from: key, upwards: isBefore, in: transaction) where keys.count < count {
                let more = try read(
                    count - keys.count, upwards: isBefore, where: [part], skipping: skipped, in: transaction)
                if more.isEmpty, skipped > 0 {
                    // All of them are passed over, and nobody has told how many.
                    skipped -= try number(where: part, in: transaction)
                } else {
                    skipped = 0
                }
                keys += more
            }
            return isBefore ? keys : keys.reversed()
        }
    }

    private func read(
        _ count: Int, upwards: Bool, where more: [SQLQuery] = [], skipping skipped: Int,
        in transaction: any StoreTransaction
    ) throws -> [Int] {
        let query =
            "SELECT \(source.key) FROM \(source.table.name)" + filter(nil, and: more, transaction.dialect)
            + order(transaction.dialect, reversed: upwards == isDescending) + " LIMIT \(count) OFFSET \(skipped)"
        return try transaction.rows(query).map { $0.integer(0) }
    }

    private func number(where part: SQLQuery, in transaction: any StoreTransaction) throws -> Int {
        try transaction.integer(
            "SELECT count(*) FROM \(source.table.name)" + filter(nil, and: [part], transaction.dialect))
    }

    /// The rows above or below a row, in parts that are each one stretch of the index: its equals, then the others.
    ///
    /// The row's value is looked up by the database, which compares it as it sorts it.
    private func parts(
        from key: Int, upwards: Bool, in transaction: any StoreTransaction
    ) throws -> [SQLQuery] {
        let (sign, row) = (upwards ? ">" : "<", SQLValue.integer(key))
        let further = SQLQuery("\(source.key) \(sign) ?", [row])
        if sort.expression == source.key { return [further] }
        let value = sort.order(in: transaction.dialect, indexed: true)
        let known = "(SELECT \(value) FROM \(source.table.name) WHERE \(source.key) = ?)"
        // A record may have nobody that it points at; those are the lowest.
        if sort.kind == .identifier {
            let isMissing = "SELECT CASE WHEN \(value) IS NULL THEN 1 ELSE 0 END FROM \(source.table.name)"
            if try transaction.integer(SQLQuery("\(isMissing) WHERE \(source.key) = ?", [row])) == 1 {
                return ["\(value) IS NULL AND " + further] + (upwards ? [SQLQuery("\(value) IS NOT NULL")] : [])
            }
        }
        let equals = SQLQuery("\(value) = \(known)", [row]) + " AND " + further
        let others = SQLQuery("\(value) \(sign) \(known)", [row])
        return [equals, others] + (sort.kind == .identifier && !upwards ? [SQLQuery("\(value) IS NULL")] : [])
    }
}
