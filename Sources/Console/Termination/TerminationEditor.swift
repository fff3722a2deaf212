import BillingAPI
import BillingModel
import TerminalCore
import Widgets

typealias TerminationDialog<Change: WritingAction> = ChangeScreen<TerminationEditor<Change>>

extension ChangeScreen {
    init<Change: WritingAction>(_ plan: TerminationPlan<Change>, _ setting: Setting)
    where Editor == TerminationEditor<Change> {
        self.init(TerminationEditor(plan, setting), setting.language)
    }
}

/// Chooses the day on which something ends: a calendar, the computed day with its reason, an own day, a reason.
struct TerminationEditor<Change: WritingAction>: ChangeEditor {
    enum Action: Sendable { case history, revert }

    var formName: String { "day" }

    enum Part: Int, CaseIterable, Sendable { case calendar, date, reason }

    private(set) var plan: TerminationPlan<Change>
    private(set) var calendar: CalendarView
    private(set) var date: TextInput
    private(set) var reason: TextArea
    private(set) var part = Part.calendar
    /// The day that stood there at first.
    private var firstDay: CalendarDate
    /// When it was typed in last: what `+3m` and `31-12` start from.
    private var today: CalendarDate
    /// What was typed and given up for what another stored, by parameter name.
    private(set) var aside: [String: String] = [:]

    init(_ plan: TerminationPlan<Change>, _ setting: Setting) {
        self.plan = plan
        firstDay = plan.current ?? plan.proposed
        today = setting.today
        calendar = CalendarView(selected: firstDay, today: setting.today, marked: plan.proposed)
        date = TextInput(setting.texts.date(firstDay))
        reason = TextArea(plan.reason)
    }

    var presentation: Presentation { .dialog }

    // MARK: Typing

    var focus: Focus {
        switch part {
        case .calendar: .calendar
        case .date: .line
        case .reason: .area
        }
    }

    private var order: [Part] { Part.allCases.filter { $0 != .reason || plan.reasonField != nil } }

    mutating func moveFocus(_ step: Int) -> Bool {
        let order = order
        let index = (order.firstIndex(of: part) ?? 0) + step
        guard order.indices.contains(index) else { return false }
        part = order[index]
        return true
    }

    mutating func enter(_ step: Int) { part = (step > 0 ? order.first : order.last) ?? .calendar }

    mutating func paste(_ text: String, _ setting: Setting) -> Int? {
        today = setting.today
        switch part {
        case .date:
            let left = date.paste(text)
            if let typed = typedDate { calendar.selected = typed }
            return left
        case .reason: return reason.paste(text)
        case .calendar: return nil
        }
    }

    mutating func handle(_ key: Key, _ setting: Setting) -> Bool {
        today = setting.today
        switch part {
        case .calendar:
            if Self.beginsDay(key) {
                // Whoever knows the day types it, wherever the focus is.
                part = .date
                date.text = ""
                return handle(key, setting)
            }
            guard calendar.handle(key) else { return false }
            date.text = setting.texts.date(calendar.selected)
        case .date:
            guard date.handle(key) else { return false }
            if let typed = typedDate { calendar.selected = typed }
        case .reason: return reason.handle(key)
        }
        return true
    }

    /// Numbers, steps such as `+3m`, and the words for days; other letters are none, since they move in lists.
    private static func beginsDay(_ key: Key) -> Bool {
        guard case .character(let sign) = key else { return false }
        return sign.isWholeNumber || "+-etmvgy".contains(sign)
    }

    /// The day in the date field, if it is one.
    var typedDate: CalendarDate? {
        let days = DateReading(today: today, end: plan.proposed)
        return CalendarDate(InputReading.vendorText(date.text, .date, InputReading.Basis(days: days)))
    }

    // MARK: The change

    var isTyped: Bool { typedDate != firstDay || reason.text != plan.reason || !aside.isEmpty }

    var typed: [String: String] {
        var typed = [plan.dateField.name: typedDate?.text ?? date.text]
        if let field = plan.reasonField { typed[field.name] = reason.text }
        return typed
    }

    // MARK: What another changed

    func commands(isFocused: Bool, _ setting: Setting) -> [Binding<Action>] {
        let refusal = HistoryPage.refusal(plan, isFocused ? focusedField : nil, setting)
        let history = Binding(Command.fieldHistory, Action.history, unavailable: refusal)
        // There is nothing else that could be brought back here.
        guard isFocused, let name = focusedField?.name, aside[name] != nil else { return [history] }
        return [Binding(.revert, .revert), history]
    }

