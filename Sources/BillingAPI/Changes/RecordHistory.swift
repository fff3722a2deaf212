/// What was done to records, as a journal tells it.
public protocol RecordHistory: Sendable {
    /// What was done to one record, the newest first.
    ///
    /// - Parameters:
    ///   - cursor: The id of the last entry of the page before; nil for the first page.
    ///   - limit: How many at most; fewer are all that there are.
    func history(of record: RecordRef, before cursor: Int?, limit: Int) async throws(APIError) -> [HistoryEntry]
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

    public init(
        id: Int, moment: String, author: ChangeAuthor, action: ActionName, changes: [FieldChange],
        note: ChangeNote = ChangeNote(), isUndecided: Bool = false, isErased: Bool = false
    ) {
        (self.id, self.moment, self.author, self.action) = (id, moment, author, action)
        (self.changes, self.note) = (changes, note)
        (self.isUndecided, self.isErased) = (isUndecided, isErased)
    }
}
