import BillingAPI
import BillingModel

/// What a termination dialog ends, the date it proposes, and why that date.
struct TerminationPlan<Change: WritingAction>: ChangePlan {
    var title: LocalizedText
    /// The record, frozen when the dialog opens.
    var subject: String
    var read: (any RecordAnswer)?
    var again: Rereading<Self>?
    var dateField: FieldDeclaration
    /// Nil where the system keeps no reason.
    var reasonField: FieldDeclaration?
    /// The end that is set now.
    var current: CalendarDate?
    /// The reason that is kept with it, where the system tells it.
    var reason = ""
    /// What of the record is no field here and still decides what sending does.
    var background: [BaseField] = []
    var proposed: CalendarDate
    /// How the proposed date was computed, a sentence a line.
    var explanation: [String]
    var identity: [RawParameter]
    /// What takes the planned end back, or why that cannot be done; nil where no end is planned.
    var withdrawal: Result<AnyScreen, APIError>?
    /// Of the customer, or whoever it is: typed before it is sent where much depends on it.
    var code = ""
    /// Whose it is and which one, at the head of the review; `subject` where that says it.
    var named = ""
    /// What must not be overlooked about a day; stands before everything else.
    var warnings: @Sendable (CalendarDate, Setting) -> [String] = { _, _ in [] }
    var consequences: @Sendable (CalendarDate, Setting) -> [Consequence]
    /// What the review says beside that.
    var reviewed: @Sendable (CalendarDate, Setting) -> [Consequence] = { _, _ in [] }
    /// Why an end on a day could not be taken back.
    var finality: @Sendable (CalendarDate, Setting) -> String? = { _, _ in nil }
    /// The vendor's own messages in an answer.
    var words: @Sendable (Change.Answer) -> [String]
    /// What staff are told when Balie's own engine did it.
    var done: @Sendable (CalendarDate, Setting) -> String

    var base: [BaseField] {
        [BaseField(dateField, current?.text ?? "")] + (reasonField.map { [BaseField($0, reason)] } ?? []) + background
    }

    var whose: String { named.isEmpty ? subject : named }

    func finality(of change: Change, _ setting: Setting) -> String? {
        change.arguments[text: dateField].flatMap { CalendarDate($0) }.flatMap { finality($0, setting) }
    }

    func confirmation(_ setting: Setting) -> String? { setting.isProduction && !code.isEmpty ? code : nil }

    /// The action for a day and a reason, through the same check as everything typed.
    func change(_ date: CalendarDate, reason: String) throws(APIError) -> Change {
        var parameters = identity
        if case .dateParts(let year, let month, let day) = dateField.wire {
            parameters += [
                RawParameter(year, String(date.year)), RawParameter(month, String(date.month)),
                RawParameter(day, String(date.day)),
            ]
        } else {
            parameters.append(RawParameter(dateField.name, date.text))
        }
        if let reasonField, !reason.isEmpty { parameters.append(RawParameter(reasonField.name, reason)) }
        return try Change(parsing: parameters)
    }
}
