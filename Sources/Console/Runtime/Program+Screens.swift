import TerminalCore

/// How screens open, leave and change, and what their effects do.
extension Program {
    var top: ScreenStack.Entry { stack.top }

    /// Hands something to a screen and does what it wants done; false where it means nothing to it.
    ///
    /// - Parameter mayOpen: Whether a screen may open now; where not, staff are told.
    @discardableResult
    func hand(_ input: ScreenInput, to id: Int, mayOpen: Bool = true) -> Bool {
        let setting = setting
        guard let reception = stack.update(id, { $0.receive(input, setting) }) else { return false }
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

    func perform(_ step: Effect<any Sendable>.Step, for id: Int, mayOpen: Bool = true) {
        let asker = EffectsUnderWay.Asker(screen: id, inputs: inputs)
        switch step {
        case .read(let slot, let run): underWay.read(run, slot: slot, for: asker)
        case .write(let run): underWay.change(run, for: asker)
        case .open(let screen): if mayOpen { open(screen) }
        case .leave(let result): leave(id, with: result)
        case .show(let tab, let filter):
            showTab(tab)
            if filter { runChosen(.filter) }
        case .notice(let new): notice = new
        case .copy(let text): copy(text)
        case .alert: terminal.alert()
        case .end(let way, let losing): end(way, losing: losing)
        case .next(let action): hand(.answer(action), to: id, mayOpen: mayOpen)
        }
    }

    private func tellUnopened(_ screen: AnyScreen) {
        let sentence = setting.texts.notOpened(screen.content.title(setting))
        notice = Notice(notice?.level ?? .info, [notice?.text, sentence].compactMap { $0 }.joined(separator: " "))
    }

    func open(_ screen: AnyScreen) {
        if let record = screen.content.record, let known = stack.page(of: record) { return goBack(to: known) }
        var screen = screen
        if let key = screen.content.draftKey, let draft = drafts[key] {
            screen.restore(draft, setting)
            notice = Notice(.info, setting.texts.draftRestored)
        }
        hand(.started, to: stack.open(screen).id)
    }

    /// A record leads to others and those back to it: its page is returned to, and never stands twice on the way back.
    private func goBack(to page: ScreenStack.Entry) {
        for entry in stack.uncover(page.id) {
            underWay.cancelReads(of: entry.id)
            keepDraft(of: entry.screen, .nothing)
        }
        _ = stack.renew(page.id)
        hand(.refreshed, to: page.id)
    }

    private func leave(_ id: Int, with result: ScreenResult) {
        let closed = stack.close(id)
        guard let left = closed.first else { return }
        for entry in closed { underWay.cancelReads(of: entry.id) }
        keepDraft(of: left.screen, result)
        if result == .changed { stack.age() }
        if case .command(let command) = result { return runChosen(command) }
        hand(.returned(result), to: top.id)
        // Who is told of the change itself reads again by that.
        if stack.renew(top.id), result != .changed { hand(.refreshed, to: top.id) }
    }

    /// Leaving a form keeps what was typed; only a change that was answered ends its draft.
    private func keepDraft(of screen: AnyScreen, _ result: ScreenResult) {
        guard let key = screen.content.draftKey else { return }
        let draft = result == .changed ? nil : screen.content.draft
        drafts[key] = draft
        if draft != nil { notice = Notice(.info, setting.texts.draftKept) }
    }

    /// What the list that is left was about to open must not open in front of another.
    private func showTab(_ tab: Tab) {
        for entry in stack.present { underWay.cancelReads(of: entry.id) }
        let (entry, isNew) = stack.show(tab) { $0.list() }
        _ = stack.renew(entry.id)
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
