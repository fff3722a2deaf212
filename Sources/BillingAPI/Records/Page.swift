import BillingModel

/// Some rows of a list, of whatever kind, and where they stand in it.
public struct Page<Row: Sendable>: Sendable {
    public var offset: Int
    public var rows: [Row]
    /// All matches; nil when the asker did not ask for them to be counted, or the system did not say.
    public var total: Int?
    /// When a system elsewhere was asked for these rows; nil where they are what the data are now.
    public var readAt: LocalTime?

    public init(offset: Int, rows: [Row], total: Int?, readAt: LocalTime? = nil) {
        self.offset = offset
        self.rows = rows
        self.total = total
        self.readAt = readAt
    }
}

extension Page: Equatable where Row: Equatable {}
