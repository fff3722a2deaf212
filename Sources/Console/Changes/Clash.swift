import BillingAPI
import TerminalCore
import Widgets

/// Fields that were changed here and by another since, standing side by side until staff have decided about each.
struct Clash: Sendable {
    enum Side: Sendable { case theirs, mine }

    struct Entry: Sendable {
        var difference: Meanwhile.Difference
        /// Nil until somebody has decided: nothing is kept or given up unasked.
        var side: Side?

        var name: String { difference.field.name }
    }

    private(set) var entries: [Entry]
    /// What another changed besides, which is taken over without a question.
    let taken: [Meanwhile.Difference]
    /// What staff should know before all else.
    let notes: [String]
    /// Whether anybody can have seen it.
    var wasShown = false
    /// The entry that the keys belong to; behind the last one they are the buttons'.
    private(set) var focus = 0
    private(set) var buttons: ButtonRow

    init(_ meanwhile: Meanwhile, notes: [String], _ texts: Texts) {
        entries = meanwhile.clashes.map { Entry(difference: $0) }
        taken = meanwhile.differences.filter { $0.merging == .theirs }
        self.notes = notes
        buttons = ButtonRow([texts.title(.back), texts.title(.goOn)])
    }

    var isOnButtons: Bool { focus >= entries.count }
    /// Whether Enter goes on with what was decided.
    var goesOn: Bool { isOnButtons && buttons.focused == 1 }
    var goesBack: Bool { isOnButtons && buttons.focused == 0 }
    /// The first one that nobody has decided about.
    var open: Entry? { entries.first { $0.side == nil } }

    func isDecided(_ side: Side, _ name: String) -> Bool { entries.contains { $0.name == name && $0.side == side } }

    /// The arrows to the sides take what stands there, those up and down and Tab lead from field to field.
    mutating func handle(_ key: Key) {
        switch key {
        case .up: focus = max(0, focus - 1)
        case .down: moveOn()
        case .tab: focus = isOnButtons ? 0 : focus + 1
        case .backTab: focus = focus == 0 ? entries.count : focus - 1
        case .left, .right:
            if isOnButtons {
                _ = buttons.handle(key)
            } else {
                entries[focus].side = key == .left ? .theirs : .mine
            }
        default: break
        }
    }

    mutating func moveOn() { focus = min(entries.count, focus + 1) }

    /// To the first one that is not decided.
    mutating func focusOnOpen() {
        focus = entries.firstIndex { $0.side == nil } ?? entries.count
    }
}
