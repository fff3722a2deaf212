import BillingAPI
import BillingModel
import TerminalCore

typealias FormScreen<Change: WritingAction> = ChangeScreen<FormEditor<Change>>

extension ChangeScreen {
    /// - Parameters:
    ///   - focus: The field that staff came for; the first one otherwise.
    ///   - notice: Why they are here, until they type.
    init<Change: WritingAction>(
        _ plan: FormPlan<Change>, language: Language, focus: String? = nil, notice: String = ""
    ) where Editor == FormEditor<Change> {
        self.init(FormEditor(plan, language, focus: focus), language, notice: notice)
    }
}

/// Fields derived from the declaration of an action.
struct FormEditor<Change: WritingAction>: ChangeEditor {
    private(set) var plan: FormPlan<Change>
    var form: Form
    private(set) var preview = FormPreview()
    /// What the next preview is of, while it is being looked up.
    private var awaited: Arguments?
    /// Whether the review was asked for and waits for the preview that belongs to it.
    private var reviewsNext = false

    init(_ plan: FormPlan<Change>, _ language: Language, focus: String?) {
        self.plan = plan
        form = Form(plan.fields, stored: plan.stored, language: language)
        for (name, remark) in plan.remarks { form.remark(name, remark) }
        for (name, names) in plan.names { form.name(name, names) }
        if let focus { form.focus(on: focus) }
    }

    /// One that is its review only has no draft of what is typed, and must not be given another's.
    var formName: String { (isOnlyReviewed ? "review" : "fields") + (plan.variant.isEmpty ? "" : " " + plan.variant) }
    var isOnlyReviewed: Bool { plan.fields.isEmpty }
    var presentation: Presentation { plan.presentation }
    var isDialog: Bool { plan.presentation == .dialog }
    var showsChanges: Bool { !form.changed.isEmpty }

    // MARK: Typing

    var focus: Focus { isOnPicker ? .search : form.takes }

    var isOnPicker: Bool {
        switch form.focused?.declaration.kind {
        case .code?, .reference?: true
        case .references(.group)?: groupList != nil
        case .references(let kind)?: Desks.source(of: kind) != nil
        default: false
        }
    }

    /// Names are read where somebody may type one.
    var namesWanted: [FieldDeclaration] {
        guard let field = form.focused?.declaration, case .references(.group) = field.kind else { return [] }
        return [field]
    }

    mutating func name(_ names: ReferenceNames) { form.name(names) }

    /// What a record of this form can be in.
    private var groupList: GroupList? { GroupList(of: Change.declaration.name) }

    /// Why the focused field's records cannot be listed; its value is typed then.
    func pickerRefusal(_ setting: Setting) -> String? {
        switch form.focused?.declaration.kind {
        case .code(let kind, _)?: setting.reasonAgainst(Desks.listing(of: kind))
        case .reference(let kind)?:
            plan.unlisted[kind]?[setting.language] ?? setting.reasonAgainst(Desks.listing(of: kind))
        case .references(.group)?: setting.reasonAgainst(GroupList.listing)
        case .references(let kind)?: setting.reasonAgainst(Desks.listing(of: kind))
        default: nil
        }
    }

    func choice(_ setting: Setting) -> Binding<Action>? {
        isOnPicker ? Binding(.choose, .pick, unavailable: pickerRefusal(setting)) : nil
    }

    func commands(isFocused: Bool, _ setting: Setting) -> [Binding<Action>] {
        let revertRefusal = isFocused ? form.revertRefusal(setting.texts) : setting.texts.isAsStored
        let revert = Binding(.revert, Action.revert, unavailable: revertRefusal)
        let past = Binding(
            .fieldHistory, Action.history,
            unavailable: HistoryPage.refusal(plan, isFocused ? form.focused?.declaration : nil, setting))
        guard plan.generate != nil else { return [revert, past] + wayfinding }
        let reveal = Binding(.reveal, Action.reveal, unavailable: form.revealRefusal(setting.texts))
        return [Binding(.generate, .generate), reveal, revert, past]
    }

