/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
    /// The terminal's own colour; readable on any background the user chose.
    case terminalDefault
    /// One of the 256 indexed colours; 0 to 15 are the terminal's palette.
    case indexed(UInt8)
}

/// How a role looks at one colour depth.
public struct Style: Hashable, Sendable {
    public var foreground: Color
    public var background: Color
    public var isBold: Bool
    public var isDim: Bool
    public var isUnderlined: Bool
    public var isReversed: Bool

    public init(
        foreground: Color = .terminalDefault, background: Color = .terminalDefault, bold: Bool = false,
        dim: Bool = false, underlined: Bool = false, reversed: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        isBold = bold
        isDim = dim
        isUnderlined = underlined
        isReversed = reversed
    }

    public static let plain = Style()
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, Comparable, Sendable {
    case mono = 0
    case eight = 8
    case sixteen = 16
    case indexed = 256

    public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }
}

/// A style for every role, at every colour depth.
public struct Theme: Sendable {
    public var name: String
    /// Some hundred, and each is looked for once: a dictionary would cost more at every start than it saves.
    private var looks: [Look] = []

    private struct Look: Sendable {
        var role: StyleRole
        var depth: ColorDepth
        var style: Style
    }

    public init(name: String) {
        self.name = name
    }

    /// The style for the richest depth the theme defines that does not exceed `depth`.
    public func style(_ role: StyleRole, depth: ColorDepth) -> Style {
        var best: Look?
        for look in looks where look.role == role && look.depth <= depth {
            if let known = best, known.depth > look.depth { continue }
            best = look
        }
        return best?.style ?? .plain
    }

    /// The style of a role that stands on the ground of another, such as a label in a dialog.
    ///
    /// What a role has in common with the text of the page it takes from the ground instead. So a role with a ground
    /// of its own keeps it, and reversed stands out on a reversed ground by being plain.
    public func style(_ role: StyleRole, on ground: StyleRole, depth: ColorDepth) -> Style {
        var style = style(role, depth: depth)
        guard ground != .text, ground != role else { return style }
        let page = self.style(.text, depth: depth)
        let under = self.style(ground, depth: depth)
        guard style.background == page.background else { return style }
        style.background = under.background
        if style.foreground == page.foreground { style.foreground = under.foreground }
        style.isReversed = style.isReversed != under.isReversed
        style.isUnderlined = style.isUnderlined || under.isUnderlined
        return style
    }

    public mutating func set(_ role: StyleRole, _ style: Style, depth: ColorDepth) {
        looks.removeAll { $0.role == role && $0.depth == depth }
        looks.append(Look(role: role, depth: depth, style: style))
    }
}
