import BillingAPI
import BillingModel

/// A sending without an answer, and what became known of it.
struct SettledWrite: Equatable, Sendable {
    var id: Intent.ID
    var wasDone: Bool
}

// What is found out about a sending without an answer. Until it is settled nothing is sent in its place.
extension ChangeScreen {
    // MARK: That there is one

    /// Remembers that no answer came.
    mutating func keep(_ intent: Intent, since: String?, _ setting: Setting) -> Effect<Action> {
        let now = setting.clock.now()
        // Where the same is asked for again, it is the first sending that may have been carried out.
        let first = undecided?.intent.id == intent.id ? undecided : nil
        let kept = Undecided(
            intent: intent, moment: first?.moment ?? setting.texts.moment(now),
            sent: first?.sent ?? since ?? now.universalText, waitedUntil: now.universalText)
        undecided = kept
        return .outbox(.undecided(kept.open(kept: now.universalText)))
    }

    mutating func learn(of write: OpenWrite, _ setting: Setting) {
        guard undecided == nil, case .editing = phase else { return }
        undecided = setting.texts.undecided(write, seenAt: setting.clock.now())
        if let done = settle(doneBy: editor.plan) {
            foundDone = done
            notice = setting.texts.tookEffect(editor.plan.subject)
        } else if let undecided {
            notice = setting.texts.sentBefore(undecided.moment)
        }
    }

    /// What is typed here may be something else, which nothing stands in the way of.
    mutating func learn(ofAdditions writes: [OpenWrite], _ setting: Setting) {
        additions = writes
        guard undecided == nil, notice.isEmpty, let last = writes.last else { return }
        let moment = setting.texts.undecided(last, seenAt: setting.clock.now()).moment
        notice = setting.texts.anotherAdded(moment, key: setting.keys.name(of: .outbox))
    }

    /// The same as what is about to be sent was sent before.
    mutating func learn(ofSame intent: Intent, _ setting: Setting) {
        guard undecided == nil, let same = additions.last(where: { $0.intent.adds(theSameAs: intent) }) else { return }
        undecided = setting.texts.undecided(same, seenAt: setting.clock.now())
    }

    // MARK: What the record tells

    /// Whether the record shows that the sending took effect. It is undecided no more then, and what it changed is no
    /// other's change.
    mutating func settle(doneBy now: Editor.Plan) -> Intent.ID? {
        guard let sent = undecided?.intent, now.again != nil,
            Evidence(of: sent, by: Editor.Change.self, in: now.read) == .tookEffect
        else { return nil }
        (undecided, unanswered) = (nil, nil)
        isSettled = true
        let changed = Set(sent.changes.compactMap(Editor.Change.fields).flatMap { [$0.named, $0.recorded] })
        base = base.map { old in
            changed.contains(old.field) ? now.base.first { $0.field == old.field } ?? old : old
        }
        return sent.id
    }

    /// The same of a record that was read just now, which may also show that it did not take effect; nil where it decides
    /// nothing.
    mutating func settle(by now: Editor.Plan, _ setting: Setting) -> SettledWrite? {
        if let done = settle(doneBy: now) { return SettledWrite(id: done, wasDone: true) }
        guard let sent = undecided, now.again != nil,
            Evidence(of: sent.intent, by: Editor.Change.self, in: now.read) == .didNot,
            !sent.open(kept: sent.waitedUntil ?? "").isEarly(at: setting.clock.now())
        else { return nil }
        (undecided, unanswered) = (nil, nil)
        return SettledWrite(id: sent.intent.id, wasDone: false)
    }

    /// A system that knows repeats has answered to the name of what was undecided.
    mutating func settleAsked(wasDone: Bool) -> SettledWrite? {
        guard let id = undecided?.intent.id else { return nil }
        (undecided, unanswered) = (nil, nil)
        return SettledWrite(id: id, wasDone: wasDone)
    }

    func noted(_ settled: SettledWrite?) -> Effect<Action> {
        settled.map { .outbox(.settled($0.id, wasDone: $0.wasDone)) } ?? .none
    }

    /// Whether what is typed is what was sent then, and nothing else.
    mutating func isRepeat(_ setting: Setting) -> Bool {
        guard let undecided, case .ready(let change, _) = editor.propose(setting) else { return false }
        return undecided.name(for: intended(change, setting).intent) != nil
    }

    mutating func leaveSettled(
        _ now: Editor.Plan, _ settled: SettledWrite?, _ setting: Setting
    ) -> Effect<Action> {
        isDone = true
        return .leave(.changed) + .notice(Notice(.done, setting.texts.tookEffect(now.subject))) + noted(settled)
    }

    // MARK: What can be done about it

    /// Nothing is reviewed, and so nothing sent, while it is undecided; nil where it is not.
    mutating func wonderFirst(_ now: Editor.Plan, _ setting: Setting) -> Effect<Action>? {
        guard let undecided, case .ready(let change, _) = editor.propose(setting) else { return nil }
        let evidence = Evidence(of: undecided.intent, by: Editor.Change.self, in: now.read)
        let words = setting.texts.told(evidence, at: setting.texts.moment(setting.clock.now()))
        return wonder(intended(change, setting), [words], looked: true, setting)
    }

