import BillingAPI
import TerminalCore

/// How what is typed outlives whatever happens to the program.
extension Program {
    /// Short of the second within which it lies on the disk, and long enough for a word to be written once.
    private static var typingPause: Duration { .milliseconds(400) }
    /// A console whose terminal is gone is gone within a second itself.
    private static var longestGoodbye: Duration { .milliseconds(800) }

    // MARK: While it is typed

    /// Something was done in a form: what stands there is kept soon, with all that is typed until then.
    func draftIsDue() {
        guard drafts.hasShelf, !keepsDraftsSoon, top.screen.content.draftKey(setting) != nil else { return }
        keepsDraftsSoon = true
        Task { [weak self, pause] in
            await pause(Self.typingPause)
            guard let self else { return }
            keepsDraftsSoon = false
            keepDrafts()
        }
    }

    /// Keeps what stands in every open form, of all systems.
    func keepDrafts() {
        for place in systems.all {
            for entry in place.stack.present where entry.screen.content.draftKey(place.setting) != nil {
                drafts.keep(entry.screen.content.draft(place.setting), of: entry.id, in: place.system.name)
            }
        }
    }

    /// Leaving a form keeps what was typed; only a change that was carried out ends its draft.
    func closeDraft(of entry: ScreenStack.Entry) {
        guard let place = systems[entry.id.system], entry.screen.content.draftKey(place.setting) != nil else { return }
        let draft = entry.screen.content.draft(place.setting)
        drafts.close(
            entry.id, with: draft, isCarriedOut: entry.screen.content.isCarriedOut, in: place.system.name)
        guard let draft else { return }
        let texts = setting.texts
        notice = Notice(
            .info,
            draft.undecided != nil ? texts.undecidedKept : drafts.isDurable ? texts.draftStored : texts.draftKept)
    }

    // MARK: When it comes back

    /// A draft of this console stands in the form at once; one that an earlier console left is looked for.
    func recallDraft(into screen: inout AnyScreen, _ setting: Setting) -> KeptDraft? {
        guard let key = screen.content.draftKey(setting), let kept = drafts.newest(of: key),
            let draft = outbox.known(kept.draft)
        else { return nil }
        screen.restore(draft, setting)
        // Of what was sent without an answer the screen itself tells.
        if draft.undecided == nil { notice = Notice(.info, setting.texts.draftRestored) }
        return kept
    }

    /// Asks staff about a draft that an earlier console left of this form, or tells of those of this record.
    func lookForDrafts(of entry: ScreenStack.Entry) {
        guard drafts.hasShelf, let setting = systems[entry.id.system]?.setting else { return }
        let (key, record) = (entry.screen.content.draftKey(setting), entry.screen.content.record)
        guard key != nil || record != nil else { return }
        let inputs = inputs
        lookUpDrafts { [weak self] found in
            guard let self, case .success(let found) = found else { return }
            if let key, let kept = found.left.last(where: { $0.draft.key == key }) {
                offer(kept, to: entry.id, isAwaited: self.inputs == inputs)
            } else if let record, self.inputs == inputs,
                let kept = found.left.last(where: {
                    $0.draft.undecided == nil && $0.draft.page(in: setting.system) == record
                })
            {
                notice = Notice(.info, setting.texts.recordHasDraft(kept, seenAt: clock.now()))
            }
        }
    }

    private func offer(_ kept: KeptDraft, to form: ScreenID, isAwaited: Bool) {
        guard let place = systems[form.system], drafts.newest(of: kept.draft.key) == nil else { return }
        // Whoever types already is not interrupted.
        guard isAwaited else {
            notice = Notice(.info, setting.texts.draftIsThere(kept, seenAt: clock.now()))
            return
        }
        let setting = place.setting
        var kept = kept
        // What it tells of may have been settled since.
        guard let draft = outbox.known(kept.draft) else { return }
        kept.draft = draft
        let isRecalled = systems.update(form.system) { place in
            place.stack.update(form) { screen in
                let isRecalled = screen.offer(kept, setting)
                return (isRecalled, screen)
            }
        }
        guard let (isRecalled, screen) = isRecalled ?? nil else { return }
        if isRecalled {
            drafts.recall(kept, into: form)
            // What was looked up when it opened was for other text.
            hand(.started, to: form)
            if screen.content.draft(setting)?.undecided == nil {
                notice = Notice(.info, setting.texts.draftRestored)
            }
        } else {
            drafts.offer(kept, to: form)
        }
        noteFoundDone(by: screen)
    }

    /// Says how many forms hold text that earlier consoles left.
    ///
    /// - Parameter then: What is said after it.
    func tellOfDrafts(_ then: @escaping @MainActor () -> Void) {
        guard drafts.hasShelf else { return then() }
        lookUpDrafts { [weak self] found in
            guard let self else { return }
            let texts = setting.texts
            let said: Notice?
            switch found {
            case .success(let found): said = texts.found(found, at: clock.now()).map { Notice(.info, $0) }
            case .failure(let error): said = Notice(.problem, texts.draftsNotRead(error.message[texts.language]))
            }
            if let said { say(said.level, said.text) }
            then()
        }
    }

    private func lookUpDrafts(_ then: @escaping @MainActor (Result<FoundDrafts, APIError>) -> Void) {
        draftWaits += 1
        Task { [weak self] in
            guard let self else { return }
            let found = await drafts.find()
            draftWaits -= 1
            then(found)
            needsFrame()
            underWay.wake()
        }
    }

    // MARK: Trouble

    func draftTrouble(_ error: APIError) {
        let texts = setting.texts
        notice = Notice(.problem, texts.draftsNotStored(error.message[texts.language]))
        needsFrame()
    }

    /// Returns when what stands in the forms lies on the disk, or there is no time left for it.
    func draftsAreKept() async {
        await withCheckedContinuation { kept in whenDraftsAreKept { kept.resume() } }
    }

    /// Lets what is under way get to the disk, as long as there is time for it.
    func whenDraftsAreKept(_ then: @escaping @MainActor () -> Void) {
        keepDrafts()
        drafts.writer.retry()
        guard drafts.writer.isBusy else { return then() }
        draftWaits += 1
        let first = First { [weak self] in
            self?.draftWaits -= 1
            then()
            self?.needsFrame()
            self?.underWay.wake()
        }
        Task { [drafts] in
            await drafts.writer.settled()
            first.come()
        }
        Task { [pause] in
            await pause(Self.longestGoodbye)
            first.come()
        }
    }
}

/// Goes on when the first of several things has happened.
@MainActor private final class First {
    private var then: (@MainActor () -> Void)?

    init(_ then: @escaping @MainActor () -> Void) {
        self.then = then
    }

    func come() {
        let then = then
        self.then = nil
        then?()
    }
}

extension Draft {
    /// The page of the record that it is about, as that page calls itself.
    fileprivate func page(in system: SystemID) -> String? {
        guard let record = key.record, record.system == system,
            let desk = Desks.source(of: record.kind) as? any Desk
        else { return nil }
        return "\(desk.tab) \(record.identifier)"
    }
}
