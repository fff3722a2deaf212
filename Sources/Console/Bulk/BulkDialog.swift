import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// Asks what is to be done with the marked records; what that comes to is shown before anything is sent.
struct BulkDialog: Screen {
    // MARK: State
    let kind: BulkKind
    /// Frozen: whatever happens to the list, these are meant.
    let ids: [Int]
    private(set) var form: Form
    private(set) var notice = ""
    /// The group that was typed is being looked for.
    private(set) var isLooking = false
    private let deeds: [BulkDeedKind]
    /// What is typed for deeds that are not in view, by the names of their fields.
    private var elsewhere: [String: String] = [:]
    /// Whether what is typed here is a run by now, and no draft any more.
    private(set) var isCarriedOut = false

    init(_ kind: BulkKind, _ ids: [Int], _ setting: Setting) {
        (self.kind, self.ids) = (kind, ids)
        deeds = kind.deeds.filter { setting.reasonAgainst($0.action(of: kind)) == nil }
        form = Self.form(for: deeds.first ?? .field, deeds, kind, [:], setting.language)
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String {
        "\(setting.texts.label(.bulk)) · \(setting.texts.counted(ids.count, kind.kind))"
    }

    /// For all deeds, without which of them is in view.
    private var typed: [String: String] {
        let here = Set(form.fields.map { $0.declaration.name })
        return elsewhere.filter { !here.contains($0.key) }
            .merging(form.typed.filter { $0.key != BulkFields.deedName }) { $1 }
    }

    private var deed: BulkDeedKind { BulkDeedKind(rawValue: value(BulkFields.deedName)) ?? deeds.first ?? .field }

    private func value(_ name: String) -> String { form.fields.first { $0.declaration.name == name }?.value ?? "" }

    private static func form(
        for deed: BulkDeedKind, _ deeds: [BulkDeedKind], _ kind: BulkKind, _ typed: [String: String],
        _ language: Language
    ) -> Form {
        let fields = [BulkFields.deed(deeds)] + BulkFields.fields(of: deed, kind)
        var form = Form(fields, stored: BulkFields.usual(deed, kind), language: language)
        for (name, text) in typed { form.set(name, text, language: language) }
        return form
    }

    // MARK: Actions
    enum Action: Sendable {
        case entered(Entry), next, previous, go, leave
        case grouped(Result<FoundGroup?, APIError>)
        /// What the groups are called, after one was chosen from their list.
        case named(code: String, label: String, Result<NamedIDs, APIError>)
        case pick
        case returned(ScreenResult)
        /// What is typed here is being carried out, on the page in front.
        case begun
    }

    private var isOnGroup: Bool { form.focused?.declaration.name == BulkFields.groupName }
    private var groupType: GroupType { kind.kind == .product ? .product : .debtor }
    func returned(_ result: ScreenResult) -> Action? { .returned(result) }

    func focus(_ setting: Setting) -> Focus { isLooking ? .commands : form.takes }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        guard !isLooking else { return [Binding(.back, .leave)] }
        return (isOnGroup ? [Binding(.findField, .pick, name: Texts.listsGroups)] : []) + [
            Binding(.review, .go), Binding(.back, .leave), Binding(.nextSection, .next),
            Binding(.previousSection, .previous), Binding(.up, .previous), Binding(.down, .next),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(let key)): return handle(key, setting)
        case .entered(.paste(let text)):
            notice = ""
            return .pasted(left: form.paste(text, today: setting.today), setting)
        case .next: form.moveFocus(by: 1)
        case .previous: form.moveFocus(by: -1)
        case .go: return go(setting)
        case .leave where isLooking:
            isLooking = false
            return .stop(slot: Self.slot)
        case .leave: return .leave
        case .grouped(let result): return take(result, setting)
        case .pick:
            guard let field = form.focused else { return .alert }
            return .open(PickerDialog(GroupList(groupType), field: field.declaration, field.typedText))
        case .returned(.picked(_, let code, let label)): return readNames(for: code, label)
        // Nothing is left to do here after a run.
        case .returned(.changed): return .leave(.changed)
        case .returned: break
        case .begun: isCarriedOut = true
        case .named(let code, let label, let names):
            isLooking = false
            let name = (try? names.get())?.name(of: code, setting.texts) ?? "\(label) (\(code))"
            form.set(BulkFields.groupName, name, language: setting.language)
        }
        return .none
    }

    /// The chosen one is written so that it is that one alone, also where others have its name.
    private mutating func readNames(for code: String, _ label: String) -> Effect<Action> {
        isLooking = true
        let type = groupType
        return .read(
            slot: Self.slot, { service throws(APIError) in try await BulkFields.groups(type, service) }
        ) { .named(code: code, label: label, $0) }
    }

    private static var slot: String { "group" }

    private mutating func handle(_ key: Key, _ setting: Setting) -> Effect<Action> {
        notice = ""
        let before = deed
        guard !form.handle(key, today: setting.today) else {
            if deed != before { rebuild(setting) }
            return .none
        }
        guard key == .enter else { return .alert }
        // Who goes through the fields by Enter comes to what it would do.
        guard !form.isAtEnd else { return go(setting) }
        form.moveFocus(by: 1)
        return .none
    }

    /// Shows the fields of the chosen deed, with what was typed in them before.
    private mutating func rebuild(_ setting: Setting) {
        elsewhere = typed
        form = Self.form(
            for: deed, deeds, kind, elsewhere.merging([BulkFields.deedName: deed.rawValue]) { $1 }, setting.language)
    }

    private mutating func go(_ setting: Setting) -> Effect<Action> {
        notice = ""
        let days = DateReading(today: setting.today)
        let read = BulkFields.read(deed, kind, days, setting.texts) { [self] in value($0) }
        switch read {
        case .failure(let problem):
            let others = form.show([problem.problem], language: setting.language)
            notice = others.joined(separator: " ")
            return .alert
        case .success(.change(let change, let follow, let deed)):
            return .open(BulkPage(order(change, follow, deed)))
        case .success(.group(let text)):
            isLooking = true
            let type = groupType
            return .read(
                slot: Self.slot,
                { service throws(APIError) in try await BulkFields.group(text, type, service) }
            ) { .grouped($0) }
        }
    }

    private func order(_ change: BulkChange, _ follow: Bool, _ deed: LocalizedText) -> BulkOrder {
        BulkOrder(records: .marked(kind, ids), change: change, servicesFollow: follow, deed: deed)
    }

    private mutating func take(_ result: Result<FoundGroup?, APIError>, _ setting: Setting) -> Effect<Action> {
        isLooking = false
        switch result {
        case .success(let group?):
            let (english, dutch) = (Texts(.english), Texts(.dutch))
            let deed = LocalizedText(english.putIn(group.name(english)), dutch.putIn(group.name(dutch)))
            let change = BulkChange.group(group.id, name: group.name(setting.texts))
            return .open(BulkPage(order(change, false, deed)))
        case .success(nil): notice = setting.texts.noSuchGroup(value(BulkFields.groupName))
        case .failure(let error): notice = error.message[setting.language]
        }
        return .alert
    }

    // MARK: Drafts

    /// Of one kind of list there is one draft, for whatever deed: it stays while staff choose among these.
    func draftKey(_ setting: Setting) -> DraftKey? {
        DraftKey(ActionName("balie", "bulk"), in: setting.system, form: kind.kind.rawValue)
    }

    func draft(_ setting: Setting) -> Draft? {
        guard !isCarriedOut, !typed.isEmpty, let key = draftKey(setting) else { return nil }
        return Draft(
            key: key, title: LocalizedText(Texts(.english).label(.bulk), Texts(.dutch).label(.bulk)),
            subject: setting.texts.counted(ids.count, kind.kind),
            typed: typed.merging([BulkFields.deedName: deed.rawValue]) { $1 })
    }

    /// For those that are marked now: what was typed is seen, and reviewed, before anything is sent.
    mutating func restore(_ draft: Draft, _ setting: Setting) {
        let kept = draft.typed[BulkFields.deedName].flatMap(BulkDeedKind.init)
        elsewhere = draft.typed.filter { $0.key != BulkFields.deedName }
        let deed = kept.flatMap { deeds.contains($0) ? $0 : nil } ?? self.deed
        form = Self.form(
            for: deed, deeds, kind, elsewhere.merging([BulkFields.deedName: deed.rawValue]) { $1 }, setting.language)
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let width = min(78, area.width)
        // A message takes more rows than one; under the form stand its help and a row between them.
        let rows = form.height(width: width - DialogBox.border.width, setting.texts) + 3
        let height = max(rows, form.fields.count + 4) + DialogBox.border.height
        let size = Size(width: width, height: min(max(9, height), area.height))
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        form.draw(in: inner.above(3), isFocused: true, setting.texts, on: &canvas)
        let help = isLooking ? setting.texts.lookingUp : form.focused?.declaration.help[setting.language] ?? ""
        let words = notice.isEmpty ? help : "! " + notice
        let lines = DisplayText.fitted(words, to: max(1, inner.width), rows: 2)
        for (row, line) in lines.enumerated() {
            canvas.write(
                line, at: inner.bottom(2).row(row).origin, role: notice.isEmpty ? .dialog : .danger,
                limit: inner.width)
        }
    }
}
