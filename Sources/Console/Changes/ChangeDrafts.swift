import BillingAPI

// What is kept of a change that was not sent, and how it comes back.
extension ChangeScreen {
    /// Whether what is typed was carried out: an earlier draft of it is none any more.
    var isCarriedOut: Bool { isDone || isSettled }

    func draftKey(_ setting: Setting) -> DraftKey? {
        DraftKey(
            Editor.Change.declaration.name, in: setting.system, on: editor.plan.read?.ref(in: setting.system),
            form: editor.formName)
    }

    func draft(_ setting: Setting) -> Draft? {
        // What was sent without an answer stands there again, also where it is what was proposed.
        let unanswered = underWay ?? undecided
        let isTyped = (editor.isTyped || !note.note.isEmpty) && editor.typed != carriedOut
        guard !isDone, isTyped || unanswered != nil, let key = draftKey(setting) else { return nil }
        let open = base.filter { !$0.field.isSecret }
        return Draft(
            key: key, title: editor.plan.title, subject: editor.plan.subject, typed: editor.typed,
            remarks: editor.remarks,
            base: Dictionary(open.map { ($0.field.name, $0.text) }, uniquingKeysWith: { first, _ in first }),
            aside: editor.aside.isEmpty ? nil : editor.aside, omitted: editor.omitted, undecided: unanswered,
            note: note.note.isEmpty ? nil : note.note)
    }

    /// What is typed again is compared with what the record was when it was typed, not with what it is now.
    mutating func restore(_ draft: Draft, _ setting: Setting) {
        editor.restore(draft, setting)
        undecided = draft.undecided
        if let kept = draft.note { note = NoteEntry(kept) }
        let now = editor.plan.base
        base = Self.base(of: draft, over: now)
        if let done = settle(doneBy: editor.plan) {
            foundDone = done
            // Some systems do not tell all of what they were sent, such as the reason of an ending.
            if draft.undecided?.intent.gives(draft.typed) == true { carriedOut = editor.typed }
            notice = setting.texts.tookEffect(editor.plan.subject)
        } else if let undecided {
            notice = setting.texts.sentBefore(undecided.moment)
        } else if !Meanwhile(from: base, to: now, typed: [:]).isEmpty {
            notice = setting.texts.hasChangedSince
        }
    }

    private static func base(of draft: Draft, over now: [BaseField]) -> [BaseField] {
        now.map { BaseField($0.field, draft.base[$0.field.name] ?? $0.text) }
    }

    // MARK: What an earlier console left

    /// Nothing of it stands in the form before staff have seen what differs from the record as it is now.
    mutating func offer(_ kept: KeptDraft, _ setting: Setting) -> Bool {
        var draft = kept.draft
        // What is written down of the sending tells more than the draft that was kept before it left.
        draft.undecided = draft.undecided ?? undecided
        guard case .editing = phase, draft.undecided == nil, !draft.typed.isEmpty else {
            restore(draft, setting)
            return true
        }
        phase = .asking(.draft(kept.draft), review(of: kept, setting))
        return false
    }

    private func review(of kept: KeptDraft, _ setting: Setting) -> Review {
        let (texts, draft, now) = (setting.texts, kept.draft, editor.plan.base)
        let meanwhile = Meanwhile(from: Self.base(of: draft, over: now), to: now, typed: draft.typed)
        let changed = Set(meanwhile.differences.map(\.field.name))
        var lines = now.compactMap { base -> Review.Line? in
            let field = base.field
            guard let typed = draft.typed[field.name], !changed.contains(field.name),
                !typed.isEmpty || !base.text.isEmpty
            else { return nil }
            func shown(_ text: String) -> String { text.isEmpty ? texts.nothing : texts.shown(text, field.kind) }
            let new = [shown(typed), draft.remarks[field.name] ?? ""].filter { !$0.isEmpty }
            return Review.Line(
                label: field.label[setting.language], old: base.text.isEmpty ? "" : shown(base.text),
                new: new.joined(separator: "  "))
        }
        // Of a form that has lost a field its text is shown still.
        let known = Set(now.map(\.field.name))
        lines += draft.typed.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map {
            Review.Line(label: $0.key, old: "", new: $0.value)
        }
        lines += now.filter { draft.omitted.contains($0.field.name) }.map { base in
            let value = Review.Value("!", texts.secretIsNotKept, .warning, atMost: 2)
            return Review.Line(label: base.field.label[setting.language], values: [value])
        }
        if !meanwhile.isEmpty {
            lines.append(Review.Line(label: texts.changedSinceTyped, values: []))
            lines += meanwhile.lines(texts)
        }
        return Review(
            title: texts.draftTitle, lines: lines,
            consequences: texts.draftWords(kept, seenAt: setting.clock.now()).map { .other($0) },
            buttons: [.recall, .afresh, .dropDraft], texts)
    }

    mutating func recall(_ draft: Draft, _ setting: Setting) -> Effect<Action> {
        phase = .editing
        restore(draft, setting)
        return .draft(.recall) + preview(setting)
    }

    mutating func dropDraft(_ setting: Setting) -> Effect<Action> {
        phase = .editing
        return .draft(.drop) + .notice(Notice(.done, setting.texts.draftDropped))
    }

    mutating func beginAfresh(_ setting: Setting) -> Effect<Action> {
        phase = .editing
        return .notice(Notice(.info, setting.texts.draftStays))
    }
}
