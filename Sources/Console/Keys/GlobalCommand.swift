/// Commands that work on every page; forms and dialogs keep only those that lead nowhere else.
enum GlobalCommand {
    static func works(_ command: Command, on presentation: Presentation) -> Bool {
        switch command {
        case .redraw, .suspend, .help: true
        case .mouse: presentation != .dialog
        case .menu, .palette, .backward, .forward, .debtors, .products, .services, .users, .groups, .find, .connect,
            .outbox, .undo, .bulkRuns:
            presentation == .page
        default: false
        }
    }

    /// The list a command shows; nil where it shows none.
    static func tab(_ command: Command) -> Tab? { Tab.allCases.first { $0.command == command } }

    /// Why a command is off on this system, or in this session.
    static func reasonAgainst(_ command: Command, _ setting: Setting, canConnect: Bool) -> String? {
        if command == .connect { return canConnect ? nil : setting.texts.cannotConnect }
        if command == .groups { return setting.reasonAgainst(GroupList.listing) }
        // What is found stands in some list.
        let lists = command == .find ? [Tab.first(in: setting)] : [tab(command)].compactMap { $0 }
        return lists.lazy.compactMap { setting.reasonAgainst($0.listAction) }.first
    }
}
