import BillingAPI
import BillingModel
import Foundation

// From what was typed to what became of it.
extension ChangeScreen {
    // MARK: Before the review

    /// What is wrong with what was typed is said before anybody is asked about the record.
    mutating func check(_ setting: Setting) -> Effect<Action> {
        switch editor.propose(setting) {
        case .refused(let reason): return refuse(reason)
        case .instead(let screen): return leave + .open(screen)
        case .waiting(let words):
            notice = words
            return .none
        case .ready(let change, let review):
            notice = ""
            guard let again = editor.plan.again else { return ask(change, review, isPlain: true, setting) }
            phase = .checking()
            return reading(again, setting)
        }
    }

    /// What the review promises belongs to the record that it is compared with, and so is looked up with it.
    func reading(_ again: @escaping Rereading<Editor.Plan>, _ setting: Setting) -> Effect<Action> {
        let (editor, record, known, names) = (editor, openRecord(setting), base, names)
        return .read(
            slot: "again", how: .anew,
            { service throws(APIError) in
                let plan = try await again(setting, service)
                let author = await Self.author(of: record, from: known, to: plan.base, setting)
                let now = await editor.rebased(on: plan, setting, service)
                return SeenAgain(
                    now: now, author: author,
                    names: await Self.names(names, for: editor, from: known, to: plan, setting, service))
            }
        ) {
            .checked($0)
        }
    }

