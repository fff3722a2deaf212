import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// The way of every change: it is typed, compared with what the record is by now, reviewed, and sent once.
struct ChangeScreen<Editor: ChangeEditor>: Screen {
    // MARK: State
    enum Phase: Sendable {
        case editing
        /// The record is read again, since another may have changed it; the note is what staff should know before all
        /// else.
        case checking(note: String? = nil)
        case asking(Asked, Review)
        /// Another changed what is typed here too: this is what is typed, over the record as it is now.
        case deciding(Editor, Clash)
        case sending(Intended<Editor.Plan>, Review)
        /// The record is read again, to see whether a sending without an answer took effect.
        case looking(Intended<Editor.Plan>, Review)
    }

    /// What a page with buttons is about.
    enum Asked: Sendable {
        case toSend(Intended<Editor.Plan>)
        case undecided(Intended<Editor.Plan>)
        /// What an earlier console left of this form.
        case draft(Draft)
        /// It was done, and the record says something else by now; what comes then.
        case told(Effect<Action>)
    }

    var editor: Editor
    var phase = Phase.editing
    var notice: String
    /// What stood in the record when staff began to type.
    var base: [BaseField]
    var undecided: Undecided?
    /// The sending that is under way: where this program does not live to hear its answer, the draft tells of it.
    var underWay: Undecided?
    /// What was sent then, its secrets too: it is never kept.
    var unanswered: Arguments?
    /// Why it is sent, as far as anybody said: kept while staff go back and forth.
    var note = NoteEntry()
    /// Things like it that were to be added, from here or elsewhere, and have no known outcome.
    var additions: [OpenWrite] = []
    /// Whether such a sending was found to have taken effect.
    var isSettled = false
    /// The one that was, when this was opened.
    var foundDone: Intent.ID?
    /// What was recalled, where it was found to be what was sent and carried out: it is no draft as long as it stands so.
    var carriedOut: [String: String]?
    /// Whether what is typed was carried out, so that nothing of it is to be kept.
    var isDone = false
    /// What another changed while this was open.
    var news: ChangeNews?
    /// Whether the record was not there any more when it was read last.
    var isGone = false
    /// Whether something was changed that was not looked at, since nothing was being typed.
    var isBehind = false
    /// Who else has the record open in a form.
    var others: [Present] = []
    /// Whether Enter led to the review, from field to field: held down, it must not press what is marked there.
    var isPressedThrough = false
    /// What the records are called that fields keep by their numbers, as far as it was read.
    var names: ReferenceNames
    /// A dialog's; they follow its last field.
    var buttons: ButtonRow
    var isOnButtons = false

    /// - Parameter notice: Why staff are here, until they type.
    init(_ editor: Editor, _ language: Language, notice: String = "") {
        self.editor = editor
        self.notice = notice
        base = editor.plan.base
        names = ReferenceNames(toldBy: editor.plan.read)
        buttons = ButtonRow([Texts(language).cancel, Texts(language).reviewButton])
    }

    var presentation: Presentation { editor.presentation }
    var isDialog: Bool { presentation == .dialog }
    func title(_ setting: Setting) -> String { editor.plan.title[setting.language] }

    func legend(_ setting: Setting) -> [LegendItem] {
        if case .editing = phase, editor.showsChanges { [.changed(setting.texts.changedNotSent)] } else { [] }
    }

    func position(_ setting: Setting) -> String {
        switch phase {
        case .checking, .looking: setting.texts.readingAgain
        case .editing, .asking, .deciding, .sending: ""
        }
    }

    // MARK: Actions
    enum Action: Sendable {
        case key(Key)
        case paste(String)
        case next, previous, review, leave, press
        case editor(Editor.Action)
        case checked(Result<SeenAgain<Editor>, APIError>)
        case found(Result<Settlement, APIError>)
        case sent(Sent<Editor.Plan>)
        case lookAgain
        case seenAgain(Result<SeenAgain<Editor.Plan>, APIError>)
        case twin
        /// What the system would answer; nil where it does not say.
        case rehearsed(Editor.Change, Review, isPlain: Bool, Result<Editor.Change.Answer?, APIError>)
        case others([Present])
        case named(ReferenceNames)

        var isForButtons: Bool {
            switch self {
            case .key, .press: true
            default: false
            }
        }
    }

    var started: Action? { editor.isOnlyReviewed ? .review : editor.started.map { .editor($0) } }
    func returned(_ result: ScreenResult) -> Action? { editor.returned(result).map { .editor($0) } }

    func focus(_ setting: Setting) -> Focus {
        switch phase {
        case .editing: isOnButtons ? .choice : editor.focus
        case .asking(_, let review): review.focus
        case .deciding: .buttons
        case .checking, .sending, .looking: .commands
        }
    }

