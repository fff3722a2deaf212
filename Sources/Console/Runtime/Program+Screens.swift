import BillingAPI
import TerminalCore

/// How screens open, leave and change, and what their effects do.
extension Program {
    /// Hands something to a screen and does what it wants done; false where it means nothing to it.
    ///
    /// - Parameter mayOpen: Whether a screen may open now; where not, staff are told.
    @discardableResult
    func hand(_ input: ScreenInput, to id: ScreenID, mayOpen: Bool = true) -> Bool {
        let reception = systems.update(id.system) { place in
            let setting = place.setting
            return place.stack.update(id) { $0.receive(input, setting) }
        }
        guard let reception = reception ?? nil else { return false }
        switch reception {
        case .passed: return false
        case .refused(let reason): refuse(reason)
        case .took(let effect):
            for step in effect.steps { perform(step, for: id, mayOpen: mayOpen) }
            // Said last, beside whatever else was to be said.
            for step in effect.steps { if case .open(let screen) = step, !mayOpen { tellUnopened(screen) } }
        }
        return true
    }

    func perform(_ step: Effect<any Sendable>.Step, for id: ScreenID, mayOpen: Bool = true) {
        let asker = EffectsUnderWay.Origin(screen: id, inputs: inputs)
        switch step {
        case .read(let slot, let system, let ask):
            underWay.read(ask, from: service(of: system ?? id.system), slot: slot, for: asker)
        case .stop(let slot): underWay.stop(slot: slot, of: id)
        case .export(let slot, let work):
            guard let files else { return refuse(setting.texts.cannotExport) }
            underWay.read({ await work($0, files, $1) }, from: service(of: id.system), slot: slot, for: asker)
        case .write(let system, let run):
            underWay.change(onceKept(run), to: service(of: system ?? id.system), for: asker)
        case .open(let screen): if mayOpen { open(screen, on: id.system) }
        case .leave(let result): leave(id, with: result)
        case .show(let tab, let filter):
            showTab(tab)
            if filter { runChosen(.filter) }
        case .notice(let new): notice = named(new, after: id.system)
        case .copy(let text): copy(text)
        case .alert: if id.system == systems.main.system.id { terminal.alert() }
        case .enter(let system): enter(system, from: id, isAwaited: mayOpen)
        case .turn(let system):
            leave(id, with: .nothing)
            turn(to: system)
        case .go(let system, let screen):
            guard mayOpen else { return }
            leave(id, with: .nothing)
            turn(to: system)
            open(screen, on: system)
        case .visit(let system, let screen):
            guard mayOpen else { return }
            turn(to: system)
            open(screen, on: system)
        case .end(let way, let losing): end(way, losing: losing)
        case .chose(let name): recentCommands.add(name)
        case .draft(.recall): drafts.recallOffered(into: id)
        case .draft(.drop): drafts.dropOffered(to: id)
        case .did(let change):
            undoBook.add(change, in: id.system)
            let next = undoBook.next(in: id.system).map { UndoableChange($0.change) }
            systems.update(id.system) { $0.setting.undoable = next }
        case .outbox(let deed): note(deed)
        case .views(let deed): change(deed)
        case .recents(let deed): change(deed)
        case .bulk(let deed): carry(out: deed, in: id.system)
        case .next(let action): hand(.answer(action), to: id, mayOpen: mayOpen)
        }
    }

    /// What is sent lies on the disk as it was typed, and that it was sent, before it leaves: whatever becomes of the
    /// answer, and of this program. Where the disk takes nothing it leaves all the same.
    private func onceKept(_ run: @escaping EffectsUnderWay.Change) -> EffectsUnderWay.Change {
        guard drafts.hasShelf else { return run }
        keepDrafts()
        return { [weak self] service in
            await self?.draftsAreKept()
            return await run(service)
        }
    }

    /// What a system out of view says stands under another's banner: it is named.
    private func named(_ notice: Notice, after system: SystemID) -> Notice {
        guard system != systems.main.system.id, let name = systems[system]?.system.name else { return notice }
        return Notice(notice.level, "\(name): \(notice.text)")
    }

    private func service(of system: SystemID) -> any BillingService {
        systems[system]?.system.service ?? ClosedSystem()
    }

    private func tellUnopened(_ screen: AnyScreen) {
        let sentence = setting.texts.notOpened(screen.content.title(setting))
        notice = Notice(notice?.level ?? .info, [notice?.text, sentence].compactMap { $0 }.joined(separator: " "))
    }

    func open(_ screen: AnyScreen) { open(screen, on: systems.main.system.id) }

    private func open(_ screen: AnyScreen, on system: SystemID) {
        guard let place = systems[system] else { return }
        noteOpened(screen.content.record, in: system)
        if let record = screen.content.record, let known = place.stack.page(of: record) { return goBack(to: known) }
        var screen = screen
        let recalled = recallDraft(into: &screen, place.setting)
        learn(of: &screen, place.setting)
        guard let entry = systems.update(system, { $0.stack.open(screen) }) else { return }
        if let recalled { drafts.recall(recalled, into: entry.id) }
        hand(.started, to: entry.id)
        enterPresence(entry)
        if recalled == nil { lookForDrafts(of: entry) }
    }

    /// A record leads to others and those back to it: its page is returned to, and never stands twice on the way back.
    private func goBack(to page: ScreenStack.Entry) {
        forget(systems.update(page.id.system) { $0.stack.uncover(page.id) } ?? [])
        _ = systems.update(page.id.system) { $0.stack.renew(page.id) }
        hand(.refreshed, to: page.id)
    }

    /// Screens that are closed ask nothing any more.
    func forget(_ closed: [ScreenStack.Entry]) {
        for entry in closed {
            underWay.cancelReads(of: entry.id)
            forms.leave(entry.id)
            closeDraft(of: entry)
        }
    }

    func leave(_ id: ScreenID, with result: ScreenResult) {
        let closed = systems.update(id.system) { $0.stack.close(id) } ?? []
        guard !closed.isEmpty else { return }
        forget(closed)
        // Where the system itself tells what has changed, that tells what else is old.
        if result == .changed, systems[id.system]?.system.tellsRecords == false {
            _ = systems.update(id.system) { $0.stack.age() }
        }
        if case .command(let command) = result { return runChosen(command) }
        guard let below = systems[id.system]?.stack.top.id else { return }
        hand(.returned(result), to: below)
        // Who is told of the change itself reads again by that.
        let isOld = systems.update(id.system) { $0.stack.renew(below) }
        if isOld == true, result != .changed { hand(.refreshed, to: below) }
    }

    /// What the list that is left was about to open must not open in front of another.
    private func showTab(_ tab: Tab) {
        for entry in stack.present { underWay.cancelReads(of: entry.id) }
        let (entry, isNew) = systems.main.stack.show(tab) { $0.list() }
        _ = systems.main.stack.renew(entry.id)
        hand(isNew ? .started : .refreshed, to: entry.id)
        needsFrame()
    }

    private func copy(_ text: String) {
        let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
        notice =
            terminal.copy(text)
            ? Notice(.done, setting.texts.copied(String(shown))) : Notice(.problem, setting.texts.tooLongToCopy)
    }
}
