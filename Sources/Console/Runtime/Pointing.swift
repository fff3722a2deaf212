import TerminalCore

/// What was done with the mouse on a region that a screen drew.
public struct Pointing: Sendable {
    var deed: MouseEvent.Deed
    var id: RegionID
    /// The cell, counted from the region's first.
    var cell: Point

    init(_ event: MouseEvent, on region: Region) {
        deed = event.deed
        id = region.id
        cell = Point(x: event.place.x - region.area.x, y: event.place.y - region.area.y)
    }
}

extension RegionID {
    /// One of the tabs above every page.
    static func tab(_ tab: Tab) -> RegionID { RegionID("tab", tab.rawValue) }

    /// Rows of a list from this index on.
    static func rows(from index: Int) -> RegionID { RegionID("rows", index) }

    /// Text that scrolls.
    static var scrolling: RegionID { RegionID("scrolling") }

    var tab: Tab? { kind == "tab" ? Tab(rawValue: index) : nil }
    var firstRow: Int? { kind == "rows" ? index : nil }
}

/// The regions of the frame that is seen, and the screen that drew those of its page.
struct SeenRegions {
    private let canvas: Canvas?
    private let screen: ScreenID?

    /// Nothing has been drawn yet.
    init() {
        canvas = nil
        screen = nil
    }

    init(_ canvas: Canvas, of screen: ScreenID) {
        self.canvas = canvas
        self.screen = screen
    }

    /// What an event points at; nil where nothing is, and when another screen has come on top that was not seen yet.
    func pointing(_ event: MouseEvent, on top: ScreenID) -> Pointing? {
        guard top == screen else { return nil }
        return canvas?.region(at: event.place).map { Pointing(event, on: $0) }
    }
}

extension Program {
    /// A click or a turn of the wheel means what stands where it happened; where nothing does, nothing changes.
    func handle(_ event: MouseEvent) {
        guard Frame.fits(terminal.size), let pointing = seen.pointing(event, on: top.id) else { return }
        inputs += 1
        if let tab = pointing.id.tab {
            guard pointing.deed == .press else { return }
            notice = nil
            choose(tab)
        } else {
            let before = notice
            notice = nil
            guard hand(.pointed(pointing), to: top.id) else {
                notice = before
                return
            }
        }
        needsFrame()
    }

    /// As its key does; where that key does nothing, the click is told why.
    private func choose(_ tab: Tab) {
        guard top.screen.content.presentation == .page else {
            return refuse(setting.texts.tabIsBehind(top.screen.content.keyName(.back, setting)))
        }
        runChosen(tab.command)
    }

    func toggleMouse() {
        terminal.reportsMouse.toggle()
        notice = Notice(.info, terminal.reportsMouse ? setting.texts.mouseIsOn : setting.texts.mouseIsOff)
    }
}
