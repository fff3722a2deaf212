import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// Fills in an action: edit, review, send.
struct FormScreen<Change: APIAction>: Screen {
    // MARK: State
    enum Phase: Sendable {
        case editing
        case reviewing(Change, Review)
        case sending(Change, Review)
    }

    let plan: FormPlan<Change>
    private(set) var form: Form
    private(set) var phase = Phase.editing
    private(set) var notice = ""
    private(set) var preview = FormPreview()
    /// What the next preview is of, while it is being looked up.
    private var awaited: Arguments?
    /// Whether the review was asked for and waits for the preview that belongs to it.
    private var reviewsNext = false
    /// Dialogs have buttons after their fields; pages are left by keys alone.
    private(set) var buttons: ButtonRow
    private(set) var isOnButtons = false

    /// - Parameters:
    ///   - focus: The field that staff came for; the first one otherwise.
    ///   - notice: Why they are here, until they type.
    init(_ plan: FormPlan<Change>, language: Language, focus: String? = nil, notice: String = "") {
        self.notice = notice
        self.plan = plan
        form = Form(plan.fields, stored: plan.stored, language: language)
        for (name, remark) in plan.remarks { form.remark(name, remark) }
        if let focus { form.focus(on: focus) }
        buttons = ButtonRow([Texts(language).cancel, Texts(language).reviewButton])
    }

    var presentation: Presentation { plan.presentation }
    var isDialog: Bool { plan.presentation == .dialog }
    func title(_ setting: Setting) -> String { plan.title[setting.language] }

    /// A form with a secret in it keeps no draft: the rest without the secret would be another change.
    var draftKey: String? {
        if plan.fields.contains(where: \.isSecret) { return nil }
        let identity = plan.identity.map { "\($0.value)" }.joined()
        return "\(Change.declaration.name) \(identity) \(plan.subject)"
    }

    var draft: Draft? {
        let values = form.draft
        return values.isEmpty ? nil : Draft(values: values, remarks: form.remarks)
    }

    mutating func restore(_ draft: Draft, _ setting: Setting) {
        for (name, value) in draft.values {
            form.set(name, value, remark: draft.remarks[name] ?? "", language: setting.language)
        }
    }

    func legend(_ setting: Setting) -> [LegendItem] {
        if case .editing = phase, !form.changed.isEmpty { [.changed(setting.texts.changedNotSent)] } else { [] }
    }

    // MARK: Actions
    enum Action: Sendable {
        case start
        case key(Key)
        case paste(String)
        case next, previous, review, revert, leave, send, generate, reveal, pick
        case picked(ScreenResult)
        case previewed(Arguments, Result<FormPreview, APIError>)
        case answered(Result<Change.Answer, APIError>)
    }

    var started: Action? { plan.fields.isEmpty ? .review : plan.preview == nil ? nil : .start }
    func returned(_ result: ScreenResult) -> Action? { .picked(result) }

    func focus(_ setting: Setting) -> Focus {
        switch phase {
        case .editing: isOnButtons ? .choice : isOnPicker ? .search : form.takes
        case .reviewing: isDialog ? .buttons : .commands
        case .sending: .commands
        }
    }

    func entered(_ entry: Entry) -> Action? {
        switch entry {
        case .key(let key): .key(key)
        case .paste(let text): .paste(text)
        }
    }

    /// The arrows go from field to field, and over the lines of a review, under whatever keys they have.
    private static var arrows: [Binding<Action>] { [Binding(.up, .key(.up)), Binding(.down, .key(.down))] }

    var isOnPicker: Bool {
        switch form.focused?.declaration.kind {
        case .code?, .reference?: !isOnButtons
        default: false
        }
    }

