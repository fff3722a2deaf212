import TerminalCore
import Widgets

/// Whose data these are: shown in every frame, so that nobody works in the wrong place.
public struct Banner: Sendable {
    /// The database or profile, as the connection itself tells it.
    public var place: String
    public var isDemo: Bool
    public var isReadOnly: Bool

    public init(place: String, isDemo: Bool, isReadOnly: Bool) {
        self.place = place
        self.isDemo = isDemo
        self.isReadOnly = isReadOnly
    }
}

/// One picture of the whole window: banner and tabs, the pages, the status line, the key bar.
struct Frame {
    /// The smallest window that shows a form with its keys.
    static let minimum = Size(width: 60, height: 16)

    let banner: Banner
    let tab: Tab
    let notice: Notice?
    let pages: [any Screen]
    /// How many changes were sent whose outcome nobody knows.
    var undecided = 0
    let setting: Setting

    static func fits(_ size: Size) -> Bool { size.width >= minimum.width && size.height >= minimum.height }

    /// What is left between the banner and the status line.
    static func page(of size: Size) -> Rect { Rect(size).below(1).above(2) }

    func draw(on canvas: inout Canvas) {
        guard Self.fits(canvas.size) else { return drawTooSmall(on: &canvas) }
        let page = Self.page(of: canvas.size)
        drawBanner(in: canvas.bounds.top(1), on: &canvas)
        for screen in pages {
            if screen.presentation == .dialog { canvas.fade(page) }
            screen.draw(in: page, on: &canvas, setting)
        }
        drawKeys(in: canvas.bounds.bottom(1), on: &canvas)
        drawStatus(in: canvas.bounds.bottom(2), on: &canvas)
    }

    private func drawTooSmall(on canvas: inout Canvas) {
        if let question = pages.last as? LeaveDialog {
            return question.drawQuestion(in: canvas.bounds, on: &canvas, setting)
        }
        let text = setting.texts.tooSmall(canvas.size, Self.minimum, quit: setting.keys.name(of: .quit))
        // What is said, such as why Balie does not end now, is said here too.
        let lines = [text, notice?.text].compactMap { $0 }.flatMap {
            DisplayText.wrapped($0, to: max(1, canvas.size.width))
        }
        for (row, line) in lines.enumerated() { canvas.write(line, at: Point(x: 0, y: row)) }
    }

    private func drawBanner(in area: Rect, on canvas: inout Canvas) {
        let ground = ground
        canvas.lay(ground, in: area)
        var x = area.x + canvas.write(" Balie ", at: area.origin, role: ground)
        if setting.isProduction {
            x += canvas.write("\(setting.texts.production) ", at: Point(x: x, y: area.y), role: ground)
        }
        if banner.isDemo { x += canvas.write(" DEMO ", at: Point(x: x, y: area.y), role: .bannerDemo) }
        if banner.isReadOnly {
            x += canvas.write(" \(setting.texts.readOnly) ", at: Point(x: x, y: area.y), role: .bannerReadOnly)
        } else {
            // What stands on a ground of its own takes no word that is none of it.
            if banner.isDemo { x += 1 }
            x += canvas.write("\(setting.texts.fullAccess) ", at: Point(x: x, y: area.y), role: ground)
        }
        x += 1
        // Where staff are is read before what else there is: tabs give way to it.
        let place = DisplayText.width(banner.place)
        let titles = tabTitles(within: area.endX - x - 2 - min(place, Self.leastPlace(within: area.width)))
        for (item, title) in zip(Tab.allCases, titles) {
            let width = draw(item, title, at: Point(x: x, y: area.y), on: &canvas)
            canvas.mark(Rect(x: x, y: area.y, width: width, height: 1), as: .tab(item))
            x += width
        }
        let room = area.endX - x - 2
        if room >= min(place, 4) {
            let width = min(place, room)
            canvas.write(
                banner.place, at: Point(x: area.endX - width - 1, y: area.y), role: ground, limit: width)
        }
    }

    /// Signs say what colours may not: [this list], (a list that this system does not have).
    private func draw(_ item: Tab, _ title: String, at point: Point, on canvas: inout Canvas) -> Int {
        if item == tab { return canvas.write("[\(title)]", at: point, role: .tabActive) }
        let isOff = setting.reasonAgainst(item.listAction) != nil
        return canvas.write(
            isOff ? "(\(title))" : " \(title) ", at: point,
            role: isOff ? .keyHintDisabled : setting.isProduction ? ground : .tab)
    }

