import BillingModel

/// Some rows of a list, of whatever kind, and where they stand in it.
public struct Page<Row: Sendable>: Sendable {
    public var offset: Int
    public var rows: [Row]
    /// All matches; nil when the asker did not ask for them to be counted, or the system did not say.
    public var total: Int?
    /// When a system elsewhere was asked for these rows; nil where they are what the data are now.
    public var readAt: LocalTime?
    /// How far a system elsewhere was looked through for them; nil where it answered the question itself.
    public var looked: LookedThrough?
    /// Whether a system elsewhere looked for every word, in any notation, and not for the text as it stands.
    public var isFoundByWords = false

    public init(
        offset: Int, rows: [Row], total: Int?, readAt: LocalTime? = nil, looked: LookedThrough? = nil
    ) {
        self.offset = offset
        self.rows = rows
        self.total = total
        self.readAt = readAt
        self.looked = looked
    }
}

extension Page: Equatable where Row: Equatable {}
