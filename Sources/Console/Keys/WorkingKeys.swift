import TerminalCore

/// The keys that mean a command on a page: where text is typed a letter is text, and a screen's own commands come first.
///
/// Key bar, help page, menu and sentences name these and no others.
struct WorkingKeys {
    let own: [Command]
    let presentation: Presentation
    let map: KeyMap
    let focus: Focus

    func of(_ command: Command) -> [Key] {
        map.keys(of: command).filter { key in
            guard !focus.takes(key) else { return false }
            let meant = map.commands(by: key)
            if let first = own.first(where: meant.contains) { return first == command }
            return GlobalCommand.works(command, on: presentation)
        }
    }
}

extension Screen {
    /// - Parameter own: The screen's own commands, for whoever knows them already.
    func keys(_ setting: Setting, own: [Command]? = nil) -> WorkingKeys {
        WorkingKeys(
            own: own ?? commands(setting), presentation: presentation, map: setting.keys, focus: focus(setting))
    }

    /// How a sentence on this screen names the key of a command; nil where none works.
    func keyName(_ command: Command, _ setting: Setting) -> String? { keys(setting).of(command).first?.name }
}
