import TerminalCore
import Widgets

/// Blocks on a page that may be longer than its window: titles stay, the rest scrolls under them beside its bar, for which
/// the last column is kept.
struct ScrolledContent {
    private let area: Rect
    private let view: ContentView

    init(_ blocks: [Block], in area: Rect) {
        self.area = area
        view = ContentView(blocks, width: area.width - 1)
    }

    private var viewport: Int { max(0, area.height - view.headHeight) }

    /// By which keys it is scrolled.
    static var movement: [(Command, Key)] {
        [(.up, .up), (.down, .down), (.pageUp, .pageUp), (.pageDown, .pageDown), (.first, .home), (.last, .end)]
    }

    /// The key that does what a mouse does on it.
    static func key(of pointing: Pointing) -> Key? {
        guard pointing.id == .scrolling else { return nil }
        switch pointing.deed {
        case .wheelUp: return .up
        case .wheelDown: return .down
        case .press: return nil
        }
    }

    /// False where all of it is in view.
    func handle(_ key: Key, _ scroll: inout ScrollState) -> Bool {
        scroll.handle(key, viewport: viewport, total: view.height)
    }

    /// Whether no more than so many windows stand below the one in view.
    func ends(within windows: Int, of scroll: ScrollState) -> Bool {
        view.height - scroll.offset <= (windows + 1) * viewport
    }

    func draw(from scroll: ScrollState, on canvas: inout Canvas) {
        canvas.fill(area)
        // A window that has become higher shows the end of what there is, and nothing after it.
        let offset = min(scroll.offset, max(0, view.height - viewport))
        let body = area.below(view.headHeight)
        canvas.mark(body, as: .scrolling)
        view.draw(in: area.left(area.width - 1), from: offset, on: &canvas)
        Scrollbar.draw(
            offset: offset, viewport: viewport, total: view.height, in: body.right(of: area.width - 1), on: &canvas)
    }
}