    func entered(_ entry: Entry) -> Action? {
        switch entry {
        case .key(let key): .key(key)
        case .paste(let text): .paste(text)
        }
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .sending: return []
        case .checking, .looking: return [Binding(.back, .leave)]
        case .asking(let asked, let review):
            let (button, texts) = (review.marked, setting.texts)
            // Where text is typed nothing is pressed.
            guard review.focus == .buttons else {
                return [
                    Binding(.back, .leave), Binding(.nextSection, .key(.tab)),
                    Binding(.previousSection, .key(.backTab)),
                ] + Self.arrows
            }
            let press =
                button.sends ? Binding(.send, Action.press) : Binding(.choose, .press, name: texts.name(of: button))
            return [press, Binding(.back, .leave)] + twin(of: asked, texts) + Self.arrows
        // What is not to be taken back is asked for again by its own key.
        case .editing where editor.plan.undoes != nil: return [Binding(.back, .leave)]
        case .deciding(_, let clash):
            let name = setting.texts.name(in: clash)
            return [Binding(.choose, .press, name: name), Binding(.back, .leave)] + Self.arrows
        case .editing:
            let choice = isOnButtons ? nil : editor.choice(setting)
            let commands = editor.commands(isFocused: !isOnButtons, setting)
            return [choice].compactMap { $0?.map { .editor($0) } }
                + [Binding(.review, .review), Binding(.back, .leave), Binding(.nextSection, .next)]
                + commands.map { $0.map { .editor($0) } } + [Binding(.previousSection, .previous)] + Self.arrows
        }
    }

    /// The arrows go from field to field, and over the lines of a review, under whatever keys they have.
    private static var arrows: [Binding<Action>] { [Binding(.up, .key(.up)), Binding(.down, .key(.down))] }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        if isUnseen, action.isForButtons { return .alert }
        return change(action, setting.knowing(names)) + readNames(setting)
    }

    private mutating func change(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch (phase, action) {
        case (_, .named(let names)):
            know(names)
            return .none
        case (_, .editor(let action)):
            let effect = editor.update(action, setting).map { Action.editor($0) }
            guard case .editing = phase, editor.isReadyForReview() else { return effect }
            return effect + check(setting)
        case (_, .lookAgain): return lookAgain(setting)
        case (_, .seenAgain(let result)): return take(result, setting)
        case (_, .others(let others)):
            self.others = others
            return .none
        case (.editing, _): return edit(action, setting)
        case (.checking(let note), .checked(let result)): return compare(result, note: note, setting)
        case (.checking, .rehearsed(let change, let review, let isPlain, let result)):
            return take(result, of: change, review, isPlain: isPlain, setting)
        case (.checking(let note), .leave):
            notice = note ?? ""
            return backToEditing()
        case (.asking(let asked, let review), _): return answer(action, to: asked, on: review, setting)
        case (.deciding, .leave): return backToEditing()
        case (.deciding(let now, var clash), .key(let key)):
            clash.handle(key)
            phase = .deciding(now, clash)
            return .none
        case (.deciding(let now, let clash), .press): return press(clash, over: now, setting)
        case (.sending(let intended, let review), .sent(let sent)): return finish(intended, review, sent, setting)
        case (.looking(let intended, let review), .leave):
            phase = .asking(.undecided(intended), review)
            return .none
        case (.looking(let intended, let review), .checked(let result)):
            return judge(intended, review, result, setting)
        case (.looking(let intended, _), .found(let result)): return judge(intended, result, setting)
        default: return .none
        }
    }

    private mutating func show(_ asked: Asked, _ review: Review) -> Effect<Action> {
        phase = .asking(asked, review)
        if let note = review.note { self.note = note }
        return .none
    }

    private mutating func answer(
        _ action: Action, to asked: Asked, on review: Review, _ setting: Setting
    ) -> Effect<Action> {
        var review = review
        switch (action, asked) {
        case (.twin, .toSend(let intended)):
            let line = CommandTwin.line(intended.change, note.note, options: setting.callOptions)
            return line.map { .open(TwinDialog($0)) } ?? .alert
        case (.leave, .draft): return leave
        case (.leave, .told(let end)): return end
        case (.leave, _): return backToEditing()
        case (.press, _): return press(review.marked, asked, review, setting)
        case (.key(let key), _):
            review.handle(key)
            return show(asked, review)
        case (.paste(let text), _):
            let left = review.note?.paste(text)
            return show(asked, review) + .pasted(left: left, setting)
        default: return .none
        }
    }

    /// Keys that were on their way before the first frame meant something else.
    private var isUnseen: Bool {
        switch phase {
        case .asking(_, let review): !review.wasShown
        case .deciding(_, let clash): !clash.wasShown
        default: false
        }
    }

    mutating func wasShown() {
        switch phase {
        case .asking(let asked, var review) where !review.wasShown:
            review.wasShown = true
            phase = .asking(asked, review)
        case .deciding(let now, var clash) where !clash.wasShown:
            clash.wasShown = true
            phase = .deciding(now, clash)
        default: break
        }
    }

    mutating func backToEditing() -> Effect<Action> {
        if editor.isOnlyReviewed { return leave }
        phase = .editing
        return isBehind ? .next(.lookAgain) : .none
    }
}

extension Review.Button {
    var sends: Bool { self == .send || self == .askAgain }
}
