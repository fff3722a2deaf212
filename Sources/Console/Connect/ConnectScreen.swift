import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Goes to another system: one that is known already, or a new one that is filled in, tried and kept.
struct ConnectScreen: Screen {
    // MARK: State
    enum Phase: Equatable, Sendable {
        case reading
        case choosing
        case editing
        case checking
        case checked([CheckStep])
        case saving([CheckStep])
    }

    private let setup: any ProfileSetup
    private(set) var known: [KnownProfile] = []
    /// The chosen row; the one after the last profile is a new system.
    private(set) var cursor = 0
    private(set) var fields: ConnectForm
    private(set) var phase = Phase.reading
    private(set) var notice = ""

    init(_ setup: any ProfileSetup, language: Language) {
        self.setup = setup
        fields = ConnectForm(language)
    }

    var presentation: Presentation { .form }
    func title(_ setting: Setting) -> String { setting.texts.label(.connect) }

    var draftKey: String? { "connect" }
    /// Without the key: it is typed again, or comes from a command.
    var draft: Draft? { fields.typed.isEmpty ? nil : Draft(values: fields.typed) }

    mutating func restore(_ draft: Draft, _ setting: Setting) {
        fields.restore(draft.values)
    }

    // MARK: Actions
    enum Action: Sendable {
        case start
        case read([KnownProfile])
        case move(Int)
        case choose
        case entered(Entry)
        case next, previous, revert, reveal, check, save, leave
        case checked([CheckStep])
        case saved(Result<String, APIError>)
    }

    var started: Action? { .start }

    func focus(_ setting: Setting) -> Focus { phase == .editing ? fields.form.takes : .commands }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .reading, .checking: [Binding(.back, .leave)]
        case .choosing:
            [
                Binding(.choose, .choose), Binding(.back, .leave), Binding(.up, .move(-1)), Binding(.down, .move(1)),
            ]
        case .editing:
            [
                Binding(.review, .check), Binding(.back, .leave), Binding(.nextSection, .next),
                Binding(.reveal, .reveal, unavailable: fields.form.revealRefusal(setting.texts)),
                Binding(.previousSection, .previous), Binding(.up, .previous), Binding(.down, .next),
                Binding(.revert, .revert, unavailable: fields.form.revertRefusal(setting.texts)),
            ]
        case .checked(let steps):
            [
                Binding(
                    .open, .save,
                    unavailable: Self.works(steps)
                        ? nil : setting.texts.checkFailed(back: setting.keys.name(of: .back))),
                Binding(.back, .leave),
            ]
        case .saving: []
        }
    }

    /// Whether the system may be kept: nothing that was tried failed.
    static func works(_ steps: [CheckStep]) -> Bool { !steps.contains { $0.outcome == .failed } }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch (phase, action) {
        case (_, .start): return .work(slot: "profiles") { [setup] in .read(await setup.profiles()) }
        case (.reading, .read(let profiles)):
            known = profiles
            phase = profiles.isEmpty ? .editing : .choosing
            return .none
        case (.choosing, .move(let step)):
            cursor = min(max(0, cursor + step), known.count)
            return .none
        case (.choosing, .choose):
            if known.indices.contains(cursor) { return .leave + .end(.open(profile: known[cursor].name)) }
            phase = .editing
            return .none
        case (.editing, _): return edit(action, setting)
        case (.checking, .checked(let steps)):
            phase = .checked(steps)
            return .none
        case (.checking, .leave), (.checked, .leave):
            phase = .editing
            return .none
        case (.checked(let steps), .save): return save(steps)
        case (.saving, .saved(.success(let name))): return .leave(.changed) + .end(.open(profile: name))
        case (.saving(let steps), .saved(.failure(let error))):
            notice = error.message[setting.language]
            phase = .checked(steps)
            return .none
        case (.reading, .leave), (.choosing, .leave): return .leave
        default: return .none
        }
    }

    private mutating func edit(_ action: Action, _ setting: Setting) -> Effect<Action> {
        notice = ""
        switch action {
        case .entered(.key(let key)):
            if fields.edit({ $0.handle(key) }) { return .none }
            guard key == .enter else { return .alert }
            moveFocus(1)
        case .entered(.paste(let text)): return .pasted(left: fields.edit { $0.paste(text) }, setting)
        case .next: moveFocus(1)
        case .previous: moveFocus(-1)
        case .revert: fields.edit { $0.revertFocused(language: setting.language) }
        case .reveal: fields.edit { $0.toggleReveal() }
        case .check: return check(setting)
        case .leave:
            // Back to the profiles there are, where the form was opened from.
            if known.isEmpty { return .leave }
            phase = .choosing
        default: break
        }
        return .none
    }

    private mutating func moveFocus(_ step: Int) {
        fields.completeURL()
        fields.edit { $0.moveFocus(by: step) }
    }

    private mutating func check(_ setting: Setting) -> Effect<Action> {
        fields.completeURL()
        let problems = fields.problems(existing: known.map(\.name))
        let others = fields.edit { $0.show(problems, language: setting.language) }
        guard problems.isEmpty else {
            notice = others.isEmpty ? setting.texts.fieldsNeedAttention(problems.count) : others.joined(separator: " ")
            return .none
        }
        phase = .checking
        let draft = fields.draft
        return .work(slot: "check") { [setup] in .checked(await setup.check(draft)) }
    }

    private mutating func save(_ steps: [CheckStep]) -> Effect<Action> {
        phase = .saving(steps)
        notice = ""
        let draft = fields.draft
        return .store { [setup] in
            do throws(APIError) {
                try await setup.save(draft)
                return .saved(.success(draft.name))
            } catch {
                return .saved(.failure(error))
            }
        }
    }
}
