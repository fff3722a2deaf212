import BillingAPI
import BillingModel
import TerminalCore

/// What another changed in a record while a form stands open on it.
struct ChangeNews: Equatable, Sendable {
    /// Of the last change; nil where nobody knows who it was.
    var who: String?
    /// When it was, or else when it was seen.
    var moment: LocalTime
    /// All fields that were changed since the form was opened.
    var fields: [FieldDeclaration]
}

/// What a record makes of a form by now, and who made the record so, where that is known.
struct SeenAgain<Now: Sendable>: Sendable {
    var now: Now
    var author: LastChange?
    /// What is called how in it.
    var names = ReferenceNames()
}

// What becomes of a form while others work on its record.
extension ChangeScreen {
    func openRecord(_ setting: Setting) -> RecordRef? {
        editor.plan.again == nil ? nil : editor.plan.read?.ref(in: setting.system)
    }

    /// Anything may have changed, this record too.
    var refreshed: Action? { editor.plan.again == nil ? nil : .lookAgain }

    func changed(_ records: Set<ChangedRecord>) -> Action? {
        guard editor.plan.again != nil, let read = editor.plan.read, let identifier = read.identifier else {
            return nil
        }
        let kind = type(of: read).kind
        return records.contains { $0.kind == kind && $0.mayBe(identifier) } ? .lookAgain : nil
    }

    func found(_ others: [Present]) -> Action? { .others(others) }

    /// Reads the record while it is typed; under a review the check before the sending does.
    mutating func lookAgain(_ setting: Setting) -> Effect<Action> {
        guard case .editing = phase, undecided == nil, let again = editor.plan.again else {
            isBehind = true
            return .none
        }
        isBehind = false
        let (record, known) = (openRecord(setting), editor.plan.base)
        return .read(
            slot: "news", how: .anew,
            { service throws(APIError) -> SeenAgain<Editor.Plan> in
                let plan = try await again(setting, service)
                return SeenAgain(now: plan, author: await Self.author(of: record, from: known, to: plan.base, setting))
            }
        ) { .seenAgain($0) }
    }

    /// Who changed what differs; nobody is asked where nothing does.
    static func author(
        of record: RecordRef?, from known: [BaseField], to now: [BaseField], _ setting: Setting
    ) async -> LastChange? {
        let differences = Meanwhile(from: known, to: now, typed: [:]).differences
        guard let record, let history = setting.history, !differences.isEmpty else { return nil }
        return await history.lastChange(of: record, as: differences, by: Editor.Change.self, setting.clock)
    }

    /// What nobody has typed in takes the record's values; what is typed stays, and is marked where another changed it.
    mutating func take(
        _ result: Result<SeenAgain<Editor.Plan>, APIError>, _ setting: Setting
    ) -> Effect<Action> {
        guard case .editing = phase, undecided == nil else {
            isBehind = true
            return .none
        }
        switch result {
        case .failure(let error):
            // Whether it can be reached is told when something is sent; that it is gone staff should know at once.
            isGone = error.kind == .notFound
            return .none
        case .success(let seen):
            isGone = false
            let (old, now) = (editor.plan, seen.now)
            let fresh = Meanwhile(from: old.base, to: now.base, typed: [:])
            guard !fresh.isEmpty || old.read?.tag != now.read?.tag else { return .none }
            editor.follow(now, setting)
            let merged = Meanwhile(from: base, to: now.base, typed: editor.typed)
            base = merged.base(after: base, now: now.base)
            guard !fresh.isEmpty else { return .none }
            note(fresh, by: seen.author, setting)
            mark(merged.clashes, setting)
            return preview(setting)
        }
    }

    private mutating func note(_ fresh: Meanwhile, by author: LastChange?, _ setting: Setting) {
        let changed = Set((news?.fields ?? []) + fresh.differences.map(\.field))
        news = ChangeNews(
            who: author?.who, moment: author?.moment ?? setting.clock.now(),
            fields: editor.plan.base.map(\.field).filter(changed.contains))
    }

    private mutating func mark(_ clashes: [Meanwhile.Difference], _ setting: Setting) {
        guard let news else { return }
        let sentences = clashes.map { clash in
            (clash.field.name, setting.texts.made(setting.texts.shown(clash.now, of: clash.field), news, setting.today))
        }
        editor.mark(Dictionary(sentences, uniquingKeysWith: { first, _ in first }))
    }

    /// What stands under the title while it is typed: who else is here, and what they changed.
    func company(_ setting: Setting) -> [(text: String, role: StyleRole)] {
        let (texts, now) = (setting.texts, setting.clock.now())
        var lines: [(text: String, role: StyleRole)] = []
        for other in others { lines.append(("· " + texts.isOpen(by: other, now), .text)) }
        if let news { lines.append(("! " + texts.changed(news, now.date), .warning)) }
        if isGone { lines.append(("! " + texts.recordIsGone, .danger)) }
        return lines
    }
}
