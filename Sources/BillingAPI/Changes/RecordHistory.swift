/// What was done to records, as a journal tells it.
public protocol RecordHistory: Sendable {
    /// What was done to one record, the newest first.
    ///
    /// - Parameters:
    ///   - cursor: The id of the last entry of the page before; nil for the first page.
    ///   - limit: How many at most; fewer are all that there are.
    func history(of record: RecordRef, before cursor: Int?, limit: Int) async throws(APIError) -> [HistoryEntry]

    /// The last changes of several records together, such as a customer and all that is theirs, the newest first.
    ///
    /// - Parameter records: The one that matters most first: a journal that cannot tell of all tells of that.
    func latest(of records: [RecordRef], limit: Int) async throws(APIError) -> [RecordEntry]
}

/// One change with the record that it is of.
public struct RecordEntry: Hashable, Sendable {
    public var record: RecordRef
    public var entry: HistoryEntry

    public init(_ entry: HistoryEntry, of record: RecordRef) {
        (self.record, self.entry) = (record, entry)
    }
}

extension RecordHistory {
    /// The first record's alone.
    public func latest(of records: [RecordRef], limit: Int) async throws(APIError) -> [RecordEntry] {
        guard let first = records.first else { return [] }
        return try await history(of: first, before: nil, limit: limit).map { RecordEntry($0, of: first) }
    }
}

/// One change of a record.
public struct HistoryEntry: Hashable, Sendable, Identifiable {
    /// Its number in the journal: the later it was written the higher.
    public var id: Int
    /// In universal time, `2026-11-27T09:30:00Z`.
    public var moment: String
    public var author: ChangeAuthor
    public var action: ActionName
    /// Only what changed, in the vendor's writing; nil before where there was nothing or the journal was not told.
    public var changes: [FieldChange]
    public var note: ChangeNote
    /// Nothing tells whether it took effect.
    public var isUndecided: Bool
    /// What changed and why were deleted since, as for a customer who wants to be forgotten.
    public var isErased: Bool
    /// The name that the change was sent under; empty of one without, and where the journal is another machine's.
    public var intent: Intent.ID

    public init(
        id: Int, moment: String, author: ChangeAuthor, action: ActionName, changes: [FieldChange],
        note: ChangeNote = ChangeNote(), isUndecided: Bool = false, isErased: Bool = false, intent: Intent.ID = ""
    ) {
        (self.id, self.moment, self.author, self.action) = (id, moment, author, action)
        (self.changes, self.note) = (changes, note)
        (self.isUndecided, self.isErased) = (isUndecided, isErased)
        self.intent = intent
    }
}
