import BillingAPI
import TerminalCore
import Widgets

/// A change standing still until somebody decides: fields with their values, in words what else there is to know, and
/// buttons, of which the first one changes nothing.
struct Review: Sendable {
    struct Value: Equatable, Sendable {
        /// `-`, `+`, or a word: colour never says it alone.
        var sign: String
        var text: String
        var role: StyleRole
        /// Rows that a long one may take.
        var most: Int

        init(_ sign: String, _ text: String, _ role: StyleRole, atMost most: Int) {
            self.sign = sign
            self.text = text
            self.role = role
            self.most = most
        }
    }

    struct Line: Equatable, Sendable {
        var label: String
        /// None under a heading.
        var values: [Value]
        /// Of a heading.
        var role = StyleRole.heading

        init(label: String, values: [Value]) {
            self.label = label
            self.values = values
        }

        init(heading: String, _ role: StyleRole = .heading) {
            self.init(label: heading, values: [])
            self.role = role
        }

        /// What stands there now behind a `-`, and what will behind a `+`.
        init(label: String, old: String, new: String) {
            self.label = label
            let before = old.isEmpty ? [] : [Value("-", old, .oldValue, atMost: 2)]
            values = before + [Value("+", new, .newValue, atMost: 4)]
        }
    }

    enum Button: Sendable {
        case back, send, goOn
        /// What can be done about a sending without an answer.
        case lookAgain, askAgain, wasDone, wasNotDone
        /// Where no form is gone back to.
        case leave
        /// What becomes of a draft.
        case recall, afresh, dropDraft
    }

    /// What a change is about: the one thing that stands out.
    struct Head: Equatable, Sendable {
        /// What is done; nothing where a dialog says it.
        var action: String
        /// Whose record it is; nothing of one that is to be added.
        var whose: String
        var place: String
        var isProduction: Bool
    }

    var title: String
    var titleRole = StyleRole.heading
    /// Of what is about to be sent.
    var head: Head?
    var lines: [Line]
    var consequences: [Consequence]
    /// What it comes to, as far as the console can tell or the system has told; stands before the consequences.
    var foretold: [String] = []
    /// What must not be overlooked; stands before all of it.
    var warnings: [String] = []
    /// Why it is sent, where it is about sending something that was just made.
    var note: NoteEntry?
    /// Whether anybody can have seen it.
    var wasShown = false
    /// Lines above the visible part; all of them only where there is more to say than fits beside one.
    private(set) var offset = 0
    private var choices: [Button]
    private(set) var buttons: ButtonRow
    /// Whether the button says how many changes it sends.
    var countsChanges = false

    init(
        title: String? = nil, lines: [Line], consequences: [Consequence], buttons: [Button] = [.back, .send],
        _ texts: Texts
    ) {
        self.title = title ?? texts.reviewTitle
        self.lines = lines
        self.consequences = consequences
        choices = buttons
        self.buttons = ButtonRow(buttons.map(texts.title))
    }

    init<Change>(
        _ plan: FormPlan<Change>, _ form: Form, _ change: Change, preview: [String], _ setting: Setting
    ) {
        let texts = setting.texts
        let shown = form.fields.filter { plan.sendsOnlyChanges ? $0.isChanged : !$0.value.isEmpty }
        self.init(
            lines: plan.facts
                + shown.flatMap { Self.lines(of: $0, isEdit: plan.sendsOnlyChanges, texts) },
            consequences: shown.compactMap { UnseenCharacters.sentence(about: $0, texts) }.map { .other($0) }
                + plan.consequences(change.arguments, setting), texts)
        foretold = preview
        warnings = plan.warnings(change.arguments, setting) + form.identifierDoubts(texts)
    }

    /// A new record has no old values.
    private static func lines(of field: FormField, isEdit: Bool, _ texts: Texts) -> [Line] {
        let old = isEdit && field.isChanged ? field.original : nil
        switch field.declaration.kind {
        case .rows, .references:
            return lines(texts.knowing(field.names).changes(of: field.declaration, from: old, to: field.value))
        default:
            let new = [field.shown(field.value, texts), field.remark, isEdit ? field.share(texts) : ""]
            return [
                Line(
                    label: field.declaration.label[texts.language],
                    old: old.map { field.shown($0, texts) } ?? "",
                    new: new.filter { !$0.isEmpty }.joined(separator: "  "))
            ]
        }
    }

    static func lines(_ changes: [ValueChange]) -> [Line] {
        changes.map { Line(label: $0.label, old: $0.old ?? "", new: $0.new) }
    }

    /// The same of a change that nothing is typed for.
    func withoutForm(_ texts: Texts) -> Review {
        var review = self
        review.choices = choices.map { $0 == .back ? .leave : $0 }
        review.buttons = ButtonRow(review.choices.map(texts.title))
        return review
    }

    /// Has another one than the first marked before anybody moves the mark.
    mutating func mark(_ button: Button) { buttons.focused = choices.firstIndex(of: button) ?? 0 }

    /// How many fields get another value.
    var changes: Int {
        lines.prefix { !$0.values.isEmpty }.count { line in line.values.contains { $0.sign == "+" } }
    }

    /// The buttons with what the one that sends is called in full.
    func countedButtons(_ texts: Texts) -> ButtonRow {
        guard countsChanges, changes > 0 else { return buttons }
        return ButtonRow(
            choices.map { $0 == .send ? texts.sendsChanges(changes) : texts.title($0) }, focused: buttons.focused)
    }

    /// What Enter does.
    var marked: Button { choices[buttons.focused] }

    /// What the keys belong to.
    var focus: Focus { note?.part == nil ? .buttons : .line }

    /// Up and down scroll more changes than fit, line by line; left and right move the mark, Tab moves it round.
    mutating func handle(_ key: Key) {
        switch key {
        case .up: offset = max(0, offset - 1)
        case .down: offset = min(offset + 1, lines.count + words)
        case .tab: moveMark(1)
        case .backTab: moveMark(-1)
        // What was typed to confirm leads to the button that it is for, and does not press it.
        case .enter where note?.part == .code:
            note?.part = nil
            buttons.focused = choices.firstIndex(of: .send) ?? 0
        // Typing never confirms: it leads on to where something is chosen.
        case .enter where focus == .line: moveMark(1)
        default: if focus == .line { _ = note?.handle(key) } else { _ = buttons.handle(key) }
        }
    }

    /// Sentences that stand under the lines.
    private var words: Int { max(0, warnings.count + foretold.count + consequences.count - 1) }

    /// Over the buttons, then over the fields of the note, and round.
    private mutating func moveMark(_ step: Int) {
        let parts = note?.parts ?? []
        let count = choices.count + parts.count
        let field = note?.part.flatMap { parts.firstIndex(of: $0) }
        let place = ((field.map { choices.count + $0 } ?? buttons.focused) + step + count) % count
        note?.part = place < choices.count ? nil : parts[place - choices.count]
        // What Enter would do after typing is always the first button.
        buttons.focused = place < choices.count ? place : 0
    }
}
