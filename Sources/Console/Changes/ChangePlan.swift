import BillingAPI
import BillingModel
import HostFactAPI

/// What a change is for, and the record that it starts from.
protocol ChangePlan: Sendable {
    associatedtype Change: WritingAction

    var title: LocalizedText { get }
    /// The record as staff know it, frozen when it was read: `DB0001 Company X`.
    var subject: String { get }
    /// The same as a review names it, alone: of a customer also whom staff speak to, and where that is.
    var whose: String { get }
    /// The record as it was read; nil where none is changed.
    var read: (any RecordAnswer)? { get }
    /// What of the record staff see here, and so must not lose unseen.
    var base: [BaseField] { get }
    /// Makes the plan anew of what the record is now; nil where no record is changed.
    var again: Rereading<Self>? { get }
    /// The change of this console that it takes back, by the id of its intent; nil of any other.
    var undoes: String? { get }
    /// Whether the system is asked beforehand what it would answer.
    var isRehearsed: Bool { get }
    /// What staff are told of that answer, in place of what the console worked out itself.
    func foretold(_ answer: Change.Answer, _ setting: Setting) -> [String]
    /// What must be typed before it is sent; nil where a button is enough.
    func confirmation(_ setting: Setting) -> String?
    /// Why a change of this very record and day could not be taken back, beside what its action says.
    func finality(of change: Change, _ setting: Setting) -> String?
}

extension ChangePlan {
    var undoes: String? { nil }
    var whose: String {
        guard let debtor = (read as? Found<Debtor>)?.record else { return subject }
        let name = DebtorPlans.subject(debtor)
        let person = Debtor.personName(of: debtor)
        let others = [person, debtor.text(Debtor.city)].filter { !$0.isEmpty && !name.hasSuffix($0) }
        return ([name] + others).joined(separator: " · ")
    }
    func finality(of change: Change, _ setting: Setting) -> String? { nil }
    func confirmation(_ setting: Setting) -> String? { nil }
    var isRehearsed: Bool { false }
    func foretold(_ answer: Change.Answer, _ setting: Setting) -> [String] { [] }
}

typealias Rereading<Plan> = @Sendable (Setting, any BillingService) async throws(APIError) -> Plan

/// What one field says, in the vendor's writing, as a change found it.
struct BaseField: Equatable, Sendable {
    var field: FieldDeclaration
    var text: String

    init(_ field: FieldDeclaration, _ stored: String) {
        self.field = field
        text = field.meaning(of: stored)
    }
}
