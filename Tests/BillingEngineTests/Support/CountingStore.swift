import BillingModel
import SQLStore
import Synchronization

/// Counts how often something is read from a store, and what is asked of it meanwhile.
final class CountingStore: SQLStore {
    private let store: any SQLStore
    private let count = Mutex(0)
    private let asked = Asked()

    var reads: Int { count.withLock { $0 } }
    /// The questions and orders to the database, each by its text or the table that it is about.
    var statements: [String] { asked.texts.withLock { $0 } }

    init(_ store: any SQLStore) {
        self.store = store
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T {
        count.withLock { $0 += 1 }
        let asked = asked
        return try await store.read { try body(CountingTransaction(transaction: $0, asked: asked)) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T {
        let asked = asked
        return try await store.write { try body(CountingTransaction(transaction: $0, asked: asked)) }
    }

    var tellsRows: Bool { store.tellsRows }

    func changeCounter() async throws -> Int64 { try await store.changeCounter() }

    func changes(since counter: Int64) async throws -> StoreChanges { try await store.changes(since: counter) }

    func news() async { await store.news() }

    func tidyUp() async throws { try await store.tidyUp() }

    fileprivate final class Asked: Sendable {
        let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }
}

private struct CountingTransaction: StoreTransaction {
    let transaction: any StoreTransaction
    let asked: CountingStore.Asked

    var dialect: any SQLDialect { transaction.dialect }

    func rows(_ query: SQLQuery) throws -> [SQLRow] {
        asked.add(query.text)
        return try transaction.rows(query)
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Bool) throws {
        asked.add(query.text)
        try transaction.forEachRow(query, body)
    }

    func execute(_ query: SQLQuery) throws {
        asked.add(query.text)
        try transaction.execute(query)
    }

    func insert(into table: SQLTable, _ values: [SQLAssignment]) throws -> Int {
        asked.add("insert \(table.name)")
        return try transaction.insert(into: table, values)
    }

    func lastIdentity(of table: SQLTable) throws -> Int {
        asked.add("last \(table.name)")
        return try transaction.lastIdentity(of: table)
    }

    func has(_ table: SQLTable) throws -> Bool { try transaction.has(table) }
    func has(column: String, of table: SQLTable) throws -> Bool { try transaction.has(column: column, of: table) }

    func takesTurn(at work: Int) throws -> Bool {
        asked.add("turn at \(work)")
        return try transaction.takesTurn(at: work)
    }

    func spendIdentities(upTo last: Int, of table: SQLTable) throws {
        asked.add("spend \(table.name)")
        try transaction.spendIdentities(upTo: last, of: table)
    }

    func moment() throws -> StoreMoment? {
        asked.add("moment")
        return try transaction.moment()
    }

    func count(_ table: SQLTable) throws -> Int {
        asked.add("count \(table.name)")
        return try transaction.count(table)
    }

    func textHits(in table: SQLTable, _ words: SearchWords, expanding: Bool) throws -> TextHits? {
        try transaction.textHits(in: table, words, expanding: expanding)
    }

    func load(_ table: SQLTable, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws {
        asked.add("load \(table.name)")
        try transaction.load(table, columns, rows)
    }

    func refold(_ table: SQLTable, _ texts: [(id: Int, text: String)]) throws {
        asked.add("refold \(table.name)")
        try transaction.refold(table, texts)
    }
}
