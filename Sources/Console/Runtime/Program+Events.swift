import TerminalCore

/// What keys, pastes and signals mean: the screen on top is asked first, then the commands that work everywhere.
extension Program {
    func handle(_ event: TerminalEvent) {
        guard !isHungUp else { return }
        switch event {
        case .hangUp: hangUp()
        case .resized(let size):
            systems.main.setting.area = Frame.page(of: size)
            for entry in stack.present { hand(.resized, to: entry.id) }
            needsFrame()
        case .resumed:
            terminal.redrawAll()
            needsFrame()
        case .key, .paste:
            guard Frame.fits(terminal.size) else { return handleTooSmall(event) }
            notice = nil
            inputs += 1
            handleInput(event)
            draftIsDue()
            needsFrame()
        case .mouse(let event): handle(event)
        case .pasteCut(let cut):
            guard Frame.fits(terminal.size) else { return }
            // What became of the paste itself may have been said already.
            let said = notice?.text
            notice = Notice(.problem, [said, setting.texts.pasteCut(cut)].compactMap { $0 }.joined(separator: " "))
            needsFrame()
        }
    }

    /// In a window too small to show what a key would do, no key does anything but leave; what that asks is shown.
    private func handleTooSmall(_ event: TerminalEvent) {
        guard case .key(let key) = event else { return }
        if top.screen.content is LeaveDialog {
            hand(.event(event), to: top.id)
        } else if setting.keys.means(key, .quit) {
            end(.quit)
        }
        needsFrame()
    }

    private func handleInput(_ event: TerminalEvent) {
        guard !hand(.event(event), to: top.id) else { return }
        // A paste outside a text field is not a row of key presses.
        guard case .key(let key) = event else {
            notice = Notice(.info, setting.texts.pasteNeedsField)
            return terminal.alert()
        }
        if let command = setting.keys.commands(by: key).first(where: isGlobal) {
            return runGlobal(command)
        }
        let help = top.screen.content.keyName(.help, setting)
        notice = Notice(.info, setting.texts.keyDoesNothing(key.name, help: help))
        terminal.alert()
    }

    func refuse(_ reason: String) {
        notice = Notice(.problem, reason)
        terminal.alert()
    }

    // MARK: Commands

    private func isGlobal(_ command: Command) -> Bool {
        GlobalCommand.works(command, on: top.screen.content.presentation)
    }

    private func reasonAgainst(_ command: Command) -> String? {
        switch command {
        case .undo: undoRefusal
        case .backward: stack.trail.leads(-1) ? nil : setting.texts.noPageBefore
        case .forward: stack.trail.leads(1) ? nil : setting.texts.noPageAfter
        default: GlobalCommand.reasonAgainst(command, setting, canConnect: profiles != nil)
        }
    }

    /// Runs what was chosen in a menu, on the screen that is on top by now.
    func runChosen(_ command: Command) {
        guard !hand(.command(command), to: top.id), isGlobal(command) else { return }
        runGlobal(command)
    }

    private func runGlobal(_ command: Command) {
        if let reason = reasonAgainst(command) { return refuse(reason) }
        if let tab = GlobalCommand.tab(command) { return perform(.show(tab, filter: false), for: top.id) }
        switch command {
        case .find: open(AnyScreen(FindPage(in: FindPlace.all(in: systems), recents: recents.entries)))
        case .groups: open(AnyScreen(GroupsPage()))
        case .connect: openConnection()
        case .outbox: open(AnyScreen(OutboxScreen(outbox)))
        case .bulkRuns: openBulk()
        case .help: openHelp()
        case .menu: openMenu()
        case .palette: openPalette()
        case .backward: travel(-1)
        case .forward: travel(1)
        case .redraw: terminal.redrawAll()
        case .suspend:
            // A stopped program answers nobody, and may hold a database that others wait for.
            guard underWay.changes == 0, !bulk.isRunning else { return refuse(setting.texts.writeUnderWay) }
            whenDraftsAreKept { [weak self] in self?.terminal.suspend() }
        case .mouse: toggleMouse()
        case .undo: openUndo()
        default: break
        }
    }

    private func openConnection() {
        guard let profiles else { return }
        let open = systems.all.map { KnownSystem($0.system, isInView: $0.system.id == systems.main.system.id) }
        self.open(AnyScreen(ConnectScreen(profiles, open: open, language: setting.language)))
    }

    private func openHelp() {
        let screen = top.screen.content
        let isTyping = screen.focus(setting).isAmongFields
        open(AnyScreen(HelpPage(bindings: help(of: screen), title: screen.title(setting), isTyping: isTyping)))
    }

    func help(of screen: any Screen) -> [Binding<Command>] {
        screen.everyCommand(setting, against: reasonAgainst)
    }
}
