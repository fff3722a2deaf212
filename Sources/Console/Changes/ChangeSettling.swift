import BillingAPI

// What the record, when it is read again, tells of a sending without an answer.
extension ChangeScreen {
    /// Whether the record shows that the sending took effect. It is undecided no more then, and what it changed is no
    /// other's change.
    mutating func settle(by now: Editor.Plan) -> Bool {
        guard let sent = undecided?.intent, now.again != nil,
            Evidence(of: sent, by: Editor.Change.self, in: now.read) == .tookEffect
        else { return false }
        (undecided, unanswered) = (nil, nil)
        isSettled = true
        let changed = Set(sent.changes.compactMap(Editor.Change.fields).flatMap { [$0.named, $0.recorded] })
        base = base.map { old in
            changed.contains(old.field) ? now.base.first { $0.field == old.field } ?? old : old
        }
        return true
    }

    /// Whether what is typed is what was sent then, and nothing else.
    mutating func isRepeat(_ setting: Setting) -> Bool {
        guard let undecided, case .ready(let change, _) = editor.propose(setting) else { return false }
        return undecided.name(for: intended(change, setting).intent) != nil
    }

    mutating func leaveSettled(_ now: Editor.Plan, _ setting: Setting) -> Effect<Action> {
        isDone = true
        return .leave(.changed) + .notice(Notice(.done, setting.texts.tookEffect(now.subject)))
    }
}
