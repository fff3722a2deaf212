import BillingAPI
import BillingModel
import TerminalCore
import Widgets

extension ChangeScreen {
    init<Back: WritingAction>(_ plan: UndoPlan<Back>, _ language: Language) where Editor == UndoEditor<Back> {
        self.init(UndoEditor(plan), language)
    }
}

/// Nothing is typed: what a change wrote is reviewed once more, the other way round.
struct UndoEditor<Back: WritingAction>: ChangeEditor {
    typealias Action = Never

    private(set) var plan: UndoPlan<Back>

    init(_ plan: UndoPlan<Back>) {
        self.plan = plan
    }

    var formName: String { "undo" }
    var isOnlyReviewed: Bool { true }
    var presentation: Presentation { .form }

    // MARK: Typing

    var focus: Focus { .commands }
    mutating func handle(_ key: Key, _ setting: Setting) -> Bool { false }
    mutating func paste(_ text: String, _ setting: Setting) -> Int? { nil }
    mutating func moveFocus(_ step: Int) -> Bool { false }
    mutating func enter(_ step: Int) {}

    // MARK: The change

    var typed: [String: String] { [:] }
    mutating func restore(_ draft: Draft, _ setting: Setting) {}
    var aside: [String: String] { [:] }
    mutating func setAside(_ name: String, _ setting: Setting) {}
    mutating func follow(_ plan: UndoPlan<Back>, _ setting: Setting) { self.plan = plan }

    func rebased(on plan: UndoPlan<Back>, _ setting: Setting, _ system: any BillingService) async -> Self {
        UndoEditor(plan)
    }

    mutating func propose(_ setting: Setting) -> Proposal<Back> {
        let texts = setting.texts
        // Before the record was read there is nothing to compare with.
        guard plan.read != nil else {
            return plan.again == nil
                ? .refused(texts.cannotBeCompared) : .ready(plan.back, Review(lines: [], consequences: [], texts))
        }
        let left = plan.puttings.filter { $0.fate == .left }
        guard let action = plan.action else {
            let reason = left.isEmpty ? texts.isBackAlready : texts.nothingHoldsIt(left.map { stays($0, texts) })
            return .refused(reason)
        }
        let lines = plan.puttings.filter { $0.fate == .back }.flatMap { putting in
            guard let old = putting.old else {
                return [
                    Review.Line(
                        label: putting.field.label[setting.language], old: texts.valued(putting.now, putting.field),
                        new: texts.goesAway)
                ]
            }
            return Review.lines(texts.changes(of: putting.field, from: putting.now, to: old))
        }
        var review = Review(
            title: texts.undoTitle, lines: lines, consequences: words(setting), texts)
        review.warnings = left.map { stays($0, texts) } + plan.passed.map { texts.isNotTakenBack($0, setting) }
        return .ready(action, review)
    }

    private func stays(_ putting: UndoPlan<Back>.Putting, _ texts: Texts) -> String {
        texts.stays(putting.field.label[texts.language], texts.valued(putting.now, putting.field))
    }

    private func words(_ setting: Setting) -> [Consequence] {
        let texts = setting.texts
        return [.other(texts.takesBack(plan.change, setting))]
            + [plan.change.lasting?[setting.language]].compactMap { $0 }.map { .back($0) }
    }

    mutating func show(_ refusal: APIError, _ setting: Setting) -> String { refusal.message[setting.language] }

    func told(_ change: Back, _ answer: Back.Answer, _ setting: Setting) -> String {
        setting.texts.isTakenBack(plan.change)
    }

    func draw(in area: Rect, isFocused: Bool, notice: String, on canvas: inout Canvas, _ setting: Setting) {
        let lines = DisplayText.fitted(
            notice.isEmpty ? "" : "! " + notice, to: max(1, area.width), rows: max(0, area.height - 1))
        for (row, line) in lines.enumerated() {
            canvas.write(line, at: area.row(row + 1).origin, role: .danger, limit: area.width)
        }
    }
}
