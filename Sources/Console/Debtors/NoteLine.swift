import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

extension ChangeScreen where Editor == NoteLineEditor {
    init(_ debtor: Record<Debtor>, by author: String, _ setting: Setting) {
        self.init(NoteLineEditor(NoteLineEditor.plan(Found(debtor), setting.texts), by: author), setting.language)
    }
}

/// One line for a customer's note: it is put before what stands there, with the day and who wrote it.
struct NoteLineEditor: ChangeEditor {
    typealias Action = Never

    private(set) var plan: FormPlan<EditDebtor>
    private let author: String
    private var line = TextInput("", maximumLength: 1000)
    private(set) var aside: [String: String] = [:]

    init(_ plan: FormPlan<EditDebtor>, by author: String) {
        self.plan = plan
        self.author = author
    }

    /// No field of the record stands here, so that a colleague's line and this one never clash: both are kept.
    static func plan(_ found: Found<Debtor>, _ texts: Texts) -> FormPlan<EditDebtor> {
        let debtor = found.record
        return FormPlan(
            title: LocalizedText("Add to the note", "Notitie aanvullen"), subject: DebtorPlans.subject(debtor),
            presentation: .dialog, read: found,
            again: { setting, system throws(APIError) in
                plan(try await system.send(ShowDebtor(found.identifier ?? 0)), setting.texts)
            },
            identity: [RawParameter(Debtor.identifier.name, debtor.text(Debtor.identifier))], fields: [],
            stored: [Debtor.comment.name: debtor.text(Debtor.comment)], words: \.messages,
            done: { _, answer, setting in setting.texts.noteIsAdded(answer.record.text(Debtor.code)) })
    }

    var formName: String { "note" }
    var presentation: Presentation { .dialog }
    private var stored: String { plan.stored[Debtor.comment.name] ?? "" }

    // MARK: Typing

    var focus: Focus { .line }
    mutating func handle(_ key: Key, _ setting: Setting) -> Bool { line.handle(key) }
    mutating func paste(_ text: String, _ setting: Setting) -> Int? { line.paste(text) }
    mutating func moveFocus(_ step: Int) -> Bool { false }
    mutating func enter(_ step: Int) {}

    // MARK: The change

    var typed: [String: String] { line.text.isEmpty ? [:] : [Debtor.comment.name: line.text] }
    mutating func restore(_ draft: Draft, _ setting: Setting) { line.text = draft.typed[Debtor.comment.name] ?? "" }
    mutating func setAside(_ name: String, _ setting: Setting) {
        aside[name] = line.text
        line.text = ""
    }
    mutating func follow(_ plan: FormPlan<EditDebtor>, _ setting: Setting) { self.plan = plan }

    func rebased(on plan: FormPlan<EditDebtor>, _ setting: Setting, _ system: any BillingService) async -> Self {
        var editor = self
        editor.plan = plan
        return editor
    }

    /// What stands before the line: whoever reads the note elsewhere knows a day in this writing.
    private func head(_ setting: Setting) -> String { "\(setting.today.text) \(author): " }

    mutating func propose(_ setting: Setting) -> Proposal<EditDebtor> {
        let text = line.text.withoutBlankEnds
        guard !text.isEmpty else { return .refused(setting.texts.noteLineIsEmpty) }
        let new = head(setting) + text
        do throws(APIError) {
            let note = stored.isEmpty ? new : new + "\n" + stored
            let change = try EditDebtor(parsing: plan.identity + [RawParameter(Debtor.comment.name, note)])
            let label = Debtor.comment.declaration.label[setting.language]
            let words = stored.isEmpty ? setting.texts.noteWasEmpty : setting.texts.noteStaysBelow
            return .ready(
                change,
                Review(
                    lines: [Review.Line(label: label, old: "", new: new)], consequences: [.rest(words)], setting.texts))
        } catch {
            return .refused(show(error, setting))
        }
    }

    mutating func show(_ refusal: APIError, _ setting: Setting) -> String {
        refusal.problems.isEmpty
            ? refusal.message[setting.language]
            : refusal.problems.map { $0.staff[setting.language] }.joined(separator: " ")
    }

    func told(_ change: EditDebtor, _ answer: EditDebtor.Answer, _ setting: Setting) -> String {
        setting.told(plan.words(answer)) { plan.done(change, answer, $0) }
    }

    // MARK: View
    func draw(in area: Rect, isFocused: Bool, notice: String, on canvas: inout Canvas, _ setting: Setting) {
        let used = canvas.write(
            head(setting), at: area.row(1).origin, role: isFocused ? .keyHint : .label, limit: area.width / 2)
        line.draw(
            in: area.row(1).right(of: used), isFocused: isFocused, role: isFocused ? .fieldFocused : .field,
            placeholder: setting.texts.noteLineHint, on: &canvas)
        let rows = area.below(3).above(1)
        let words = notice.isEmpty ? setting.texts.noteStaysBelow : "! " + notice
        let role: StyleRole = notice.isEmpty ? .dim : .danger
        var y = 0
        if !notice.isEmpty || !stored.isEmpty {
            for line in DisplayText.fitted(words, to: max(1, rows.width), rows: min(3, rows.height)) {
                canvas.write(line, at: rows.row(y).origin, role: role, limit: rows.width)
                y += 1
            }
        }
        Paragraph(stored).draw(in: rows.below(y), on: &canvas)
    }
}
