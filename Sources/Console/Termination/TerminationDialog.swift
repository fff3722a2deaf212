import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Chooses the day on which something ends: a calendar, the computed day with its reason, an own day, a reason.
struct TerminationDialog<Change: APIAction>: Screen {
    // MARK: State
    enum Part: Int, CaseIterable, Sendable { case calendar, date, reason, buttons }

    enum Phase: Sendable {
        case choosing
        case reviewing(Change, Review)
        case sending(Change, Review)
    }

    let plan: TerminationPlan<Change>
    private(set) var calendar: CalendarView
    private(set) var date: TextInput
    private(set) var reason = TextArea()
    private(set) var part = Part.calendar
    private(set) var buttons: ButtonRow
    private(set) var phase = Phase.choosing
    private(set) var notice = ""

    init(_ plan: TerminationPlan<Change>, _ setting: Setting) {
        self.plan = plan
        calendar = CalendarView(
            selected: plan.current ?? plan.proposed, today: setting.today, marked: plan.proposed)
        date = TextInput(setting.texts.date(plan.current ?? plan.proposed))
        buttons = ButtonRow([setting.texts.cancel, setting.texts.reviewButton])
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { plan.title[setting.language] }

    var draftKey: String? { "\(Change.declaration.name) \(plan.identity)" }

    var draft: Draft? {
        reason.text.isEmpty ? nil : Draft(values: [Self.dateKey: date.text, Self.reasonKey: reason.text])
    }

    mutating func restore(_ draft: Draft, _ setting: Setting) {
        date = TextInput(draft.values[Self.dateKey] ?? date.text)
        reason = TextArea(draft.values[Self.reasonKey] ?? "")
        if let day = typedDate { calendar.selected = day }
    }

    private static var dateKey: String { "date" }
    private static var reasonKey: String { "reason" }

    // MARK: Actions
    enum Action: Sendable {
        case key(Key)
        case paste(String)
        case next, previous, review, leave, send
        case answered(Result<Change.Answer, APIError>)
    }

    func focus(_ setting: Setting) -> Focus {
        switch (phase, part) {
        case (.choosing, .calendar): .calendar
        case (.choosing, .date): .line
        case (.choosing, .reason): .area
        case (.choosing, .buttons): .choice
        case (.reviewing, _): .buttons
        case (.sending, _): .commands
        }
    }

    func entered(_ entry: Entry) -> Action? {
        switch entry {
        case .key(let key): .key(key)
        case .paste(let text): .paste(text)
        }
    }

    /// The arrows go from part to part, and over the lines of the review, under whatever keys they have.
    private static var arrows: [Binding<Action>] { [Binding(.up, .key(.up)), Binding(.down, .key(.down))] }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .sending: []
        case .reviewing(_, let review):
            [Binding(review.buttons.focused == 1 ? .send : .choose, .send), Binding(.back, .leave)] + Self.arrows
        case .choosing:
            [
                Binding(.review, .review), Binding(.back, .leave), Binding(.nextSection, .next),
                Binding(.previousSection, .previous),
            ] + Self.arrows
        }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch (phase, action) {
        case (.choosing, .key(let key)): return handle(key, setting)
        case (.choosing, .paste(let text)):
            return .pasted(left: paste(text), setting)
        case (.choosing, .next): return moveFocus(1)
        case (.choosing, .previous): return moveFocus(-1)
        case (.choosing, .review): return review(setting)
        case (.choosing, .leave): return .leave
        case (.reviewing(let change, var review), .key(let key)):
            review.handle(key)
            phase = .reviewing(change, review)
            return .none
        case (.reviewing(let change, let review), .send):
            guard review.buttons.focused == 1 else { return backToChoosing() }
            phase = .sending(change, review)
            return .write(change) { .answered($0) }
        case (.reviewing, .leave): return backToChoosing()
        case (.sending, .answered(.success(let answer))):
            let day = typedDate ?? plan.proposed
            let told = setting.told(plan.words(answer)) { plan.done(day, $0) }
            return .leave(.changed) + .notice(Notice(.done, told))
        case (.sending, .answered(.failure(let error))):
            notice = error.message[setting.language]
            return backToChoosing()
        default: return .none
        }
    }

    private mutating func backToChoosing() -> Effect<Action> {
        phase = .choosing
        return .none
    }

    private mutating func moveFocus(_ step: Int) -> Effect<Action> {
        let order = Part.allCases.filter { $0 != .reason || plan.reasonField != nil }
        let index = order.firstIndex(of: part) ?? 0
        part = order[(index + step + order.count) % order.count]
        buttons.focused = 0
        return .none
    }

    /// Returns how many characters did not fit; nil where the focus is on no text.
    private mutating func paste(_ text: String) -> Int? {
        notice = ""
        switch part {
        case .date:
            let left = date.paste(text)
            if let typed = typedDate { calendar.selected = typed }
            return left
        case .reason: return reason.paste(text)
        case .calendar, .buttons: return nil
        }
    }

    private mutating func handle(_ key: Key, _ setting: Setting) -> Effect<Action> {
        notice = ""
        switch part {
        case .calendar:
            if calendar.handle(key) {
                date.text = setting.texts.date(calendar.selected)
                return .none
            }
        case .date:
            if date.handle(key) {
                if let typed = typedDate { calendar.selected = typed }
                return .none
            }
        case .reason: if reason.handle(key) { return .none }
        case .buttons:
            if key == .enter { return buttons.focused == 0 ? .leave : review(setting) }
            if buttons.handle(key) { return .none }
        }
        switch key {
        case .enter, .down: return moveFocus(1)
        case .up: return moveFocus(-1)
        default: return .alert
        }
    }

    /// The day in the date field, if it is one.
    private var typedDate: CalendarDate? {
        CalendarDate(InputReading.vendorText(date.text, .date))
    }

    private mutating func review(_ setting: Setting) -> Effect<Action> {
        guard let day = typedDate else {
            // No day is no end.
            switch date.text.isEmpty ? plan.withdrawal : nil {
            case .success(let screen)?: return .leave + .open(screen)
            case .failure(let error)?:
                notice = error.message[setting.language]
                return .none
            case nil: break
            }
            notice = setting.texts.notADay(date.text)
            part = .date
            return .none
        }
        do throws(APIError) {
            let change = try plan.change(day, reason: reason.text)
            let texts = setting.texts
            var lines = [
                Review.Line(
                    label: plan.dateField.label[setting.language],
                    old: plan.current.map(texts.date) ?? texts.nothing, new: texts.date(day))
            ]
            if let field = plan.reasonField, !reason.text.isEmpty {
                lines.append(Review.Line(label: field.label[setting.language], old: "", new: reason.text))
            }
            var review = Review(lines: lines, consequences: plan.consequences(day, setting), texts)
            review.warnings = plan.warnings(day, setting)
            phase = .reviewing(change, review)
        } catch {
            notice = error.message[setting.language]
        }
        return .none
    }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let size = DialogLayout.size(in: area)
        let title = "\(plan.title[setting.language]) · \(plan.subject)"
        let inner = DialogBox.draw(title: title, size: size, in: area, on: &canvas).inset(columns: 1)
        switch phase {
        case .choosing: drawChoice(in: inner, on: &canvas, setting)
        case .reviewing(_, let review): review.draw(in: inner, isDialog: true, isSending: false, on: &canvas, setting)
        case .sending(_, let review): review.draw(in: inner, isDialog: true, isSending: true, on: &canvas, setting)
        }
    }

    private func drawChoice(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        let reasonRows = plan.reasonField == nil ? 0 : area.height < Self.roomyHeight ? 1 : 2
        // In a low window the weeks give way: what an ending brings about stays in view beside the day itself.
        let rowsForWords = 4
        let weeks = min(CalendarView.size.height, max(4, area.height - 2 - reasonRows - rowsForWords))
        let days = area.top(weeks).left(CalendarView.size.width)
        calendar.draw(
            in: days, isFocused: part == .calendar, monthNames: texts.monthNames, weekdayNames: texts.weekdayNames,
            on: &canvas)
        drawExplanation(in: area.top(days.height).right(of: days.width + 2), on: &canvas, setting)
        var y = days.endY
        drawRow(plan.dateField, .date, at: y, in: area, on: &canvas, setting) { field, canvas in
            date.draw(
                in: field.left(12), isFocused: part == .date, role: part == .date ? .fieldFocused : .field,
                placeholder: "", on: &canvas)
        }
        y += 1
        if let reasonField = plan.reasonField {
            drawRow(reasonField, .reason, at: y, in: area, on: &canvas, setting) { field, canvas in
                reason.draw(
                    in: Rect(x: field.x, y: field.y, width: field.width, height: reasonRows),
                    isFocused: part == .reason,
                    role: part == .reason ? .fieldFocused : .field, on: &canvas)
            }
            y += reasonRows
        }
        drawWords(in: Rect(x: area.x, y: y, width: area.width, height: area.endY - 1 - y), on: &canvas, setting)
        buttons.draw(in: area.bottom(1), isFocused: part == .buttons, on: &canvas)
    }

    private func drawRow(
        _ field: FieldDeclaration, _ own: Part, at y: Int, in area: Rect, on canvas: inout Canvas,
        _ setting: Setting, _ draw: (Rect, inout Canvas) -> Void
    ) {
        let label = 22
        if part == own { canvas.write(">", at: Point(x: area.x, y: y), role: .keyHint) }
        canvas.write(field.label[setting.language], at: Point(x: area.x + 2, y: y), role: .label, limit: label - 3)
        draw(Rect(x: area.x + label, y: y, width: area.width - label, height: 1), &canvas)
    }

    /// Why the proposed day is the proposed day; it carries a * in the calendar.
    private func drawExplanation(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        // Where they do not all fit the last ones stay, whole: they name the proposed day.
        var sentences = plan.explanation.map { DisplayText.wrapped($0, to: max(1, area.width)) }[...]
        while sentences.count > 1, sentences.reduce(0, { $0 + $1.count }) > area.height { sentences.removeFirst() }
        let lines = sentences.flatMap { $0 }
        for (row, line) in lines.prefix(area.height).enumerated() {
            canvas.write(line, at: Point(x: area.x, y: area.y + row), role: .dialog, limit: area.width)
        }
    }

    /// From this on there is room for two lines of a reason and a blank one.
    private static var roomyHeight: Int { 15 }

    private func drawWords(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let loud = notice.isEmpty ? typedDate.map { plan.warnings($0, setting) } ?? [] : [notice]
        let quiet = notice.isEmpty ? typedDate.map { plan.consequences($0, setting) } ?? [] : []
        let sentences = loud.map { ("! " + $0, StyleRole.danger) } + quiet.map { ("· " + $0, StyleRole.text) }
        let fitted = DisplayText.fitted(sentences.map(\.0), to: max(1, area.width), rows: area.height)
        let lines = zip(fitted, sentences).flatMap { lines, sentence in lines.map { ($0, sentence.1) } }
        for (row, line) in lines.prefix(area.height).enumerated() {
            canvas.write(line.0, at: Point(x: area.x, y: area.y + row), role: line.1, limit: area.width)
        }
    }
}
