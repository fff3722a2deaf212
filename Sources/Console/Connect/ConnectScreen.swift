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
        case opening(KnownSystem)
        case editing
        /// What has been told so far.
        case checking([CheckStep])
        case checked([CheckStep])
        case saving([CheckStep])
    }

    private let setup: any ProfileSetup
    private let open: [KnownSystem]
    private(set) var known: [KnownSystem] = []
    /// The chosen row; the one after the last system is a new one.
    private(set) var cursor = 0
    private(set) var fields: ConnectForm
    private(set) var phase = Phase.reading
    private(set) var notice = ""
    /// Whether what was filled in is kept as a profile by now.
    private(set) var isCarriedOut = false

    /// - Parameter open: The systems of this program, to which staff can go without anything being opened.
    init(_ setup: any ProfileSetup, open: [KnownSystem] = [], language: Language) {
        self.setup = setup
        self.open = open
        fields = ConnectForm(language)
    }

    var presentation: Presentation { .form }
    func title(_ setting: Setting) -> String { setting.texts.label(.connect) }

    func draftKey(_ setting: Setting) -> DraftKey? { DraftKey(ActionName("balie", "connect")) }
    /// Without the key: it is typed again, or comes from a command.
    func draft(_ setting: Setting) -> Draft? {
        guard let key = draftKey(setting), !fields.typed.isEmpty else { return nil }
        let title = LocalizedText(Texts(.english).label(.connect), Texts(.dutch).label(.connect))
        return Draft(
            key: key, title: title, subject: fields.draft.name, typed: fields.typed, omitted: fields.form.omitted)
    }

    mutating func restore(_ draft: Draft, _ setting: Setting) {
        fields.restore(draft)
    }

    // MARK: Actions
    enum Action: Sendable {
        case start
        case read(Result<[KnownProfile], APIError>)
        case move(Int)
        case choose
        case entered(Entry)
        case next, previous, revert, reveal, check, save, leave
        case stepped(CheckStep)
        case checked
        case opened(KnownSystem, Result<OpenSystem, APIError>)
        case saved(Result<String, APIError>)
    }

    var started: Action? { .start }

    func focus(_ setting: Setting) -> Focus { phase == .editing ? fields.form.takes : .commands }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .reading, .checking, .opening: [Binding(.back, .leave)]
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
    static func works(_ steps: [CheckStep]) -> Bool { !steps.contains { $0.judgement == .failed } }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch (phase, action) {
        case (_, .start): return readProfiles()
        case (.reading, .read(let result)): return takeProfiles(result, setting)
        case (.choosing, .move(let step)):
            notice = ""
            cursor = min(max(0, cursor + step), known.count)
            return .none
        case (.choosing, .choose):
            notice = ""
            if known.indices.contains(cursor) { return go(to: known[cursor]) }
            phase = .editing
            return .none
        case (.opening, .leave):
            phase = .choosing
            return .stop(slot: "open")
        case (.opening(let system), .opened(let asked, let result)) where system == asked: return take(result, setting)
        case (.editing, _): return edit(action, setting)
        case (.checking(let steps), .stepped(let step)):
            phase = .checking(steps + [step])
            return .none
        case (.checking(let steps), .checked):
            phase = .checked(steps)
            return .none
        case (.checking, .leave):
            phase = .editing
            return .stop(slot: "check")
        case (.checked, .leave):
            phase = .editing
            return .none
        case (.checked(let steps), .save): return save(steps)
        case (.saving, .saved(.success(let name))):
            let url = fields.draft.url
            let place = "\(fields.draft.kind.name) \((try? ServerAddress(parsing: url))?.place ?? url)"
            fields = ConnectForm(setting.language)
            isCarriedOut = true
            known.append(KnownSystem(KnownProfile(name: name, place: place)))
            return go(to: known[known.count - 1])
        case (.saving(let steps), .saved(.failure(let error))):
            notice = error.message[setting.language]
            phase = .checked(steps)
            return .none
        case (.reading, .leave), (.choosing, .leave): return .leave
        default: return .none
        }
    }

    private func readProfiles() -> Effect<Action> {
        .work(slot: "profiles") { [setup] in
            do throws(APIError) { return .read(.success(try await setup.profiles())) } catch {
                return .read(.failure(error))
            }
        }
    }

    private mutating func takeProfiles(
        _ result: Result<[KnownProfile], APIError>, _ setting: Setting
    ) -> Effect<Action> {
        if case .failure(let error) = result { notice = error.message[setting.language] }
        let profiles = (try? result.get()) ?? []
        known = KnownSystem.all(open: open, profiles)
        cursor = known.firstIndex { !$0.isInView } ?? 0
        // Whoever has no other place to go to, wants to add one.
        phase = profiles.isEmpty && known.count < 2 && notice.isEmpty ? .editing : .choosing
        return .none
    }

    private mutating func go(to system: KnownSystem) -> Effect<Action> {
        if system.isOpen { return system.isInView ? .leave : .turn(to: system.id) }
        phase = .opening(system)
        return .work(slot: "open") { [setup] in
            do throws(APIError) {
                return .opened(system, .success(try await setup.open(system.name)))
            } catch {
                return .opened(system, .failure(error))
            }
        }
    }

    private mutating func take(_ result: Result<OpenSystem, APIError>, _ setting: Setting) -> Effect<Action> {
        guard case .opening(let system) = phase else { return .none }
        phase = .choosing
        cursor = known.firstIndex { $0.id == system.id } ?? 0
        switch result {
        case .success(let opened):
            // Where staff typed on they are still here, and can go there at once.
            if known.indices.contains(cursor) { known[cursor].isOpen = true }
            return .enter(opened)
        case .failure(let error):
            notice = error.message[setting.language]
            return .none
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
            if known.allSatisfy(\.isInView) { return .leave }
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
        phase = .checking([])
        let draft = fields.draft
        return .stream(slot: "check") { [setup] tell in
            await setup.check(draft) { await tell(.stepped($0)) }
            await tell(.checked)
        }
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
