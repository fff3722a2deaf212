import BillingAPI
import BillingModel

/// A change that was sent from here and done, with what takes it back.
struct DoneChange: Identifiable, Sendable {
    /// The intent's.
    let id: String
    /// What was done, such as `Edit debtor`.
    let title: LocalizedText
    /// The record as staff knew it.
    let subject: String
    let record: RecordRef?
    let moment: LocalTime
    let undo: Undo
    /// What stays done all the same.
    let lasting: LocalizedText?
    /// What it wrote, by the record's field, in the vendor's writing.
    let wrote: [FieldDeclaration: String]
    /// The change that it took back itself, by the same id.
    let undoes: String?

    /// - Parameter answer: Nil where the record alone told that it was done.
    init<Plan: ChangePlan>(_ intended: Intended<Plan>, _ answer: Plan.Change.Answer?, _ setting: Setting) {
        let (plan, change, intent) = (intended.plan, intended.change, intended.intent)
        id = intent.id
        title = plan.title
        subject = plan.subject
        let told = (answer as? any RecordAnswer)
        record = intent.target ?? told?.ref(in: setting.system)
        moment = setting.clock.now()
        undo = plan.undo(of: change, answer, setting)
        lasting = change.lasting
        undoes = plan.undoes
        var wrote = Self.texts(intent, by: Plan.Change.self)
        if case .by(let back) = undo {
            // What the system made of it counts, also where that followed from something else.
            for field in Self.fields(of: back) {
                let text = told?.text(of: field) ?? wrote[field] ?? plan.read?.text(of: field)
                if let text { wrote[field] = text }
            }
        }
        self.wrote = wrote
    }

    private static func texts<Change: WritingAction>(
        _ intent: Intent, by action: Change.Type
    ) -> [FieldDeclaration: String] {
        let pairs = intent.changes.compactMap { change -> (FieldDeclaration, String)? in
            guard let field = action.fields(of: change)?.recorded, let text = change.after else { return nil }
            return (field, text)
        }
        return Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }

    /// The record's fields that an action sets or is known by.
    static func fields<Back: WritingAction>(of back: Back) -> [FieldDeclaration] {
        Back.declaration.parameters.filter(back.arguments.has).map(Back.recordField) + Back.fixed.map(\.field)
    }
}

extension ChangePlan {
    /// What would take a change back, on this system and from here.
    func undo(of change: Change, _ answer: Change.Answer?, _ setting: Setting) -> Undo {
        if let sentence = finality(of: change, setting) { return .impossible(LocalizedText(verbatim: sentence)) }
        let undo = change.undo(before: read, answer: answer)
        guard case .by(let back) = undo, let reason = setting.reason(type(of: back)) else { return undo }
        return .impossible(reason)
    }
}