    /// Names are cut as little as they must be, and that of the page in view never; with no room for them stand the keys.
    private func tabTitles(within room: Int) -> [String] {
        let names = Tab.allCases.map { DisplayText.width(setting.texts.tab($0)) }
        let whole = names.max() ?? 0
        for most in stride(from: whole, through: Self.leastName, by: -1) {
            let titles = Tab.allCases.map { tabTitle($0, cutTo: $0 == tab ? whole : most) }
            if titles.reduce(0, { $0 + DisplayText.width($1) + 2 }) <= room { return titles }
        }
        return Tab.allCases.map { tabTitle($0, cutTo: $0 == tab ? whole : 0) }
    }

    private func tabTitle(_ item: Tab, cutTo width: Int) -> String {
        let name = DisplayText.truncated(setting.texts.tab(item), to: width)
        guard let key = setting.keys.name(of: item.command) else {
            return width > 0 ? name : DisplayText.truncated(setting.texts.tab(item), to: 2)
        }
        return width > 0 ? "\(key) \(name)" : key
    }

    private static var leastName: Int { 4 }

    /// Columns that the system's name has before the tabs have theirs.
    private static func leastPlace(within width: Int) -> Int { width < 72 ? 9 : 16 }

    /// The data that a company lives by look like no others.
    private var ground: StyleRole { setting.isProduction ? .danger : .banner }

    private func drawStatus(in area: Rect, on canvas: inout Canvas) {
        let position = pages.last?.position(setting) ?? ""
        let width = DisplayText.width(position)
        let place = Point(x: area.endX - width, y: area.y)
        guard let notice = notice ?? setting.preparation.map({ Notice(.info, setting.texts.preparing($0)) }) else {
            canvas.write(position, at: place, role: .status)
            Legend.draw(
                outbox + (pages.last?.legend(setting) ?? []), in: area.left(area.width - width - 2), on: &canvas)
            return
        }
        let (role, sign): (StyleRole, String) =
            switch notice.level {
            case .info: (.status, "")
            case .done: (.ok, "✓ ")
            case .problem: (.danger, "! ")
            }
        var lines = Self.lines(sign + notice.text, beside: max(1, area.width - width - 1), under: max(1, area.width))
        // A sentence is never cut for want of columns: until the next key it covers the key bar, and more if it must.
        let covered = max(0, lines.count - 2)
        if covered == 0 {
            canvas.write(position, at: place, role: .status)
        } else {
            lines = DisplayText.wrapped(sign + notice.text, to: max(1, area.width))
        }
        for (row, line) in lines.enumerated() {
            let line = (y: area.y - covered + row, text: line)
            if row > 0 || covered > 0 { canvas.fill(Rect(x: area.x, y: line.y, width: area.width, height: 1)) }
            canvas.write(line.text, at: Point(x: area.x, y: line.y), role: role, limit: area.width)
        }
    }

    /// As long as something is undecided it says so, with the key where that leads somewhere.
    private var outbox: [LegendItem] {
        guard undecided > 0 else { return [] }
        let leads = pages.last.map { GlobalCommand.works(.outbox, on: $0.presentation) } ?? false
        return [.undecided(setting.texts.undecided(undecided, key: leads ? setting.keys.name(of: .outbox) : nil))]
    }

    /// A sentence in lines, of which only the first has something beside it.
    private static func lines(_ text: String, beside room: Int, under width: Int) -> [String] {
        let lines = DisplayText.wrapped(text, to: room)
        guard let first = lines.first, lines.count > 1 else { return lines }
        return [first] + DisplayText.wrapped(lines.dropFirst().joined(separator: " "), to: width)
    }

    private func drawKeys(in area: Rect, on canvas: inout Canvas) {
        guard let screen = pages.last else { return }
        // What cannot be done here is not offered; what only waits for an answer keeps its place.
        let offered = screen.offered(setting)
        let bindings = offered.filter { $0.isInBar && ($0.unavailable == nil || $0.isPassing) }
        let keys = screen.keys(setting, own: offered.map { $0.command })
        func item(_ command: Command, _ label: String, isEnabled: Bool) -> KeyBar.Item? {
            keys.of(command).first.map { KeyBar.Item(key: $0.name, label: label, isEnabled: isEnabled) }
        }
        var items = bindings.compactMap {
            item($0.command, $0.short(setting.texts), isEnabled: $0.unavailable == nil)
        }
        if !bindings.contains(where: { $0.command == .help }) {
            let global: [Command] = screen.presentation == .page ? [.menu, .help] : [.help]
            items += global.compactMap { item($0, setting.texts.short($0), isEnabled: true) }
        }
        KeyBar.draw(items, in: area, on: &canvas)
    }
}
