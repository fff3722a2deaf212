/// What staff can mean by a key. Which key means it here and now says the `KeyMap` of the setting.
public enum Command: String, CaseIterable, Sendable {
    case up, down, pageUp, pageDown, first, last
    case open, send, choose, back, quit
    case debtors, products, services, users, groups
    case find, filter, filters, columns
    case menu, palette, help, connect, outbox
    case backward, forward
    case edit, new, add, password, terminate, withdraw, delete, note, resend, customer, beside
    case undo, history, fieldHistory, findField
    case sort, reverseSort
    case mark, markRange, markAll, unmark, bulk, bulkRuns
    case nextSection, previousSection
    case review, revert, generate, reveal
    case copy, export, refresh, redraw, suspend, mouse

    /// Movement is known to everyone and stands on the help page only.
    var isInBar: Bool {
        switch self {
        case .up, .down, .pageUp, .pageDown, .first, .last, .redraw, .suspend, .debtors, .products, .services, .users,
            .groups, .previousSection, .reverseSort, .filters, .columns, .copy, .export, .refresh, .connect, .outbox,
            .mouse,
            .withdraw, .undo, .note, .customer, .beside, .history, .fieldHistory, .palette, .backward, .forward,
            .mark, .markRange, .markAll, .unmark, .bulk, .bulkRuns, .add, .delete:
            false
        default: true
        }
    }

    /// Whether it only moves the cursor.
    var isMovement: Bool { [.up, .down, .pageUp, .pageDown, .first, .last].contains(self) }

    /// How `keymap.toml` names it: `page_up`.
    var fileName: String {
        rawValue.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
    }

    /// Where it must be reached by a key, and not only through the palette: there is no way on, back or out without it.
    /// Nil where it can do without.
    var neededAt: [Focus]? {
        switch self {
        case .back, .help, .review, .nextSection, .previousSection: [.line, .area, .choice, .calendar]
        case .choose: [.search, .buttons]
        case .send: [.buttons]
        case .up, .down: [.search]
        case .open, .quit, .palette: [.commands]
        default: nil
        }
    }

    /// Whether no page has both, so that they may share a key: it goes on with what is there, or back from it, or it is
    /// one of a list and one of a form.
    func isNeverBeside(_ other: Command) -> Bool {
        let apart: [Set<Command>] = [
            [.open, .send, .choose], [.back, .quit], [.history, .fieldHistory], [.filter, .fieldHistory],
            [.find, .findField],
        ]
        return apart.contains { $0.isSuperset(of: [self, other]) }
    }
}
