import BillingAPI
import BillingModel
import SQLStore

/// What the journal is to say of one write: who makes it and why, and what it turns out to change.
///
/// A rule tells it what it has read and written anyway, so that the journal costs one statement and no more.
final class JournalSlip {
    private let author: ChangeAuthor
    private let note: ChangeNote
    private let intent: String
    private var record: (kind: RecordKind, id: Int)?
    private var changes: [FieldChange]?

    init(_ author: ChangeAuthor, _ how: Sending) {
        self.author = author
        note =
            how.note.isEmpty
            ? ChangeNote(reason: how.intent?.reason ?? "", ticket: how.intent?.ticket ?? "") : how.note
        intent = how.intent?.id ?? how.conditions?.idempotencyKey ?? ""
    }

    func tell(_ kind: RecordKind, _ id: Int, _ changes: [FieldChange]) {
        record = (kind, id)
        self.changes = changes
    }

    /// Writes the entry in the transaction of the change itself: both are there, or neither.
    func write<Action: APIAction>(_ action: Action, in context: EngineContext) throws {
        let secrets = Action.declaration.parameters.filter { $0.isSecret && action.arguments.isFilled($0) }
        let told = (changes ?? Self.given(action)).filter { !$0.isSecret }
        let target = Self.target(of: action)
        let entry = EntryRow(
            moment: context.now.universalText, author: author, action: Action.declaration.name,
            kind: record?.kind ?? target?.kind, record: record?.id ?? target?.identifier, intent: intent,
            note: note, changes: told + secrets.map { FieldChange($0, from: nil, to: nil) })
        try entry.insert(in: context.transaction)
    }

    /// Of a rule that tells nothing: what it was given.
    private static func given(_ action: some APIAction) -> [FieldChange] {
        (action as? any WritingAction)?.changes() ?? []
    }

    private static func target(of action: some APIAction) -> RecordRef? {
        (action as? any WritingAction)?.target.ref(in: .database(""))
    }
}

extension EngineAction {
    /// Carries the action out, and writes down what it changed.
    func runJournalled(in context: EngineContext) throws -> Answer {
        let answer = try run(in: context)
        try context.slip?.write(self, in: context)
        return answer
    }
}

extension EngineContext {
    /// Says for the journal what a write has changed of a record: those fields that differ. Of what was added or deleted
    /// one side is nil, and what every record starts with is left out.
    ///
    /// - Parameter also: What it did beside that, such as sending a mail.
    func changed<Kind>(
        _ kind: RecordKind, _ id: Int, _ fields: [FieldDeclaration], from old: Record<Kind>?, to new: Record<Kind>?,
        also: [FieldChange] = []
    ) {
        guard let slip else { return }
        let changes = fields.compactMap { field -> FieldChange? in
            guard !field.isSecret else { return nil }
            let (before, after) = (old?[text: field] ?? "", new?[text: field] ?? "")
            guard old == nil || new == nil else {
                return before == after ? nil : FieldChange(field, from: before, to: after)
            }
            let text = old == nil ? after : before
            guard !text.isEmpty, text != field.fallback else { return nil }
            return FieldChange(field, from: old == nil ? nil : before, to: new == nil ? nil : after)
        }
        slip.tell(kind, id, changes + also)
    }

    /// As `changed`, of what is no record's field.
    func changed(_ kind: RecordKind, _ id: Int, _ changes: [FieldChange]) { slip?.tell(kind, id, changes) }
}

extension APIAction {
    /// That a flag was given as yes, as for a mail that goes out with a change.
    func given(_ flag: Field<Bool>) -> [FieldChange] {
        self[flag] == true ? [FieldChange(flag.declaration, from: nil, to: arguments[text: flag.declaration])] : []
    }
}
