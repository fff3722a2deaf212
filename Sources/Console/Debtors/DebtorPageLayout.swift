import TerminalCore

/// Where the parts of a customer's page stand in a window.
///
/// What stands above the tabs is worked out without the section in view, so that going from one to the next moves
/// nothing but its rows.
struct DebtorPageLayout: Equatable {
    let head: Rect
    let identity: Rect
    let note: Rect
    let tabs: Rect
    let section: Rect
    /// What is told of the marked line; empty where there is no room.
    let marked: Rect
    let today: Rect
    /// Whether the last two stand beside the section.
    let isWide: Bool

    /// From this width on a pane beside the section takes no column away that a narrower window shows.
    static let widthForPane = 120
    private static let paneWidth = 38...60
    /// A heading and two lines.
    private static let markedRows = 3
    private static let mostToday = 5
    /// Titles of columns and some rows.
    private static let fewestRows = 5

    /// - Parameters:
    ///   - identity: Rows that it needs.
    ///   - note: Rows that the whole note needs.
    ///   - today: Changes of today.
    ///   - isText: Whether the section is text, which takes all the room under the tabs.
    init(in area: Rect, identity: Int, note: Int, today: Int, isText: Bool) {
        head = area.top(1)
        let forSection = max(Self.fewestRows, area.height / 2)
        var spare = max(0, area.height - 2 - forSection)
        // Of a note there is one row at least; a heading alone says nothing.
        let forIdentity = spare - min(note, 1)
        let identityRows = forIdentity < 2 ? 0 : min(identity, forIdentity)
        spare -= identityRows
        let noteRows = min(note, spare)
        spare -= noteRows
        // Blank rows before identity, note and tabs, as far as there is room for all of them.
        let gap = spare >= 3 ? 1 : 0
        self.identity = area.below(1 + gap).top(identityRows)
        self.note = area.below(self.identity.endY - area.y + (noteRows > 0 ? gap : 0)).top(noteRows)
        tabs = area.below(self.note.endY - area.y + gap).top(1)
        let rest = area.below(tabs.endY - area.y)
        isWide = area.width >= Self.widthForPane
        guard !isText else {
            section = rest
            (marked, self.today) = (rest.bottom(0), rest.bottom(0))
            return
        }
        let todayRows = today == 0 ? 0 : min(today, Self.mostToday) + 1
        guard !isWide else {
            let width = min(Self.paneWidth.upperBound, max(Self.paneWidth.lowerBound, area.width - 80 - 2))
            let pane = rest.right(of: rest.width - width)
            section = rest.left(rest.width - width - 2)
            self.today = pane.bottom(min(todayRows, max(0, pane.height - Self.markedRows)))
            marked = pane.above(self.today.height)
            return
        }
        let markedRows = rest.height >= Self.fewestRows + Self.markedRows ? Self.markedRows : 0
        let left = rest.height - markedRows - Self.fewestRows - 1
        let shownToday = left >= 2 ? min(todayRows, left) : 0
        section = rest.above(markedRows + shownToday)
        marked = rest.below(section.height).top(markedRows)
        self.today = rest.bottom(shownToday)
    }
}
