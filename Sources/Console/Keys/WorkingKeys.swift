import TerminalCore

extension Screen {
    /// The keys that mean a command here: where text is typed a letter is text, and a screen's own commands come first.
    ///
    /// Key bar, help page, menu and sentences name these and no others.
    func keys(of command: Command, _ setting: Setting) -> [Key] {
        let own = bindings(setting)
        return setting.keys.keys(of: command).filter { key in
            guard typed(.key(key), setting) == nil else { return false }
            if let first = own.first(where: { setting.keys.means(key, $0.command) }) { return first.command == command }
            return GlobalCommand.works(command, on: presentation)
        }
    }
}
