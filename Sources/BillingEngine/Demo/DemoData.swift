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
        progress: (Int, Int) -> Void = { _, _ in }
    ) async throws(APIError) {
        let size = DemoSize(debtors: debtors)
        let calendar = DemoCalendar(today: clock.today)
        do {
            var done = 0
            // Some rows at a time: memory stays flat, and a small set is made whole or not at all.
            for part in parts(of: size) {
                try await store.write { transaction in
                    for batch in part { try insert(batch, size, seed, calendar, in: transaction) }
                }
                done += part.reduce(0) { $0 + $1.numbers.count }
                progress(done, size.total)
            }
            if size.total > batchSize { try await store.tidyUp() }
        } catch {
            throw APIError(ofStore: error)
        }
    }

    private enum Kind: Sendable {
        case seeds, debtors, products, services, users

        /// Nil for the seeds, which go into every table.
        var table: String? {
            switch self {
            case .seeds: nil
            case .debtors: "debtor"
            case .products: "product"
            case .services: "service"
            case .users: "m4_user"
            }
        }
    }

    /// Records of one kind, by their numbers.
    private struct Batch: Sendable {
        var kind: Kind
        var numbers: Range<Int>
    }

    private static let batchSize = 20_000

    /// The batches, those of one inner list in one transaction.
    private static func parts(of size: DemoSize) -> [[Batch]] {
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
        return size.total <= batchSize ? [batches] : batches.map { [$0] }
    }

    private static func insert(
        _ batch: Batch, _ size: DemoSize, _ seed: UInt64, _ calendar: DemoCalendar, in transaction: any StoreTransaction
    ) throws {
        guard let table = batch.kind.table else {
            try mark(in: transaction)
            return try DemoSeeds.insert(in: transaction)
        }
        let key = batch.kind == .users ? "id" : "Identifier"
        try transaction.insertInBulk(into: table, key: key, keys: batch.numbers) {
            switch batch.kind {
            case .seeds: break
            case .debtors: try insertDebtors(batch.numbers, seed, calendar, in: transaction)
            case .products: try insertProducts(batch.numbers, seed, calendar, in: transaction)
            case .services:
                try insert(batch.numbers, into: table, DemoService.columns, in: transaction) { number in
                    DemoService(number: number, seed: seed, size: size).values(calendar)
                }
            case .users:
                try insert(batch.numbers, into: table, DemoUser.columns, in: transaction) { number in
                    DemoUser(number: number, seed: seed, size: size).values(calendar)
                }
            }
        }
        try transaction.execute(
            SQLQuery(
                "UPDATE row_count SET total = total + ? WHERE name = ?",
                [.integer(batch.numbers.count), .text(table)]))
    }

    private static func insertDebtors(
        _ numbers: Range<Int>, _ seed: UInt64, _ calendar: DemoCalendar, in transaction: any StoreTransaction
    ) throws {
        try insert(numbers, into: "debtor", DemoDebtor.columns, in: transaction) { number in
            DemoDebtor(number, seed: seed).values(calendar)
        }
        let groups = insertion(into: "debtor_group", ["GroupId", "RecordId"])
        for number in numbers where number % 4 == 0 {
            let group = [1, 3, 4, 7][number / 4 % 4]
            try transaction.execute(SQLQuery(groups, [.integer(group), .integer(number)]))
        }
    }

    private static func insertProducts(
        _ numbers: Range<Int>, _ seed: UInt64, _ calendar: DemoCalendar, in transaction: any StoreTransaction
    ) throws {
        try insert(numbers, into: "product", DemoProduct.columns, in: transaction) { number in
            DemoProduct(number, seed: seed).values(calendar)
        }
        let groups = insertion(into: "product_group", ["GroupId", "RecordId"])
        for number in numbers {
            guard let group = DemoProduct(number, seed: seed).group else { continue }
            try transaction.execute(SQLQuery(groups, [.integer(group), .integer(number)]))
        }
    }

    private static func insert(
        _ numbers: Range<Int>, into table: String, _ columns: [String], in transaction: any StoreTransaction,
        _ values: (Int) -> [SQLValue]
    ) throws {
        let statement = insertion(into: table, columns)
        for number in numbers { try transaction.execute(SQLQuery(statement, values(number))) }
    }

    /// A row's values, and behind them the text that it is found by.
    static func folding(
        _ values: [SQLValue], of columns: [String], by members: FoundBy, with others: [String: String] = [:]
    ) -> [SQLValue] {
        let texts = Dictionary(zip(columns, values), uniquingKeysWith: { first, _ in first })
        return values + [.text(members.text { texts[$0]?.text ?? others[$0] ?? "" })]
    }

    static func insertion(into table: String, _ columns: [String]) -> String {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
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
