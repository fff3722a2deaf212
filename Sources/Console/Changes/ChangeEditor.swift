import BillingAPI
import BillingModel
import TerminalCore

/// What a change is typed in, such as fields or a calendar; `ChangeScreen` does with it what is the same for all.
protocol ChangeEditor: Sendable {
    associatedtype Plan: ChangePlan
    typealias Change = Plan.Change
    /// What only this editor does: looking something up, its own commands.
    associatedtype Action: Sendable

    /// Tells the drafts of two editors of one action apart.
    var formName: String { get }
    /// Whether there is nothing to type: the review is all there is.
    var isOnlyReviewed: Bool { get }
    var plan: Plan { get }
    /// A dialog has buttons after its fields; a page is left by keys alone.
    var presentation: Presentation { get }
    /// Whether changed fields carry their sign, which then stands in the legend.
    var showsChanges: Bool { get }

    // MARK: Typing

    /// What the keys belong to before they are commands.
    var focus: Focus { get }
    /// What Enter does on the focused field, where it does not lead to the next one.
    func choice(_ setting: Setting) -> Binding<Action>?
    func commands(isFocused: Bool, _ setting: Setting) -> [Binding<Action>]
    /// False where the focused field has no use for the key.
    mutating func handle(_ key: Key, _ setting: Setting) -> Bool
    /// Returns how many characters did not fit; nil where the focus is on no text.
    mutating func paste(_ text: String, _ setting: Setting) -> Int?
    /// False where no field follows in that direction.
    mutating func moveFocus(_ step: Int) -> Bool
    /// The first field when going on, the last when going back.
    mutating func enter(_ step: Int)

    // MARK: What follows

    var started: Action? { get }
    func returned(_ result: ScreenResult) -> Action?
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action>
    /// What is looked up whenever something else was typed.
    mutating func preview(_ setting: Setting) -> Effect<Action>
    /// Once, when what a review waited for has been looked up.
    mutating func isReadyForReview() -> Bool

    /// Fields with numbers whose names should be read now.
    var namesWanted: [FieldDeclaration] { get }
    mutating func name(_ names: ReferenceNames)

    // MARK: The change

    /// Whether something else stands here than at first.
    var isTyped: Bool { get }
    /// What would be sent, by parameter name, in the vendor's writing; never a secret. Empty when nothing is typed.
    var typed: [String: String] { get }
    /// The names of the secrets that are typed.
    var omitted: [String] { get }
    /// What pickers said of the records that were chosen, by the same.
    var remarks: [String: String] { get }
    mutating func restore(_ draft: Draft, _ setting: Setting)
    /// What was typed and given up for what another stored, by the same: it stands beside its field.
    var aside: [String: String] { get }
    /// Gives up what is typed in a field for what is stored; it stays beside the field and can be brought back.
    mutating func setAside(_ name: String, _ setting: Setting)
    /// Says beside fields what another made of them since they were typed in, by parameter name.
    mutating func mark(_ sentences: [String: String])
    /// Takes over another state of the record while it is typed: what is typed stays, all else is as it is now.
    mutating func follow(_ plan: Plan, _ setting: Setting)
    /// The same over another state of the record: what is typed stays, and what belongs to it is looked up anew.
    func rebased(on plan: Plan, _ setting: Setting, _ system: any BillingService) async -> Self
    /// Checks what was typed; where it cannot be sent, the focus goes to what is wrong.
    mutating func propose(_ setting: Setting) -> Proposal<Change>
    /// Shows what the system refused beside its field; returns what belongs to none.
    mutating func show(_ refusal: APIError, _ setting: Setting) -> String
    /// What staff are told when it is done.
    func told(_ change: Change, _ answer: Change.Answer, _ setting: Setting) -> String
    /// What comes next by itself.
    func next(_ answer: Change.Answer, _ setting: Setting) -> AnyScreen?

    /// - Parameters:
    ///   - isFocused: Whether the focus is here, and not on a dialog's buttons.
    ///   - notice: Why it was not sent; empty while nothing is wrong.
    func draw(in area: Rect, isFocused: Bool, notice: String, on canvas: inout Canvas, _ setting: Setting)
}

extension ChangeEditor {
    var showsChanges: Bool { false }
    var isOnlyReviewed: Bool { false }
    func choice(_ setting: Setting) -> Binding<Action>? { nil }
    func commands(isFocused: Bool, _ setting: Setting) -> [Binding<Action>] { [] }
    var started: Action? { nil }
    func returned(_ result: ScreenResult) -> Action? { nil }
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> { .none }
    mutating func preview(_ setting: Setting) -> Effect<Action> { .none }
    mutating func isReadyForReview() -> Bool { false }
    var namesWanted: [FieldDeclaration] { [] }
    mutating func name(_ names: ReferenceNames) {}
    var omitted: [String] { [] }
    var isTyped: Bool { !typed.isEmpty || !aside.isEmpty }
    mutating func mark(_ sentences: [String: String]) {}
    var remarks: [String: String] { [:] }
    func next(_ answer: Change.Answer, _ setting: Setting) -> AnyScreen? { nil }
}

/// What an editor makes of what was typed.
enum Proposal<Change: WritingAction>: Sendable {
    case ready(Change, Review)
    /// Something that belongs to the review is being looked up still.
    case waiting(String)
    /// It means something else, which has its own form.
    case instead(AnyScreen)
    /// Not to be sent, and why.
    case refused(String)
}