    mutating func compare(
        _ result: Result<SeenAgain<Editor>, APIError>, note: String?, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .failure(let error):
            return refuse([note, error.message[setting.language]].compactMap { $0 }.joined(separator: " "))
        case .success(let seen):
            know(seen.names)
            let (now, setting) = (seen.now, setting.knowing(seen.names))
            let isRepeat = isRepeat(setting)
            let settled = settle(by: now.plan, setting)
            if settled?.wasDone == true, isRepeat { return leaveSettled(now.plan, settled, setting) }
            if let asked = wonderFirst(now.plan, setting) { return asked }
            let (texts, subject) = (setting.texts, now.plan.subject)
            let told = settled.map { [$0.wasDone ? texts.tookEffect(subject) : texts.settled(false, subject)] } ?? []
            let meanwhile = Meanwhile(from: base, to: now.plan.base, typed: editor.typed)
            let notes = told + [self.told(meanwhile, by: seen.author, setting)].compactMap { $0 }
            let next =
                meanwhile.isClash
                ? stop(at: now, meanwhile, notes: notes, setting)
                : goOn(with: now, meanwhile, notes: [note].compactMap { $0 } + notes, isPlain: note == nil, setting)
            return next + noted(settled)
        }
    }

    /// Nothing goes on by itself where the own value would take the place of another's.
    private mutating func stop(
        at now: Editor, _ meanwhile: Meanwhile, notes: [String], _ setting: Setting
    ) -> Effect<Action> {
        phase = .deciding(now, Clash(meanwhile, notes: notes, setting.texts))
        return .none
    }

    /// Who changed what differs, and when, as far as that is known or was told while it was typed; nil where it is neither.
    private func told(_ meanwhile: Meanwhile, by author: LastChange?, _ setting: Setting) -> String? {
        let fields = meanwhile.differences.map(\.field)
        let fresh = author.map { ChangeNews(who: $0.who, moment: $0.moment, fields: fields) }
        return (fresh ?? (meanwhile.isClash ? news : nil)).map { setting.texts.changed($0, setting.today) }
    }

    /// Goes on once staff have decided about each field; what they did not keep stays beside its field.
    mutating func press(_ clash: Clash, over now: Editor, _ setting: Setting) -> Effect<Action> {
        if clash.goesBack { return backToEditing() }
        var clash = clash
        guard clash.goesOn, clash.open == nil else {
            if let open = clash.open, clash.goesOn {
                clash.focusOnOpen()
                phase = .deciding(now, clash)
                return .notice(
                    Notice(.problem, setting.texts.decideFirst(open.difference.field.label[setting.language])))
                    + .alert
            }
            clash.moveOn()
            phase = .deciding(now, clash)
            return .none
        }
        var now = now
        for entry in clash.entries where entry.side == .theirs { now.setAside(entry.name, setting) }
        let meanwhile = Meanwhile(from: base, to: now.plan.base, typed: now.typed)
        // What was decided is not asked about again.
        base = now.plan.base
        editor = now
        // What belongs to what was taken is looked up anew.
        let look = clash.entries.contains { $0.side == .theirs } ? preview(setting) : .none
        return look + goOn(with: editor, meanwhile, notes: [], isPlain: false, setting)
    }

    /// - Parameters:
    ///   - notes: What staff should know before all else.
    ///   - isPlain: Whether nothing stood in the way so far, such as another's change of the same field.
    mutating func goOn(
        with now: Editor, _ meanwhile: Meanwhile, notes: [String], isPlain: Bool, _ setting: Setting
    ) -> Effect<Action> {
        editor = now
        switch editor.propose(setting) {
        case .instead(let screen): return leave + .open(screen)
        case .waiting(let words): return refuse(words)
        case .refused(let reason):
            let changed = meanwhile.isEmpty ? [] : [setting.texts.hasChangedSince]
            return refuse((notes + changed + [reason]).joined(separator: " "))
        case .ready(let change, var review):
            // Only what the review shows has been seen.
            base = now.plan.base
            if !meanwhile.isEmpty {
                review.lines.append(Review.Line(heading: "! " + setting.texts.changedByAnotherHead, .warning))
                review.lines += meanwhile.lines(setting.texts)
            }
            review.consequences.insert(contentsOf: notes.map { .other($0) }, at: 0)
            return ask(change, review, isPlain: isPlain, setting)
        }
    }

    /// Once a review the system is asked what it would come to; its own rules are the ones that count.
    private mutating func ask(
        _ change: Editor.Change, _ review: Review, isPlain: Bool, _ setting: Setting
    ) -> Effect<Action> {
        guard editor.plan.isRehearsed else { return askAtOnce(change, review, isPlain: isPlain, setting) }
        phase = .checking()
        return .read(
            slot: "rehearsal", how: .anew,
            { service throws(APIError) -> Editor.Change.Answer? in try await service.rehearse(change) }
        ) { .rehearsed(change, review, isPlain: isPlain, $0) }
    }

    mutating func take(
        _ result: Result<Editor.Change.Answer?, APIError>, of change: Editor.Change, _ review: Review,
        isPlain: Bool, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .success(let answer):
            var review = review
            if let answer { review.foretold = editor.plan.foretold(answer, setting) }
            return askAtOnce(change, review, isPlain: isPlain, setting)
        case .failure(let error):
            // What it would refuse is refused here already, and nothing was sent.
            guard [.invalidInput, .notFound, .forbidden].contains(error.kind) else {
                return askAtOnce(change, review, isPlain: isPlain, setting)
            }
            let words = editor.show(error, setting)
            return refuse(words)
        }
    }

    private mutating func askAtOnce(
        _ change: Editor.Change, _ review: Review, isPlain: Bool, _ setting: Setting
    ) -> Effect<Action> {
        let intended = intended(change, setting)
        learn(ofSame: intended.intent, setting)
        guard undecided == nil else { return wonder(intended, [], setting) }
        var review = review
        review.head = head(setting)
        review.countsChanges = editor.plan.again != nil
        if editor.plan.undoes == nil {
            let (isOpen, words) = wayBack(of: change, setting)
            review.consequences += words.map { .back($0) }
            // What cannot be taken back, what is about real customers, and what one key has led to, nobody sends by Enter
            // alone.
            let isTyped = !editor.isOnlyReviewed && !isPressedThrough
            if isOpen, isPlain, isTyped, !setting.isProduction { review.mark(.send) }
        }
        note.part = nil
        note.wanted = editor.plan.confirmation(setting)
        review.note = note
        return ask(.toSend(intended), review, setting)
    }

    private func head(_ setting: Setting) -> Review.Head {
        Review.Head(
            action: isDialog ? "" : editor.plan.title[setting.language], whose: editor.plan.whose,
            place: setting.texts.place(setting), isProduction: setting.isProduction)
    }

    /// Whether it can be taken back is said before it is sent.
    private func wayBack(of change: Editor.Change, _ setting: Setting) -> (isOpen: Bool, words: [String]) {
        let texts = setting.texts
        if case .impossible(let reason) = editor.plan.undo(of: change, nil, setting) {
            return (false, [texts.cannotBeTakenBack(reason[setting.language])])
        }
        let words = [texts.canBeTakenBack(by: setting.keys.name(of: .undo)), change.lasting?[setting.language]]
        return (true, words.compactMap { $0 })
    }

    mutating func ask(_ asked: Asked, _ review: Review, _ setting: Setting) -> Effect<Action> {
        phase = .asking(asked, editor.isOnlyReviewed ? review.withoutForm(setting.texts) : review)
        return .none
    }

    func intended(_ change: Editor.Change, _ setting: Setting) -> Intended<Editor.Plan> {
        let plan = editor.plan
        let before = plan.again == nil ? nil : plan.read
        func named(_ name: String) -> Intent {
            Intent(
                id: name, system: setting.system, action: Editor.Change.declaration.name,
                target: before?.ref(in: setting.system), changes: change.changes(from: before), base: plan.read?.tag)
        }
        let new = named(UUID().uuidString)
        let known = change.arguments == unanswered ? undecided?.intent.id : undecided?.name(for: new)
        return Intended(change: change, intent: known.map(named) ?? new, plan: plan)
    }

    private mutating func refuse(_ reason: String) -> Effect<Action> {
        phase = .editing
        notice = reason
        isOnButtons = false
        return .none
    }

    // MARK: Buttons

    mutating func press(
        _ button: Review.Button, _ asked: Asked, _ review: Review, _ setting: Setting
    ) -> Effect<Action> {
        switch (button, asked) {
        case (.send, .toSend(var intended)):
            if let wrong = note.problem(setting.texts) {
                note.part = wrong.part
                var page = review
                page.note = note
                phase = .asking(asked, page)
                return .notice(Notice(.problem, wrong.sentence)) + .alert
            }
            intended.note = note.note
            return send(intended, review, setting)
        case (.askAgain, .undecided(let intended)): return send(intended, review, setting)
        case (.lookAgain, .undecided(let intended)): return look(intended, review, setting)
        case (.wasDone, .undecided): return decide(true, setting)
        case (.wasNotDone, .undecided): return decide(false, setting)
        case (.recall, .draft(let draft)): return recall(draft, setting)
        case (.dropDraft, .draft): return dropDraft(setting)
        case (_, .draft): return beginAfresh(setting)
        case (_, .told(let end)): return end
        default: return backToEditing()
        }
    }

    private mutating func send(
        _ intended: Intended<Editor.Plan>, _ review: Review, _ setting: Setting
    ) -> Effect<Action> {
        phase = .sending(intended, review)
        let now = setting.clock.now()
        underWay = Undecided(
            intent: intended.intent.noted(intended.note), moment: setting.texts.moment(now), sent: now.universalText)
        return .change { service in .sent(await intended.send(to: service, setting)) }
    }
}
