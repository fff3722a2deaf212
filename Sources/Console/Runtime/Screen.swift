import BillingAPI
import BillingModel
import TerminalCore

/// One page or dialog: its struct is its whole state.
///
/// `update` changes state and never waits; `draw` shows it and never changes it.
public protocol Screen: Sendable {
    associatedtype Action: Sendable

    var presentation: Presentation { get }
    /// The record that this page shows, such as `debtor 1`: opening it again leads back to the page. Nil of all others.
    var record: String? { get }
    /// The record that something is typed about here: who else has it open in a form is told. Nil of all others.
    func openRecord(_ setting: Setting) -> RecordRef?
    func title(_ setting: Setting) -> String
    /// The commands that work here, in the order of the key bar. Footer, help page and dispatch all read it.
    func bindings(_ setting: Setting) -> [Binding<Action>]
    /// The same for whoever only shows them.
    func offered(_ setting: Setting) -> [Binding<Command>]
    /// Which these are, for whoever does not ask whether they can be carried out.
    func commands(_ setting: Setting) -> [Command]
    /// The first of them that is one of `wanted`.
    func binding(among wanted: [Command], _ setting: Setting) -> Binding<Action>?
    /// What keys belong to before they can be commands.
    func focus(_ setting: Setting) -> Focus
    /// The action for what the focus takes, before any binding.
    func entered(_ entry: Entry) -> Action?
    /// What a click, or a turn of the wheel, on a region that this screen drew means; nil where nothing.
    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action?
    /// Sent once, when the screen opens.
    var started: Action? { get }
    /// Sent when the screen above left.
    func returned(_ result: ScreenResult) -> Action?
    /// Sent when the data may have changed.
    var refreshed: Action? { get }
    /// Sent when these records have changed; nil where nothing that is shown here depends on them.
    func changed(_ records: Set<ChangedRecord>) -> Action?
    /// Sent when others open that record, or leave it.
    func found(_ others: [Present]) -> Action?
    /// Sent when the window has another size: to ask for what came into view, and for nothing else.
    var resized: Action? { get }
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action>
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting)
    /// Whether something in view is on its way that a picture would only have a place for.
    func isIncomplete(_ setting: Setting) -> Bool
    /// Told before every frame of it: to make what is drawn again and again, and to change nothing else.
    mutating func willBeShown(_ setting: Setting)
    /// Told after every frame of it: what was not seen yet must not be pressed.
    mutating func wasShown()
    /// What was typed here and not sent, when there is any.
    func draft(_ setting: Setting) -> Draft?
    /// What a draft of this screen is kept under; nil where nothing is typed.
    func draftKey(_ setting: Setting) -> DraftKey?
    mutating func restore(_ draft: Draft, _ setting: Setting)
    /// Asks whether staff go on with what an earlier console left of this form.
    ///
    /// - Returns: Whether it was restored at once, since there is nothing to ask.
    mutating func offer(_ kept: KeptDraft, _ setting: Setting) -> Bool
    /// Something of this kind was sent for this record, and nobody knows its outcome.
    mutating func learn(of write: OpenWrite, _ setting: Setting)
    /// The same of things like it that were to be added, one of which may be what is typed here.
    mutating func learn(ofAdditions writes: [OpenWrite], _ setting: Setting)
    /// A sending without an answer that was found to be done when this was opened.
    var foundDone: Intent.ID? { get }
    /// Whether what was typed here was sent and done, so that earlier drafts of it are none any more.
    var isCarriedOut: Bool { get }
    /// What the signs on the page mean: the left end of the status line.
    func legend(_ setting: Setting) -> [LegendItem]
    /// The right end of the status line, such as a position.
    func position(_ setting: Setting) -> String
}