    /// Says that nobody knows whether it took effect, and what can be done about that.
    ///
    /// - Parameter looked: Whether the record was read and did not decide: then a person may.
    mutating func wonder(
        _ intended: Intended<Editor.Plan>, _ words: [String], looked: Bool = false, others: [Review.Line] = [],
        _ setting: Setting
    ) -> Effect<Action> {
        let (texts, sent) = (setting.texts, undecided?.intent ?? intended.intent)
        var buttons: [Review.Button] = canLook ? [.back, .lookAgain] : [.back]
        if canAskAgain(intended, setting) { buttons.append(.askAgain) }
        let awaited = answerMayCome(setting)
        // What another console may still hear of nobody can decide yet.
        if awaited == nil, looked || !canLook { buttons += [.wasDone, .wasNotDone] }
        let moment = (undecided.map { [texts.sentBefore($0.moment)] } ?? []) + (awaited.map { [$0] } ?? [])
        let known =
            moment + words + (canLook ? [] : [texts.lookYourself])
            + (buttons.contains(.askAgain) ? [texts.askingAgain] : [])
        var page = Review(
            title: texts.isUnknown, lines: Review.lines(of: sent, texts) + others,
            consequences: known.map { .other($0) }, buttons: buttons, texts)
        page.titleRole = .danger
        return ask(.undecided(intended), page, setting)
    }

    /// Until when a console that has ended, or another one, would have waited for its answer; nil where that is over.
    private func answerMayCome(_ setting: Setting) -> String? {
        let now = setting.clock.now()
        guard let until = undecided?.waitedUntil, now.universalText < until else { return nil }
        let end = LocalTime(universalText: until, offset: now.offset)
        return setting.texts.answerMayCome(end.map { setting.texts.moment($0) } ?? until)
    }

    private var canLook: Bool { editor.plan.again != nil || Editor.Change.self is any AddingAction.Type }

    /// Whether what stands here is the very same, and the system would know it for that.
    private func canAskAgain(_ intended: Intended<Editor.Plan>, _ setting: Setting) -> Bool {
        guard let undecided, setting.losesAnswers || editor.plan.again == nil, setting.keepsNames(),
            undecided.intent.id == intended.intent.id
        else { return false }
        return undecided.open(kept: undecided.waitedUntil ?? "").canBeAskedAgain(at: setting.clock.now())
    }

    mutating func look(
        _ intended: Intended<Editor.Plan>, _ review: Review, _ setting: Setting
    ) -> Effect<Action> {
        guard let undecided else { return .none }
        phase = .looking(intended, review)
        if let again = editor.plan.again { return reading(again, setting) }
        let (write, clock) = (undecided.open(kept: undecided.waitedUntil ?? ""), setting.clock)
        return .read(
            slot: "again", how: .anew,
            { service throws(APIError) in
                try await write.settlement(in: service, at: clock.now(), by: [Editor.Change.self])
            }
        ) {
            .found($0)
        }
    }

    /// What the record, read again, tells of the sending without an answer.
    mutating func judge(
        _ intended: Intended<Editor.Plan>, _ review: Review, _ result: Result<SeenAgain<Editor>, APIError>,
        _ setting: Setting
    ) -> Effect<Action> {
        let texts = setting.texts
        switch result.map(\.now.plan) {
        case .failure(let error):
            return wonder(intended, [error.message[setting.language]], looked: true, setting)
        case .success(let now):
            let settled = settle(by: now, setting)
            switch settled?.wasDone {
            case true?: return .did(DoneChange(intended, nil, setting)) + leaveSettled(now, settled, setting)
            case false?: return goBack(settled, setting)
            case nil: break
            }
            let sent = undecided?.intent ?? intended.intent
            let evidence = Evidence(of: sent, by: Editor.Change.self, in: now.read)
            let others = Meanwhile(from: intended.plan.base, to: now.base, typed: [:])
            return wonder(
                intended, [texts.told(evidence, at: texts.moment(setting.clock.now()))], looked: true,
                others: others.lines(texts), setting)
        }
    }

    /// What was found of something that was to be added.
    mutating func judge(
        _ intended: Intended<Editor.Plan>, _ result: Result<Settlement, APIError>, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .failure(let error):
            return wonder(intended, [error.message[setting.language]], looked: true, setting)
        case .success(let settlement):
            guard let wasDone = settlement.wasDone else {
                return wonder(intended, [setting.texts.told(settlement)], looked: true, setting)
            }
            return decide(wasDone, setting)
        }
    }

    /// It is known, or a person has looked.
    mutating func decide(_ wasDone: Bool, _ setting: Setting) -> Effect<Action> {
        let settled = settleAsked(wasDone: wasDone)
        additions.removeAll { $0.id == settled?.id }
        guard wasDone else { return goBack(settled, setting) }
        isDone = true
        return .leave(.changed) + .notice(Notice(.done, setting.texts.settled(true, editor.plan.subject)))
            + noted(settled)
    }

    /// What is typed can be sent, for the first time.
    private mutating func goBack(_ settled: SettledWrite?, _ setting: Setting) -> Effect<Action> {
        backToEditing() + .notice(Notice(.info, setting.texts.settled(false, editor.plan.subject)))
            + noted(settled)
    }
}

extension Intent {
    /// Whether it adds what another one adds; a secret is not compared.
    fileprivate func adds(theSameAs other: Intent) -> Bool {
        action == other.action && target == nil && other.target == nil
            && changes.filter { !$0.isSecret } == other.changes.filter { !$0.isSecret }
    }
}

extension APIError {
    /// Whether the system has said that it did not carry out what was sent, then or now. Who may not ask is turned away
    /// before anybody looks for what was sent then.
    var saysNotDone: Bool {
        switch kind {
        case .invalidInput, .notFound: failedCondition != .key
        case .forbidden, .readOnly, .unreachable, .unknownOutcome, .failure: false
        }
    }
}
