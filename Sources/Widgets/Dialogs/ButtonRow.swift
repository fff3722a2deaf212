import TerminalCore

/// Buttons side by side: `[ Cancel ]  [ Send ]`.
public struct ButtonRow: Equatable, Sendable {
    public let titles: [String]
    /// Position of the button that Enter presses.
    public var focused: Int {
        didSet { focused = Self.clamped(focused, titles) }
    }

    public init(_ titles: [String], focused: Int = 0) {
        self.titles = titles
        self.focused = Self.clamped(focused, titles)
    }

    /// Left and right, without going round: the safe button at the left end is always where it was.
    public mutating func handle(_ key: Key) -> Bool {
        guard !titles.isEmpty else { return false }
        switch key {
        case .left: focused -= 1
        case .right: focused += 1
        default: return false
        }
        return true
    }

    /// Columns in which all of them have their place.
    public var width: Int {
        titles.reduce(0) { $0 + DisplayText.width(Self.face($1)) } + Self.gap * max(0, titles.count - 1)
    }

    /// Draws in the area's first row; with too little room the buttons left of the focused one give way.
    ///
    /// The terminal's cursor stands on the focused button, so that it shows without colours.
    public func draw(in area: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let area = area.top(1)
        guard !area.isEmpty else { return }
        var x = area.x
        for (index, title) in titles.enumerated().dropFirst(firstVisible(width: area.width)) {
            let hasFocus = isFocused && index == focused
            let face = Self.face(title)
            let room = area.endX - x
            guard index == focused || DisplayText.width(face) <= room else { break }
            let point = Point(x: x, y: area.y)
            let used = canvas.write(face, at: point, role: hasFocus ? .buttonFocused : .button, limit: room)
            if hasFocus { canvas.setCursor(Point(x: x + min(2, max(0, used - 1)), y: area.y), in: area) }
            x += used + Self.gap
        }
    }

    private static let gap = 2

    private static func face(_ title: String) -> String { "[ \(title) ]" }

    private static func clamped(_ index: Int, _ titles: [String]) -> Int {
        max(0, min(index, titles.count - 1))
    }

    private func firstVisible(width: Int) -> Int {
        guard titles.indices.contains(focused) else { return 0 }
        var first = focused
        var used = DisplayText.width(Self.face(titles[focused]))
        while first > 0 {
            used += Self.gap + DisplayText.width(Self.face(titles[first - 1]))
            guard used <= width else { break }
            first -= 1
        }
        return first
    }
}
