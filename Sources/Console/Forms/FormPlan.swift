import BillingAPI
import BillingModel
import TerminalCore

/// What a form is for: the action it makes, the record it starts from, and what staff should know before sending.
struct FormPlan<Change: WritingAction>: ChangePlan {
    var title: LocalizedText
    /// The record, frozen when the form opens: `DB0001 Company X`.
    var subject: String
    var presentation = Presentation.form
    var read: (any RecordAnswer)?
    var again: Rereading<Self>?
    /// Parameters that identify the record; never shown as fields.
    var identity: [RawParameter] = []
    /// Without any, the form is its review.
    var fields: [FieldDeclaration]
    /// Values by parameter name, in the vendor's writing.
    var stored: [String: String] = [:]
    /// What of the record is no field here and still decides what sending does.
    var background: [BaseField] = []
    /// Of the record: typed before it is sent where much depends on it; empty where a button is enough.
    var code = ""
    /// What stands behind a value, such as the name that belongs to a code.
    var remarks: [String: String] = [:]
    /// What the records are called whose ids stand in a field that holds several, by parameter name and id.
    var names: [String: [String: String]] = [:]
    /// Tells forms of one action apart whose drafts are not for each other.
    var variant = ""
    /// Why no record of these kinds can be chosen from a list; its number is typed.
    var unlisted: [RecordKind: LocalizedText] = [:]
    /// An edit sends what changed; a new record and a dialog send what is filled in.
    var sendsOnlyChanges = true
    /// Lines that say in words what sending does; shown while typing in a dialog and on the review page.
    var consequences: @Sendable (Arguments, Setting) -> [Consequence] = { _, _ in [] }
    /// What changes by itself, beside the fields.
    var facts: [Review.Line] = []
    /// What must not be overlooked in what is given; stands before everything else.
    var warnings: @Sendable (Arguments, Setting) -> [String] = { _, _ in [] }
    /// Looked up while typing, such as the amounts of a service.
    var preview: Look?
    typealias Look = @Sendable (Arguments, Setting, any BillingService) async throws(APIError) -> FormPreview
    /// What the review says of what the system would answer, such as the amounts by its own rules.
    var outcome: (@Sendable (Change.Answer, Setting) -> [String])?
    /// Makes a value for the secret field, where the form offers one.
    var generate: (@Sendable () -> String)?
    /// What comes next by itself when it is done, such as the dialog for which something had to be filled in first.
    var next: (@Sendable (Change.Answer, Setting) -> AnyScreen?)?
    /// The vendor's own messages in an answer.
    var words: @Sendable (Change.Answer) -> [String] = { _ in [] }
    /// What staff are told when Balie's own engine did it, or when a vendor says nothing.
    var done: @Sendable (Change, Change.Answer, Setting) -> String

    /// The same with something added, also when it is made anew.
    func with(_ add: @escaping @Sendable (inout Self) -> Void) -> Self {
        var plan = self
        add(&plan)
        if let again {
            plan.again = { setting, system throws(APIError) in try await again(setting, system).with(add) }
        }
        return plan
    }

    func confirmation(_ setting: Setting) -> String? { setting.isProduction && !code.isEmpty ? code : nil }
    var isRehearsed: Bool { outcome != nil }
    func foretold(_ answer: Change.Answer, _ setting: Setting) -> [String] { outcome?(answer, setting) ?? [] }

    var base: [BaseField] { background + fields.map { BaseField($0, stored[$0.name] ?? "") } }
}

/// What was looked up for the values in a form.
struct FormPreview: Sendable {
    var sentences: [Sentence] = []
    /// What the system would refuse, known before anything is sent.
    var problems: [Problem] = []

    struct Sentence: Sendable {
        var text: String
        var role = StyleRole.text

        static func warning(_ text: String) -> Sentence { Sentence(text: text, role: .warning) }
    }
}
