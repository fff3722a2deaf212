import TerminalCore

/// How staff choose by name, and go back and forward through what they have seen.
extension Program {
    /// What can be done on the page in view, in its own order.
    func openMenu() {
        let screen = top.screen.content
        let own = Set(screen.commands(setting))
        let entries = help(of: screen).filter { own.contains($0.command) }.map { PaletteEntry($0, setting.texts) }
        open(AnyScreen(CommandPalette(.menu, entries)))
    }

    /// The same with every place and what can be added elsewhere, what was chosen last in front.
    func openPalette() {
        let entries =
            help(of: top.screen.content).map { PaletteEntry($0, setting.texts) } + PaletteEntry.systems(systems)
            + PaletteEntry.additions(setting)
        open(AnyScreen(CommandPalette(.palette, entries, recent: recentCommands.names)))
    }

    /// Goes to the page that was seen before, or after that again.
    func travel(_ step: Int) {
        guard let closed = systems.main.stack.travel(step) else { return }
        forget(closed)
        _ = systems.main.stack.renew(top.id)
        // It may have been left before it was ever read.
        if !hand(.refreshed, to: top.id) { hand(.started, to: top.id) }
        needsFrame()
    }
}