    private var focusedField: FieldDeclaration? { part == .reason ? plan.reasonField : plan.dateField }

    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        guard let field = focusedField else { return .none }
        switch action {
        case .history: return .open(HistoryPage(of: field, in: plan))
        case .revert:
            if let text = aside.removeValue(forKey: field.name) { put(text, in: field.name, setting) }
            return .none
        }
    }

    mutating func setAside(_ name: String, _ setting: Setting) {
        guard let text = typed[name] else { return }
        let stored = name == plan.dateField.name ? firstDay.text : plan.reason
        // What is untouched is sent with the rest, and was not typed.
        if !text.isEmpty, text != stored { aside[name] = text }
        put(stored, in: name, setting)
    }

    /// - Parameter text: In the vendor's writing.
    private mutating func put(_ text: String, in name: String, _ setting: Setting) {
        guard name == plan.dateField.name else {
            reason = TextArea(text)
            return
        }
        date = TextInput(CalendarDate(text).map(setting.texts.date) ?? text)
        if let day = typedDate { calendar.selected = day }
    }

    mutating func follow(_ plan: TerminationPlan<Change>, _ setting: Setting) {
        let (wasFirst, hadReason) = (typedDate == firstDay, reason.text == self.plan.reason)
        take(plan, setting)
        if wasFirst { put(firstDay.text, in: plan.dateField.name, setting) }
        if hadReason { reason = TextArea(plan.reason) }
    }

    private mutating func take(_ plan: TerminationPlan<Change>, _ setting: Setting) {
        self.plan = plan
        firstDay = plan.current ?? plan.proposed
        calendar = CalendarView(selected: calendar.selected, today: setting.today, marked: plan.proposed)
    }

    /// What was given up, and the key that brings it back where the focus is.
    func asideWords(_ setting: Setting) -> [String] {
        [plan.dateField, plan.reasonField].compactMap { field in
            guard let field, let text = aside[field.name] else { return nil }
            let shown = setting.texts.shown(text, of: field)
            return "\(field.label[setting.language]): "
                + setting.texts.setAside(shown, revert: setting.keys.name(of: .revert))
        }
    }

    mutating func restore(_ draft: Draft, _ setting: Setting) {
        aside = draft.aside ?? [:]
        if let day = draft.typed[plan.dateField.name] {
            date = TextInput(CalendarDate(day).map(setting.texts.date) ?? day)
        }
        if let field = plan.reasonField, let text = draft.typed[field.name] { reason = TextArea(text) }
        if let day = typedDate { calendar.selected = day }
    }

    /// The proposed day is that of the new state; the chosen one stays.
    func rebased(on plan: TerminationPlan<Change>, _ setting: Setting, _ system: any BillingService) async -> Self {
        var editor = self
        if reason.text == self.plan.reason { editor.reason = TextArea(plan.reason) }
        editor.take(plan, setting)
        return editor
    }

    mutating func propose(_ setting: Setting) -> Proposal<Change> {
        guard let day = typedDate else {
            // No day is no end.
            switch date.text.isEmpty ? plan.withdrawal : nil {
            case .success(let screen)?: return .instead(screen)
            case .failure(let error)?: return .refused(error.message[setting.language])
            case nil: break
            }
            part = .date
            return .refused(setting.texts.notADay(date.text))
        }
        do throws(APIError) {
            let change = try plan.change(day, reason: reason.text)
            let texts = setting.texts
            var lines = [
                Review.Line(
                    label: plan.dateField.label[setting.language],
                    old: plan.current.map(texts.date) ?? texts.nothing, new: texts.date(day))
            ]
            // Sent without a reason, an ending has none any more.
            if let field = plan.reasonField, !reason.text.isEmpty || !plan.reason.isEmpty {
                let old = plan.reason == reason.text ? "" : plan.reason
                let new = reason.text.isEmpty ? texts.nothing : reason.text
                lines.append(Review.Line(label: field.label[setting.language], old: old, new: new))
            }
            var review = Review(
                lines: lines, consequences: plan.consequences(day, setting) + plan.reviewed(day, setting), texts)
            review.warnings = plan.warnings(day, setting)
            return .ready(change, review)
        } catch {
            return .refused(error.message[setting.language])
        }
    }

    mutating func show(_ refusal: APIError, _ setting: Setting) -> String { refusal.message[setting.language] }

    func told(_ change: Change, _ answer: Change.Answer, _ setting: Setting) -> String {
        let day = typedDate ?? plan.proposed
        return setting.told(plan.words(answer)) { plan.done(day, $0) }
    }
}