extension Screen {
    public var presentation: Presentation { .page }
    public var record: String? { nil }
    public func openRecord(_ setting: Setting) -> RecordRef? { nil }
    public func offered(_ setting: Setting) -> [Binding<Command>] {
        bindings(setting).map { binding in binding.map { _ in binding.command } }
    }
    public func commands(_ setting: Setting) -> [Command] { bindings(setting).map { $0.command } }
    public func binding(among wanted: [Command], _ setting: Setting) -> Binding<Action>? {
        wanted.isEmpty ? nil : bindings(setting).first { wanted.contains($0.command) }
    }
    public func focus(_ setting: Setting) -> Focus { .commands }
    public func entered(_ entry: Entry) -> Action? { nil }
    public func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? { nil }
    public var started: Action? { nil }
    public func returned(_ result: ScreenResult) -> Action? { nil }
    public var refreshed: Action? { nil }
    public func changed(_ records: Set<ChangedRecord>) -> Action? { refreshed }
    public func found(_ others: [Present]) -> Action? { nil }
    public var resized: Action? { nil }
    public func draft(_ setting: Setting) -> Draft? { nil }
    public func draftKey(_ setting: Setting) -> DraftKey? { nil }
    public func isIncomplete(_ setting: Setting) -> Bool { false }
    public func willBeShown(_ setting: Setting) {}
    public func wasShown() {}
    public mutating func restore(_ draft: Draft, _ setting: Setting) {}
    public mutating func offer(_ kept: KeptDraft, _ setting: Setting) -> Bool {
        restore(kept.draft, setting)
        return true
    }
    public mutating func learn(of write: OpenWrite, _ setting: Setting) {}
    public mutating func learn(ofAdditions writes: [OpenWrite], _ setting: Setting) {}
    public var foundDone: Intent.ID? { nil }
    public var isCarriedOut: Bool { false }
    public func legend(_ setting: Setting) -> [LegendItem] { [] }
    public func position(_ setting: Setting) -> String { "" }
}

/// Whether a screen fills the middle of the window or stands in front of what is there.
public enum Presentation: Sendable {
    case page
    /// A page that holds typed text: no key but its own leads away from it.
    case form
    case dialog
}

/// What a screen tells the one under it when it leaves.
public enum ScreenResult: Sendable, Equatable {
    case nothing
    /// Data were changed; what is shown must be read again.
    case changed
    /// A record was chosen in a picker.
    case picked(field: String, code: String, label: String)
    /// Records were put into a field that holds several, or taken out of it.
    case marked(field: String, [PickedRow])
    /// A field was found by its name.
    case field(String)
    /// A command was chosen in a menu.
    case command(Command)
    /// How a list is shown was chosen in a dialog in front of it.
    case chose(ListChoice)
}

/// A record of which a picker says whether it is one of several.
public struct PickedRow: Equatable, Sendable {
    var id: String
    var label: String
    var isIn: Bool
}

/// A line for staff in the status row.
public struct Notice: Sendable, Equatable {
    public enum Level: Sendable, Equatable { case info, done, problem }

    public var level: Level
    public var text: String

    init(_ level: Level, _ text: String) {
        self.level = level
        self.text = text
    }
}

/// What every screen may know of its surroundings.
public struct Setting: Sendable {
    public var texts: Texts
    public var clock: LocalClock
    public var backend: Backend
    /// By which keys the commands are meant.
    public var keys = KeyMap.standard
    /// The system that is worked on: what records, drafts and intents are known by.
    public var system = SystemID.database("")
    /// The rectangle that pages draw into; dialogs may use less of it.
    public var area: Rect
    /// The system as the banner names it.
    public var place = ""
    /// How far the texts that rows are found by have been brought up to date; nil when they are.
    public var preparation: SearchProgress?
    /// How this person wants to see the lists.
    public internal(set) var views = KeptViews()
    /// Tells who changed what; nil where nothing is written down.
    public var history: SystemHistory?
    /// Whether a change may be carried out without its answer ever coming.
    public var losesAnswers = false
    /// Whether real customers are at stake.
    public var isProduction = false
    /// Whether the customers are made up.
    public internal(set) var isDemo = false
    /// Whether nothing may be changed.
    public internal(set) var isReadOnly = false
    /// What `z` takes back on this system now; nil where that is nothing.
    var undoable: UndoableChange?
    /// The other systems that are open.
    var neighbours: [Neighbour] = []
    /// Who works here.
    var author = OwnAuthor.ofThisProgram
    /// What the system asks of many changes at once.
    var bulk = BulkTerms()
    /// Whether the system knows a change that is sent once more by the name that it goes under, as far as it has said.
    var keepsNames: @Sendable () -> Bool = { false }
    /// What names the system to `balie call`, such as `--profile work`.
    public var callOptions: [String] = []
    /// Why the system, or this session, never carries out an action.
    var reason: @Sendable (any APIAction.Type) -> LocalizedText?

    public var language: Language { texts.language }
    public var today: CalendarDate { clock.today }

    /// The same where more names are known.
    func knowing(_ names: ReferenceNames) -> Setting {
        var setting = self
        setting.texts.names.add(names)
        return setting
    }

    /// The sentence that says why one of these actions is never carried out here; nil where all are.
    func reasonAgainst(_ actions: any APIAction.Type...) -> String? { reasonAgainst(actions) }

    func reasonAgainst(_ actions: [any APIAction.Type]) -> String? {
        actions.lazy.compactMap(reason).first?[language]
    }
}

/// Rows of all rows that are found by everything a caller can say.
public struct SearchProgress: Equatable, Sendable {
    public var done: Int
    public var total: Int

    public init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }
}
