import BillingAPI

// What is kept of a change that was not sent.
extension ChangeScreen {
    func draftKey(_ setting: Setting) -> DraftKey? {
        DraftKey(
            Editor.Change.declaration.name, in: setting.system, on: editor.plan.read?.ref(in: setting.system),
            form: editor.formName)
    }

    func draft(_ setting: Setting) -> Draft? {
        guard !isDone, let key = draftKey(setting) else { return nil }
        // What was sent without an answer stands there again, also where it is what was proposed.
        let isKept = editor.keepsDraft && (editor.isTyped || undecided != nil)
        guard isKept || undecided != nil else { return nil }
        return Draft(
            key: key, typed: isKept ? editor.typed : [:], remarks: isKept ? editor.remarks : [:],
            base: Dictionary(base.map { ($0.field.name, $0.text) }, uniquingKeysWith: { first, _ in first }),
            undecided: undecided)
    }

    /// What is typed again is compared with what the record was when it was typed, not with what it is now.
    mutating func restore(_ draft: Draft, _ setting: Setting) {
        editor.restore(draft, setting)
        undecided = draft.undecided
        let now = editor.plan.base
        base = now.map { BaseField($0.field, draft.base[$0.field.name] ?? $0.text) }
        if settle(by: editor.plan) {
            notice = setting.texts.tookEffect(editor.plan.subject)
        } else if let undecided {
            notice = setting.texts.sentBefore(undecided.moment)
        } else if !Meanwhile(from: base, to: now, typed: [:]).isEmpty {
            notice = setting.texts.hasChangedSince
        }
    }
}
