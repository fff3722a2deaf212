import BillingAPI
import BillingModel
import SQLStore

/// An entry of a database's journal as its row has it, and the digests that the chain is made of.
struct EntryRow: Sendable {
    var id = 0
    var moment: String
    var author: ChangeAuthor
    var action: String
    var kind: String
    var record: Int?
    var intent: String
    var note: ChangeNote
    /// Empty of an entry whose contents were deleted.
    var salt: String
    /// As JSON; empty of an entry whose contents were deleted.
    var changes: String

    init(
        moment: String, author: ChangeAuthor, action: ActionName, kind: RecordKind?, record: Int?, intent: String,
        note: ChangeNote, changes: [FieldChange]
    ) {
        self.moment = moment
        self.author = author
        self.action = "\(action.controller) \(action.action)"
        self.kind = kind?.rawValue ?? ""
        self.record = record
        self.intent = intent
        self.note = note
        salt = Self.newSalt()
        self.changes = JSONValue.array(changes.map(\.json)).encoded()
    }

    /// Sixteen bytes of chance: without them nobody can try out what an entry said whose contents were deleted.
    private static func newSalt() -> String {
        let bytes = (0..<2).flatMap { _ in
            withUnsafeBytes(of: UInt64.random(in: 0...UInt64.max)) { Array($0) }
        }
        return ContentHash.digits(bytes[...])
    }

    var isErased: Bool { salt.isEmpty }

    // MARK: Rows

    private static let columns = [Tables.id] + Tables.journalEntry.columns.map(\.name)
    static let selection = Selection(columns)
    /// The same of a query in which the table goes by the name `e`.
    static let joinedColumns = columns.map { "e.\($0)" }.joined(separator: ", ")
    static let width = columns.count

    init(_ row: SQLRow) { self.init(Self.selection.of(row)) }

    private init(_ row: SelectedRow) {
        id = row.integer(Tables.id)
        moment = row.text("moment")
        author = ChangeAuthor(
            row.text("actor"), by: ChangeAuthor.Proof(rawValue: row.text("proof")) ?? .claimed,
            origin: row.text("origin"), address: row.text("address"), terminal: row.text("terminal"))
        action = row.text("action")
        kind = row.text("kind")
        record = row["record"] == .null ? nil : row.integer("record")
        intent = row.text("intent")
        note = ChangeNote(reason: row.text("reason"), ticket: row.text("ticket"))
        salt = row.text("salt")
        changes = row.text("changes")
    }

    @discardableResult
    func insert(in transaction: any StoreTransaction) throws -> Int {
        try transaction.insert(
            into: Tables.journalEntry,
            [
                SQLAssignment("moment", moment), SQLAssignment("actor", author.name),
                SQLAssignment("proof", author.proof.rawValue), SQLAssignment("origin", author.origin),
                SQLAssignment("address", author.address), SQLAssignment("terminal", author.terminal),
                SQLAssignment("action", action), SQLAssignment("kind", kind),
                SQLAssignment("record", record.map { .integer($0) } ?? .null), SQLAssignment("intent", intent),
                SQLAssignment("reason", note.reason), SQLAssignment("ticket", note.ticket),
                SQLAssignment("salt", salt), SQLAssignment("changes", changes),
            ])
    }

    // MARK: Digests

    /// Of what may have to be forgotten.
    var contents: String {
        ContentHash.digits(of: JSONValue.strings([salt, changes, note.reason, note.ticket]).encoded())
    }

    /// Of the link with that number.
    ///
    /// - Parameters:
    ///   - contents: The digest of the entry's contents as they were when it was sealed.
    ///   - previous: The digest of the link before.
    func digest(sequence: Int, contents: String, after previous: String) -> String {
        let open = [
            moment, author.name, author.proof.rawValue, author.origin, author.address, author.terminal, action, kind,
            record.map(String.init) ?? "", intent,
        ]
        return ContentHash.digits(
            of: JSONValue.strings([previous, String(sequence), String(id)] + open + [contents]).encoded())
    }

    // MARK: Reading

    var actionName: ActionName {
        let words = action.split(separator: " ", maxSplits: 1).map(String.init)
        return ActionName(words.first ?? "", words.count > 1 ? words[1] : "")
    }

    /// Nil of a text that is no list of changes.
    var fieldChanges: [FieldChange]? {
        guard !isErased else { return [] }
        guard case .array(let items)? = try? JSONValue(parsing: changes.utf8, limits: .answer) else { return nil }
        return items.compactMap(FieldChange.init)
    }

    var history: HistoryEntry {
        HistoryEntry(
            id: id, moment: moment, author: author, action: actionName, changes: fieldChanges ?? [], note: note,
            isErased: isErased, intent: intent)
    }
}

/// What is done to the journal itself stands in it too.
public enum JournalAction {
    static let erase = ActionName("journal", "erase")
    static let prune = ActionName("journal", "prune")

    /// As staff read it; nil of an action on something else.
    public static func title(of action: ActionName) -> LocalizedText? {
        switch action {
        case erase: LocalizedText("Empty entries of the journal", "Journaalposten wissen")
        case prune: LocalizedText("Remove old entries of the journal", "Oude journaalposten verwijderen")
        default: nil
        }
    }

    /// The numbers of the entries that were emptied, with commas between them.
    static let entries = "entries"
    /// The number and the digest of the last link that was removed with all before it.
    static let sequence = "sequence"
    static let digest = "digest"

    static func text(_ action: ActionName) -> String { "\(action.controller) \(action.action)" }
}
