import BillingAPI
import BillingModel
import SQLStore

/// How many records of each kind a data set has.
struct DemoSize: Sendable {
    let debtors: Int
    let products: Int
    let services: Int
    /// Beside the administrator and two managers.
    let users: Int

    init(debtors: Int) {
        self.debtors = max(1, debtors)
        products = max(2, debtors * 2 / 25)
        services = max(1, debtors * 9 / 5)
        users = max(1, debtors * 4 / 25)
    }

    var total: Int { debtors + products + services + users }
}

/// Invented data to try everything on: the vendors' own examples first, then as many records as asked for.
public struct DemoData {
    /// The customers a first start makes.
    public static let defaultDebtors = 500

    /// bcrypt of “balie”, the demo customers' password; made beforehand, since each costs a tenth of a second.
    static let passwordHash = "$2y$10$Wm9Jk3sD0pQ7rT2vX5yB8uOXzMEniFQYN5bWmxSLRFbw3wOr.ieaG"

    /// Fills an empty store; the same seed and day give the same records, none of which was made after that day began.
    ///
    /// `progress` is told how many of how many records there are.
    public static func fill(
        _ store: any SQLStore, debtors: Int = defaultDebtors, seed: UInt64 = 1, clock: LocalClock = .system,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(APIError) {
        do {
            try await fill(
                store, DemoSize(debtors: debtors), seed, DemoCalendar(today: clock.today), batchSize, progress)
        } catch {
            throw APIError(ofStore: error)
        }
    }

    /// - Parameter batchSize: More records than these are made so many at a time.
    static func fill(
        _ store: any SQLStore, _ size: DemoSize, _ seed: UInt64, _ calendar: DemoCalendar, _ batchSize: Int,
        _ progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws {
        let batches = batches(of: size, batchSize)
        guard size.total > batchSize else {
            return try await store.write { transaction in
                for batch in batches { try insert(batch, size, seed, calendar, in: transaction) }
            }
        }
        var done = 0
        let parts = batches.map { batch -> @Sendable (any StoreTransaction) throws -> Void in
            done += batch.numbers.count
            let made = done
            return { transaction in
                try insert(batch, size, seed, calendar, in: transaction)
                progress(made, size.total)
            }
        }
        try await store.fill(filled, after: parts[0], parts: Array(parts.dropFirst()))
        try await store.tidyUp()
    }

    /// The tables that grow with the number of debtors.
    private static let filled = [
        Tables.debtor, Tables.debtorGroup, Tables.product, Tables.productGroup, Tables.service, Tables.user,
    ]

    private enum Kind: Sendable {
        case seeds, debtors, products, services, users
    }

    /// Records of one kind, by their numbers.
    private struct Batch: Sendable {
        var kind: Kind
        var numbers: Range<Int>
    }

    private static let batchSize = 20_000

    /// The first has the vendors' examples.
    private static func batches(of size: DemoSize, _ batchSize: Int) -> [Batch] {
        var batches = [Batch(kind: .seeds, numbers: 0..<4)]
        let kinds: [(Kind, Range<Int>)] = [
            (.debtors, 2..<max(2, size.debtors + 1)), (.products, 3..<max(3, size.products + 1)),
            (.services, 2..<max(2, size.services + 1)), (.users, 4..<max(4, size.users + 3)),
        ]
        for (kind, numbers) in kinds where size.debtors > 1 {
            for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: batchSize) {
                batches.append(Batch(kind: kind, numbers: start..<min(start + batchSize, numbers.upperBound)))
            }
        }
        return batches
    }

    private static func insert(
        _ batch: Batch, _ size: DemoSize, _ seed: UInt64, _ calendar: DemoCalendar, in transaction: any StoreTransaction
    ) throws {
        switch batch.kind {
        case .seeds:
            try mark(in: transaction)
            try DemoSeeds.insert(in: transaction)
        case .debtors: try insertDebtors(batch.numbers, seed, calendar, in: transaction)
        case .products: try insertProducts(batch.numbers, seed, calendar, in: transaction)
        case .services:
            let rows = RowsAhead(batch.numbers) { DemoService(number: $0, seed: seed, size: size).values(calendar) }
            try transaction.load(Tables.service, DemoService.columns, rows)
        case .users:
            let rows = RowsAhead(batch.numbers) { DemoUser(number: $0, seed: seed, size: size).values(calendar) }
            try transaction.load(Tables.user, DemoUser.columns, rows)
        }
    }

    private static func insertDebtors(
        _ numbers: Range<Int>, _ seed: UInt64, _ calendar: DemoCalendar, in transaction: any StoreTransaction
    ) throws {
        let rows = RowsAhead(numbers) { DemoDebtor($0, seed: seed).values(calendar) }
        try transaction.load(Tables.debtor, DemoDebtor.columns, rows)
        let groups = numbers.lazy.filter { $0 % 4 == 0 }.map { number -> [SQLValue] in
            [.integer([1, 3, 4, 7][number / 4 % 4]), .integer(number)]
        }
        try transaction.load(Tables.debtorGroup, [Tables.groupID, Tables.recordID], groups)
    }

    private static func insertProducts(
        _ numbers: Range<Int>, _ seed: UInt64, _ calendar: DemoCalendar, in transaction: any StoreTransaction
    ) throws {
        let rows = RowsAhead(numbers) { DemoProduct($0, seed: seed).values(calendar) }
        try transaction.load(Tables.product, DemoProduct.columns, rows)
        let groups = numbers.lazy.compactMap { number -> [SQLValue]? in
            DemoProduct(number, seed: seed).group.map { [.integer($0), .integer(number)] }
        }
        try transaction.load(Tables.productGroup, [Tables.groupID, Tables.recordID], groups)
    }

    /// A row's values, and behind them the text that it is found by.
    static func folding(
        _ values: [SQLValue], of columns: [String], by members: FoundBy, with others: [String: String] = [:]
    ) -> [SQLValue] {
        let texts = Dictionary(zip(columns, values), uniquingKeysWith: { first, _ in first })
        return values + [.text(members.text { texts[$0]?.text ?? others[$0] ?? "" })]
    }
}

extension DemoData {
    /// The first is the default currency, in which M4 keeps all amounts.
    static let currencies = [("USD", "1"), ("EUR", "0.92"), ("GBP", "0.79"), ("TRY", "41.5"), ("PLN", "3.95")]

    static let directions: [(code: String, name: String, country: String)] = [
        ("NLD", "Netherlands", "NL"), ("BEL", "Belgium", "BE"), ("DEU", "Germany", "DE"), ("TUR", "Turkey", "TR"),
        ("POL", "Poland", "PL"), ("JPN", "Japan", "JP"), ("GBR", "United Kingdom", "GB"),
        ("USA", "United States", "US"), ("FRA", "France", "FR"),
    ]
}
