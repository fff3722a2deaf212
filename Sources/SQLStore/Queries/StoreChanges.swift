/// What was written to a database between two looks at it.
public struct StoreChanges: Equatable, Sendable {
    /// Where the next look begins.
    public var counter: Int64
    /// The rows, as far as the database told which; nil where anything may have changed.
    public var rows: Set<ChangedRow>?

    public init(counter: Int64, rows: Set<ChangedRow>?) {
        self.counter = counter
        self.rows = rows
    }
}

/// A row that was made, changed or deleted.
public struct ChangedRow: Hashable, Sendable {
    public var table: String
    /// Nil where there are several, or where the table has no identities.
    public var identity: Int?

    public init(_ table: String, _ identity: Int? = nil) {
        self.table = table
        self.identity = identity
    }
}
