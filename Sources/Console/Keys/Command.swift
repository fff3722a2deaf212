/// What staff can mean by a key. Which key means it here and now says the `KeyMap` of the setting.
public enum Command: String, CaseIterable, Sendable {
    case up, down, pageUp, pageDown, first, last
    case open, send, choose, back, quit
    case debtors, products, services, users
    case find, filter
    case menu, help, connect
    case edit, new, password, terminate
    case sort, reverseSort
    case nextSection, previousSection
    case review, revert, generate, reveal
    case copy, refresh, redraw, suspend

    /// Movement is known to everyone and stands on the help page only.
    var isInBar: Bool {
        switch self {
        case .up, .down, .pageUp, .pageDown, .first, .last, .redraw, .suspend, .debtors, .products, .services, .users,
            .previousSection, .reverseSort, .copy, .refresh, .connect:
            false
        default: true
        }
    }
}