    /// Why the focused field's records cannot be listed; its value is typed then.
    func pickerRefusal(_ setting: Setting) -> String? {
        switch form.focused?.declaration.kind {
        case .code(.debtor, _)?: setting.reasonAgainst(ListDebtors.self)
        case .code(.product, _)?: setting.reasonAgainst(ListProducts.self)
        case .reference(let kind)?:
            plan.unlisted[kind]?[setting.language] ?? setting.reasonAgainst(ListReferences.self)
        default: nil
        }
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .sending: return []
        case .reviewing(_, let review):
            let acts = !isDialog || review.buttons.focused == 1
            return [Binding(acts ? .send : .choose, .send), Binding(.back, .leave)] + Self.arrows
        case .editing:
            var result: [Binding<Action>] = []
            if isOnPicker { result.append(Binding(.choose, .pick, unavailable: pickerRefusal(setting))) }
            result += [Binding(.review, .review), Binding(.back, .leave), Binding(.nextSection, .next)]
            if plan.generate != nil {
                result += [
                    Binding(.generate, .generate),
                    Binding(.reveal, .reveal, unavailable: form.revealRefusal(setting.texts)),
                ]
            }
            let revertRefusal = isOnButtons ? setting.texts.isAsStored : form.revertRefusal(setting.texts)
            return result + [
                Binding(.previousSection, .previous), Binding(.revert, .revert, unavailable: revertRefusal),
            ] + Self.arrows
        }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch (phase, action) {
        case (.editing, .start): return readPreview(setting)
        case (.editing, .key(let key)): return handle(key, setting)
        case (.editing, .paste(let text)):
            notice = ""
            let left = isOnButtons ? nil : form.paste(text)
            return readPreview(setting) + .pasted(left: left, setting)
        case (.editing, .next): return moveFocus(1)
        case (.editing, .previous): return moveFocus(-1)
        case (.editing, .revert):
            form.revertFocused(language: setting.language)
            return readPreview(setting)
        case (.editing, .generate):
            if let name = plan.fields.first(where: \.isSecret)?.name, let text = plan.generate?() {
                form.set(name, text, language: setting.language)
            }
            return .none
        case (.editing, .reveal):
            form.toggleReveal()
            return .none
        case (.editing, .pick): return openPicker()
        case (.editing, .picked(let result)): return take(result, setting)
        case (.editing, .review): return review(setting)
        case (.editing, .leave): return .leave
        case (.reviewing(let change, var review), .key(let key)):
            review.handle(key)
            phase = .reviewing(change, review)
            return .none
        case (.reviewing(let change, let review), .send):
            if isDialog, review.buttons.focused == 0 { return plan.fields.isEmpty ? .leave : backToEditing() }
            phase = .sending(change, review)
            return .write(change) { .answered($0) }
        case (.reviewing, .leave): return plan.fields.isEmpty ? .leave : backToEditing()
        case (.sending(let change, _), .answered(let result)): return finish(change, result, setting)
        case (_, .previewed(let arguments, let result)): return take(result, previewOf: arguments, setting)
        default: return .none
        }
    }

    private mutating func backToEditing() -> Effect<Action> {
        phase = .editing
        return .none
    }

    private mutating func handle(_ key: Key, _ setting: Setting) -> Effect<Action> {
        notice = ""
        reviewsNext = false
        if isOnButtons { return handleButtons(key, setting) }
        if form.handle(key) { return readPreview(setting) }
        switch key {
        case .down, .enter:
            let effect = moveFocus(1)
            // Who goes through the fields by Enter comes to the review, which sends nothing yet.
            if isOnButtons, key == .enter { buttons.focused = 1 }
            return effect
        case .up: return moveFocus(-1)
        default: return .alert
        }
    }

    private mutating func handleButtons(_ key: Key, _ setting: Setting) -> Effect<Action> {
        if key == .enter { return buttons.focused == 0 ? .leave : review(setting) }
        if buttons.handle(key) { return .none }
        switch key {
        case .up: return moveFocus(-1)
        case .down: return moveFocus(1)
        default: return .alert
        }
    }

    /// Fields and, in a dialog, the button row form one circle.
    private mutating func moveFocus(_ step: Int) -> Effect<Action> {
        if isOnButtons {
            isOnButtons = false
            if step > 0 ? !form.isAtStart : !form.isAtEnd { form.moveFocus(by: step) }
        } else if isDialog, step > 0 ? form.isAtEnd : form.isAtStart {
            isOnButtons = true
            buttons.focused = 0
        } else {
            form.moveFocus(by: step)
        }
        return .none
    }

    private func openPicker() -> Effect<Action> {
        guard let field = form.focused else { return .none }
        switch field.declaration.kind {
        case .code(.debtor, _): return .open(PickerDialog(DebtorList(), field: field.declaration, field.typedText))
        case .code(.product, _): return .open(PickerDialog(ProductList(), field: field.declaration, field.typedText))
        // The stored id is not what staff would search by.
        case .reference(let kind): return .open(PickerDialog(ReferenceList(kind), field: field.declaration, ""))
        default: return .none
        }
    }

    private mutating func take(_ result: ScreenResult, _ setting: Setting) -> Effect<Action> {
        guard case .picked(let name, let code, let label) = result else { return .none }
        form.set(name, code, remark: label, language: setting.language)
        return moveFocus(1) + readPreview(setting)
    }

    private mutating func readPreview(_ setting: Setting) -> Effect<Action> {
        reviewsNext = false
        guard let look = plan.preview else { return .none }
        // Nothing is promised for what cannot be read yet, or in two ways.
        let doubts = form.doubts(setting.texts)
        guard doubts.isEmpty, form.fields.allSatisfy(\.isReadable) else {
            preview = FormPreview(lines: doubts.map { .warning($0.staff[setting.language]) })
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

    /// The answer to an older text than the one that stands there now is none.
    private mutating func take(
        _ result: Result<FormPreview, APIError>, previewOf arguments: Arguments, _ setting: Setting
    ) -> Effect<Action> {
        guard arguments == awaited else { return .none }
        awaited = nil
        switch result {
        case .success(let looked): preview = looked
        case .failure(let error): preview = FormPreview(lines: [.warning(error.message[setting.language])])
        }
        guard reviewsNext, case .editing = phase else { return .none }
        notice = ""
        return review(setting)
    }

    /// Every field that can be read now; the others wait for the check before the review.
    var givenArguments: Arguments {
        var arguments = Arguments()
        for field in form.fields {
            if case .success(let text) = field.declaration.check(field.value), !text.isEmpty {
                arguments[text: field.declaration] = text
            }
        }
        return arguments
    }

    private mutating func review(_ setting: Setting) -> Effect<Action> {
        let doubts = form.doubts(setting.texts)
        guard doubts.isEmpty else { return show(doubts, setting) }
        if plan.sendsOnlyChanges, form.changed.isEmpty, plan.facts.isEmpty {
            notice = setting.texts.nothingChanged
            return .none
        }
        do throws(APIError) {
            let given = plan.identity + form.parameters(onlyChanges: plan.sendsOnlyChanges)
            let change = try Change(parsing: given)
            let broken =
                Change.declaration.violations(of: change.arguments, stored: plan.stored)
                + (awaited == nil ? preview.problems : [])
            guard broken.isEmpty else { return show(broken, setting) }
            _ = form.show([], language: setting.language)
            // What the review promises is looked up for exactly what is in the fields.
            reviewsNext = awaited != nil
            notice = reviewsNext ? setting.texts.lookingUp : ""
            if reviewsNext { return .none }
            let words = preview.lines.map { $0.label.isEmpty ? $0.text : "\($0.label): \($0.text)" }
            phase = .reviewing(change, Review(plan, form, change, preview: words, setting))
            return .none
        } catch {
            return show(form.inOwnWords(error.problems), setting)
        }
    }

    private mutating func show(_ problems: [Problem], _ setting: Setting) -> Effect<Action> {
        isOnButtons = false
        let others = form.show(problems, language: setting.language)
        notice = others.isEmpty ? setting.texts.problems(problems.count) : others.joined(separator: " ")
        return .none
    }

    private mutating func finish(
        _ change: Change, _ result: Result<Change.Answer, APIError>, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .success(let answer):
            let told = setting.told(plan.words(answer)) { plan.done(change, answer, $0) }
            let next = plan.next?(answer, setting).map { Effect<Action>.open($0) } ?? .none
            return .leave(.changed) + next + .notice(Notice(.done, told))
        case .failure(let error):
            // Nothing typed is lost: the form comes back as it was, with what the system said.
            phase = .editing
            guard !error.problems.isEmpty else {
                notice = error.message[setting.language]
                return .none
            }
            return show(error.problems, setting)
        }
    }
}