    /// Where there is more than can be seen at once.
    private var wayfinding: [Binding<Action>] {
        guard form.fields.count > Self.fewFields else { return [] }
        return [
            Binding(.findField, .findField), Binding(.pageUp, .section(-1)), Binding(.pageDown, .section(1)),
        ]
    }
    private static var fewFields: Int { 8 }

    mutating func handle(_ key: Key, _ setting: Setting) -> Bool {
        reviewsNext = false
        return form.handle(key, today: setting.today)
    }

    mutating func paste(_ text: String, _ setting: Setting) -> Int? { form.paste(text, today: setting.today) }

    mutating func moveFocus(_ step: Int) -> Bool {
        guard step > 0 ? !form.isAtEnd : !form.isAtStart else { return false }
        form.moveFocus(by: step)
        return true
    }

    mutating func enter(_ step: Int) { form.focusEnd(step) }

    // MARK: Looking up and choosing

    enum Action: Sendable {
        case look, revert, generate, reveal, pick, history, findField
        case section(Int)
        case picked(ScreenResult)
        case previewed(Arguments, Result<FormPreview, APIError>)
    }

    var started: Action? { plan.preview == nil ? nil : .look }
    func returned(_ result: ScreenResult) -> Action? { .picked(result) }

    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .look: return preview(setting)
        case .revert:
            form.revertFocused(language: setting.language)
            return preview(setting)
        case .generate:
            if let name = plan.fields.first(where: \.isSecret)?.name, let text = plan.generate?() {
                form.set(name, text, language: setting.language)
            }
        case .reveal: form.toggleReveal()
        case .pick: return openPicker()
        case .history: return form.focused.map { .open(HistoryPage(of: $0.declaration, in: plan)) } ?? .none
        case .picked(.marked(let name, let rows)):
            form.put(rows, in: name)
            return preview(setting)
        case .picked(.picked(let name, let code, let label)):
            form.set(name, code, remark: label, language: setting.language)
            form.moveFocus(by: 1)
            return preview(setting)
        case .picked(.field(let name)): form.focus(on: name)
        case .picked: break
        case .section(let step): form.moveSection(by: step)
        case .findField: return .open(FieldFinder(form, setting.texts))
        case .previewed(let arguments, let result): take(result, previewOf: arguments, setting)
        }
        return .none
    }

    private func openPicker() -> Effect<Action> {
        guard let field = form.focused else { return .none }
        let picker =
            switch field.declaration.kind {
            case .code(let kind, _): Desks.picker(of: kind, for: field.declaration, field.typedText)
            // The stored id is not what staff would search by.
            case .reference(let kind): Desks.picker(of: kind, for: field.declaration, "")
            case .references(let kind): Desks.marker(of: kind, groupList, for: field)
            default: AnyScreen?.none
            }
        return picker.map { .open($0) } ?? .none
    }

    mutating func preview(_ setting: Setting) -> Effect<Action> {
        reviewsNext = false
        guard let look = plan.preview else { return .none }
        if let unread = unread(setting) {
            preview = unread
            awaited = nil
            return .none
        }
        let arguments = givenArguments
        awaited = arguments
        return .read(
            slot: "preview", how: .betweenKeys,
            { service throws(APIError) in try await look(arguments, setting, service) }
        ) {
            .previewed(arguments, $0)
        }
    }

    /// Nothing is promised for what cannot be read yet, or in two ways; nil where everything can be read.
    private func unread(_ setting: Setting) -> FormPreview? {
        let doubts = form.doubts(setting.texts)
        if doubts.isEmpty, form.fields.allSatisfy(\.isReadable) { return nil }
        return FormPreview(sentences: doubts.map { .warning($0.staff[setting.language]) })
    }

    /// The answer to an older text than the one that stands there now is none.
    private mutating func take(
        _ result: Result<FormPreview, APIError>, previewOf arguments: Arguments, _ setting: Setting
    ) {
        guard arguments == awaited else { return }
        awaited = nil
        preview = Self.preview(of: result, setting)
    }

    private static func preview(of result: Result<FormPreview, APIError>, _ setting: Setting) -> FormPreview {
        switch result {
        case .success(let looked): looked
        case .failure(let error): FormPreview(sentences: [.warning(error.message[setting.language])])
        }
    }

    mutating func isReadyForReview() -> Bool {
        guard reviewsNext, awaited == nil else { return false }
        reviewsNext = false
        return true
    }

    /// Every field that can be read now; the others wait for the check before the review.
    var givenArguments: Arguments {
        var arguments = Arguments()
        for field in form.fields {
            if case .rows = field.declaration.kind {
                let rows = PriceTable(writing: field.value)?.rows ?? []
                if !rows.isEmpty { arguments[rows: field.declaration] = rows.map(\.members) }
            } else if case .success(let text) = field.declaration.check(field.value), !text.isEmpty {
                arguments[text: field.declaration] = text
            }
        }
        return arguments
    }

    // MARK: The change

    mutating func follow(_ plan: FormPlan<Change>, _ setting: Setting) {
        self.plan = plan
        form.rebase(on: plan.stored, language: setting.language)
        for (name, remark) in plan.remarks { form.remark(name, remark) }
        for (name, names) in plan.names { form.name(name, names) }
    }

    func rebased(on plan: FormPlan<Change>, _ setting: Setting, _ system: any BillingService) async -> Self {
        var editor = self
        editor.follow(plan, setting)
        if let look = plan.preview { editor.preview = await editor.looked(by: look, setting, system) }
        return editor
    }

    private func looked(
        by look: FormPlan<Change>.Look, _ setting: Setting, _ system: any BillingService
    ) async -> FormPreview {
        if let unread = unread(setting) { return unread }
        do throws(APIError) {
            return try await look(givenArguments, setting, system)
        } catch {
            return Self.preview(of: .failure(error), setting)
        }
    }

    mutating func propose(_ setting: Setting) -> Proposal<Change> {
        let doubts = form.doubts(setting.texts)
        guard doubts.isEmpty else { return .refused(show(doubts, setting)) }
        // The rest without the secret would be another change than the one that was typed.
        let demanded = form.demanded(saying: setting.texts.typeSecretAgain(revert: setting.keys.name(of: .revert)))
        guard demanded.isEmpty else { return .refused(show(demanded, setting)) }
        if plan.sendsOnlyChanges, form.changed.isEmpty, plan.facts.isEmpty {
            return .refused(setting.texts.nothingChanged)
        }
        do throws(APIError) {
            let given = plan.identity + form.parameters(onlyChanges: plan.sendsOnlyChanges)
            let change = try Change(parsing: given)
            let broken =
                Change.declaration.violations(of: change.arguments, stored: plan.stored)
                + (awaited == nil ? preview.problems : [])
            guard broken.isEmpty else { return .refused(show(broken, setting)) }
            _ = form.show([], language: setting.language)
            // What the review promises is looked up for exactly what is in the fields.
            reviewsNext = awaited != nil
            if reviewsNext { return .waiting(setting.texts.lookingUp) }
            return .ready(
                change, Review(plan, form, change, preview: preview.sentences.map(\.text), setting))
        } catch {
            return .refused(show(form.inOwnWords(error.problems), setting))
        }
    }

    mutating func show(_ refusal: APIError, _ setting: Setting) -> String {
        refusal.problems.isEmpty ? refusal.message[setting.language] : show(refusal.problems, setting)
    }

    private mutating func show(_ problems: [Problem], _ setting: Setting) -> String {
        let others = form.show(problems, language: setting.language)
        return others.isEmpty ? setting.texts.problems(problems.count) : others.joined(separator: " ")
    }

    func told(_ change: Change, _ answer: Change.Answer, _ setting: Setting) -> String {
        setting.told(plan.words(answer)) { plan.done(change, answer, $0) }
    }

    func next(_ answer: Change.Answer, _ setting: Setting) -> AnyScreen? { plan.next?(answer, setting) }
}
