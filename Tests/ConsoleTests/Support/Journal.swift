import BillingAPI
import BillingModel
import HostFactAPI

/// A journal in memory, which keeps what it was asked.
actor StubJournal: RecordHistory {
    struct Question: Equatable, Sendable {
        var record: RecordRef
        var cursor: Int?
        var limit: Int
    }

    private var entries: [HistoryEntry]
    private var refusal: APIError?
    private(set) var questions: [Question] = []

    /// - Parameter entries: The newest first.
    init(_ entries: [HistoryEntry]) { self.entries = entries }

    func refuse(_ error: APIError?) { refusal = error }
    func add(_ entry: HistoryEntry) { entries.insert(entry, at: 0) }

    /// What a customer's page asks by itself is none of the questions.
    func latest(of records: [RecordRef], limit: Int) -> [RecordEntry] { [] }

    func history(of record: RecordRef, before cursor: Int?, limit: Int) throws(APIError) -> [HistoryEntry] {
        questions.append(Question(record: record, cursor: cursor, limit: limit))
        if let refusal { throw refusal }
        return Array(entries.drop { entry in cursor.map { entry.id >= $0 } ?? false }.prefix(limit))
    }
}

extension Sample {
    static let anna = ChangeAuthor("anna", by: .user, origin: "anna@desk-2")

    static func entry(
        _ id: Int, action: ActionName = EditDebtor.declaration.name, by author: ChangeAuthor = anna,
        at moment: String = "2026-03-09T15:30:00Z", note: ChangeNote = ChangeNote(), _ changes: FieldChange...
    ) -> HistoryEntry {
        HistoryEntry(id: id, moment: moment, author: author, action: action, changes: changes, note: note)
    }

    /// The newest first, one City after the other.
    static func manyEntries(_ count: Int) -> [HistoryEntry] {
        (1...count).reversed().map { number in
            entry(number, change(Debtor.city.declaration, "old \(number)", "new \(number)"))
        }
    }

    /// The same as a customer's page is told of them: of debtor 1 and of service 1 by turns.
    static func latest(_ count: Int) -> [RecordEntry] {
        let system = SystemID.database("test")
        return manyEntries(count).compactMap { entry in
            RecordRef(system, entry.id.isMultiple(of: 2) ? .service : .debtor, 1).map { RecordEntry(entry, of: $0) }
        }
    }

    static func change(_ field: FieldDeclaration, _ before: String?, _ after: String?) -> FieldChange {
        FieldChange(field, from: before, to: after)
    }
}
