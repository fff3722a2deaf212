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
    let pages: [AnyScreen]
    let setting: Setting

    static func fits(_ size: Size) -> Bool { size.width >= minimum.width && size.height >= minimum.height }

    /// What is left between the banner and the status line.
    static func page(of size: Size) -> Rect { Rect(size).below(1).above(2) }

    func draw(on canvas: inout Canvas) {
        guard Self.fits(canvas.size) else { return drawTooSmall(on: &canvas) }
        let page = Self.page(of: canvas.size)
        drawBanner(in: canvas.bounds.top(1), on: &canvas)
        for screen in pages { screen.draw(in: page, on: &canvas, setting) }
        drawKeys(in: canvas.bounds.bottom(1), on: &canvas)
        drawStatus(in: canvas.bounds.bottom(2), on: &canvas)
    }

    private func drawTooSmall(on canvas: inout Canvas) {
        let text = setting.texts.tooSmall(canvas.size, Self.minimum)
        for (row, line) in DisplayText.wrapped(text, to: max(1, canvas.size.width)).enumerated() {
            canvas.write(line, at: Point(x: 0, y: row))
        }
    }

    private func drawBanner(in area: Rect, on canvas: inout Canvas) {
        canvas.fill(area, role: .banner)
        var x = area.x + canvas.write(" Balie ", at: area.origin, role: .banner)
        if banner.isDemo { x += canvas.write(" DEMO ", at: Point(x: x, y: area.y), role: .bannerDemo) }
        if banner.isReadOnly {
            x += canvas.write(" \(setting.texts.readOnly) ", at: Point(x: x, y: area.y), role: .bannerReadOnly)
        }
        x += 1
        for item in Tab.allCases {
            // The brackets say which list this is where colours do not.
            let title = "\(item.rawValue) \(setting.texts.tab(item))"
            let text = item == tab ? "[\(title)]" : " \(title) "
            x += canvas.write(text, at: Point(x: x, y: area.y), role: item == tab ? .tabActive : .tab)
        }
        let place = DisplayText.width(banner.place)
        let room = area.endX - x - 2
        if room >= 8 {
            let width = min(place, room)
            canvas.write(
                banner.place, at: Point(x: area.endX - width - 1, y: area.y), role: .banner, limit: width)
        }
    }

    private func drawStatus(in area: Rect, on canvas: inout Canvas) {
        let position = pages.last?.position(setting) ?? ""
        let width = DisplayText.width(position)
        canvas.write(position, at: Point(x: area.endX - width, y: area.y), role: .status)
        guard let notice else { return }
        let (role, sign): (StyleRole, String) =
            switch notice.level {
            case .info: (.status, "")
            case .done: (.ok, "✓ ")
            case .problem: (.danger, "! ")
            }
        let text = sign + notice.text
        let room = max(0, area.width - width - 1)
        guard DisplayText.width(text) > room else {
            canvas.write(text, at: area.origin, role: role)
            return
        }
        // A sentence is never cut for want of columns: until the next key it may cover the key bar too.
        canvas.fill(area.row(1))
        for (row, line) in DisplayText.wrapped(text, to: max(1, room)).prefix(2).enumerated() {
            canvas.write(line, at: Point(x: area.x, y: area.y + row), role: role, limit: area.width)
        }
    }

    private func drawKeys(in area: Rect, on canvas: inout Canvas) {
        guard let screen = pages.last else { return }
        let bindings = screen.bindings(setting).filter { $0.command.isInBar }
        func item(_ command: Command, isEnabled: Bool) -> KeyBar.Item? {
            // Where text is typed a letter is text: the key that works there is shown, or none.
            let key = command.keys.first { screen.typed(.key($0), setting) == nil }
            return key.map { KeyBar.Item(key: $0.name, label: setting.texts.short(command), isEnabled: isEnabled) }
        }
        var items = bindings.compactMap { item($0.command, isEnabled: $0.unavailable == nil) }
        if screen.presentation != .dialog, !bindings.contains(where: { $0.command == .help }) {
            let global: [Command] = screen.presentation == .page ? [.menu, .help] : [.help]
            items += global.compactMap { item($0, isEnabled: true) }
        }
        KeyBar.draw(items, in: area, on: &canvas)
    }
}
