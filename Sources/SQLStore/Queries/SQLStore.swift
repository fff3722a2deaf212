import BillingModel

/// A database that the engine's rules work on; what differs between databases sits behind it.
public protocol SQLStore: Sendable {
    /// Runs `body` on one state of the data. Cancelling the task interrupts its queries.
    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T

    /// Runs `body` in one writing transaction: all of it or nothing.
    func write<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T

    /// Makes a great many rows of some tables in whichever way is the quickest: first the rows that need care, then
    /// part after part of those that are loaded. Whether all parts are made or none is up to the store.
    func fill(
        _ tables: [SQLTable], after first: @escaping @Sendable (any StoreTransaction) throws -> Void,
        parts: [@Sendable (any StoreTransaction) throws -> Void]
    ) async throws

    /// Whether the database tells which rows were written, whoever did it: one that shares a file does not.
    var tellsRows: Bool { get }

    /// A number that differs from the last one when any process has written since.
    func changeCounter() async throws -> Int64

    /// What was written since the counter stood there.
    func changes(since counter: Int64) async throws -> StoreChanges

    /// Waits until somebody may have written since the counter, or the changes, were last asked for: where the database
    /// tells, until it does, else for a second.
    func news() async

    /// Gives back the room on disk that writing a great deal has taken.
    func tidyUp() async throws
}

extension SQLStore {
    public var tellsRows: Bool { false }

    public func changes(since counter: Int64) async throws -> StoreChanges {
        let now = try await changeCounter()
        return StoreChanges(counter: now, rows: now == counter ? [] : nil)
    }

    /// Each part by itself, so that nobody waits long for another.
    public func fill(
        _ tables: [SQLTable], after first: @escaping @Sendable (any StoreTransaction) throws -> Void,
        parts: [@Sendable (any StoreTransaction) throws -> Void]
    ) async throws {
        for part in [first] + parts { try await write(part) }
    }
}

/// What a query can do while it has the database's attention; not to be kept beyond that.
public protocol StoreTransaction {
    var dialect: any SQLDialect { get }

    func rows(_ query: SQLQuery) throws -> [SQLRow]

    /// Hands on one row after the other, without holding them, until `body` answers false.
    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Bool) throws

    func execute(_ query: SQLQuery) throws

    /// Makes a row in a table with identities.
    ///
    /// - Returns: Its identity: the one among the values, else one that no row of a table that is referred to ever had.
    func insert(into table: SQLTable, _ values: [SQLAssignment]) throws -> Int

    /// The highest identity that a row of the table was given, as far as the store remembers those of rows that are
    /// gone; 0 without any.
    func lastIdentity(of table: SQLTable) throws -> Int

    /// Whether the database has the table: one of an earlier version that is only read may not.
    func has(_ table: SQLTable) throws -> Bool

    /// The same of a column that its table did not have from the start.
    func has(column: String, of table: SQLTable) throws -> Bool

    /// Whether this transaction alone may do a piece of work that many programs could do at the same time; false where
    /// another one is at it. It may until its end.
    ///
    /// - Parameter work: Any number that stands for nothing else.
    func takesTurn(at work: Int) throws -> Bool

    /// Identities up to this one are not given out again.
    func spendIdentities(upTo last: Int, of table: SQLTable) throws

    /// Which state of the data is read; nil where that cannot be told, as in a transaction that writes.
    func moment() throws -> StoreMoment?

    /// How many rows there are; at no cost where the table is declared to be counted.
    func count(_ table: SQLTable) throws -> Int

    /// The rows whose folded text is found by these words; nil when the text index cannot tell.
    ///
    /// - Parameter expanding: Whether to gather what begins with a text of one or two letters, which takes longer.
    func textHits(in table: SQLTable, _ words: SearchWords, expanding: Bool) throws -> TextHits?

    /// Makes many rows, whose values stand in the order of the columns, in whichever way is the quickest.
    func load(_ table: SQLTable, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws

    /// Gives many rows another text that they are found by.
    func refold(_ table: SQLTable, _ texts: [(id: Int, text: String)]) throws
}

/// The value that a column of a row is given.
public struct SQLAssignment: Sendable {
    public var column: String
    public var value: SQLValue

    public init(_ column: String, _ value: SQLValue) {
        self.column = column
        self.value = value
    }

    public init(_ column: String, _ text: String) { self.init(column, .text(text)) }
}

extension SQLTable {
    /// The statement that makes a row of these columns.
    public func insertion(_ columns: [String]) -> String {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }
}

/// A query for the ids of rows that the text index found.
public struct TextHits: Sendable {
    public var query: SQLQuery
    /// False when there may be rows among them that the words do not find.
    public var isExact: Bool

    public init(query: SQLQuery, isExact: Bool) {
        self.query = query
        self.isExact = isExact
    }
}

extension StoreTransaction {
    /// The first row.
    public func row(_ query: SQLQuery) throws -> SQLRow? {
        var first: SQLRow?
        try forEachRow(query) { row in
            first = row
            return false
        }
        return first
    }

    /// The first column of the first row as a number; 0 without a row.
    public func integer(_ query: SQLQuery) throws -> Int { try row(query)?.integer(0) ?? 0 }
}

/// How one database writes what SQL leaves to it.
public protocol SQLDialect: Sendable {
    /// The expression with letter case and diacritics removed, as `TextFolding` does.
    func folded(_ expression: String) -> String

    /// A condition with one placeholder: the expression contains that text.
    func contains(_ expression: String) -> String

    /// The expression, compared and sorted without regard to letter case.
    func caseless(_ expression: String) -> String

    /// A condition with one placeholder: the expression is that text, without regard to letter case.
    func equalsCaseless(_ expression: String) -> String

    /// The number that a text is.
    func number(_ expression: String) -> String

    /// The same value, but for which no index is used: collect first, then sort.
    func unindexed(_ expression: String) -> String

    /// This moment by the database's own clock: whole seconds since 1970.
    var seconds: String { get }

    /// The direction of a sort by values of which some may be missing; those are the lowest.
    func direction(isDescending: Bool) -> String
}

extension SQLDialect {
    /// A condition: the words find the folded text.
    public func condition(_ words: SearchWords, on expression: String) -> SQLQuery {
        let parts = words.parts.map { part in
            let ways = part.map { texts in
                "(" + SQLQuery.joined(texts.map { SQLQuery(contains(expression), [.text($0)]) }, by: " AND ") + ")"
            }
            return "(" + SQLQuery.joined(ways, by: " OR ") + ")"
        }
        return parts.isEmpty ? SQLQuery("1 = 1") : SQLQuery.joined(parts, by: " AND ")
    }
}
