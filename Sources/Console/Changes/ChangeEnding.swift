import BillingAPI
import BillingModel

// What became of what was sent.
extension ChangeScreen {
    mutating func finish(
        _ intended: Intended<Editor.Plan>, _ review: Review, _ sent: Sent<Editor.Plan>, _ setting: Setting
    ) -> Effect<Action> {
        let since = underWay?.sent
        underWay = nil
        switch sent {
        case .done(let answer, let afterwards):
            let settled = settleAsked(wasDone: true)
            (undecided, isDone) = (nil, true)
            return end(answer, of: intended, afterwards, setting) + noted(settled)
        case .refused(let error):
            // Nothing typed is lost: the editor comes back as it was, with what the system said.
            phase = .editing
            notice = editor.show(error, setting)
            if !error.problems.isEmpty { isOnButtons = false }
            guard error.saysNotDone else { return .none }
            let settled = settleAsked(wasDone: false)
            return noted(settled)
        case .changedMeanwhile:
            let settled = settleAsked(wasDone: false)
            guard let again = intended.plan.again else { return backToEditing() + noted(settled) }
            phase = .checking(note: setting.texts.notSentChanged)
            return reading(again, setting) + noted(settled)
        case .undecided(let error):
            unanswered = intended.change.arguments
            let kept = keep(intended.intent.noted(intended.note), since: since, setting)
            return wonder(intended, [error.message[setting.language]], setting) + kept
        }
    }

    /// A system that answered that it is done is believed, and what its record says besides is shown.
    private mutating func end(
        _ answer: Editor.Change.Answer, of intended: Intended<Editor.Plan>, _ afterwards: Afterwards,
        _ setting: Setting
    ) -> Effect<Action> {
        let texts = setting.texts
        let next = editor.next(answer, setting)
        let change = DoneChange(intended, answer, setting)
        // On a form that opens by itself its key would be a letter.
        let hint = next == nil ? texts.takesBack(change, by: setting.keys.name(of: .undo)) : nil
        let told = [editor.told(intended.change, answer, setting), hint].compactMap { $0 }.joined(separator: " ")
        let end = Effect<Action>.leave(.changed) + (next.map { .open($0) } ?? .none) + .did(change)
        switch afterwards {
        case .certain: return end + .notice(Notice(.done, told))
        case .unread(let error):
            let words = [told, texts.notReadAfterwards, error.message[setting.language]]
            return end + .notice(Notice(.done, words.joined(separator: " ")))
        case .read(let differences):
            guard !differences.isEmpty else { return end + .notice(Notice(.done, told)) }
            var page = Review(
                title: texts.saysOtherwise, lines: differences.map { texts.otherwise($0) },
                consequences: ([told] + texts.otherwiseWords).map { .other($0) }, buttons: [.leave], texts)
            page.titleRole = .warning
            phase = .asking(.told(end), page)
            return .none
        }
    }
}
