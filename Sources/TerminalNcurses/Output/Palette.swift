import CNcurses
import TerminalCore

/// How a cell is drawn: attributes, and a colour pair of curses.
struct Ink: Equatable {
    var attributes: UInt32
    var pair: Int16

    /// What erased cells have.
    static let plain = Ink(attributes: 0, pair: 0)
}

/// Turns roles into ink for the terminal at hand; defines a colour pair when it is first needed.
struct Palette {
    struct Colors: Equatable {
        var foreground: Int16
        var background: Int16
    }

    var theme: Theme {
        didSet { (inks, last) = ([], nil) }
    }
    let colorCount: Int
    private let pairLimit: Int
    private let define: (Int16, Colors) -> Bool
    // Few enough to be gone through: dictionaries would cost more at every start than they save.
    private var pairs: [(colors: Colors, pair: Int16)] = []
    private var inks: [Drawn] = []
    /// Neighbours mostly look alike.
    private var last: Drawn?

    private struct Drawn {
        var role: StyleRole
        var ground: StyleRole
        var ink: Ink
    }

    init(theme: Theme, colorCount: Int, pairLimit: Int, define: @escaping (Int16, Colors) -> Bool) {
        self.theme = theme
        self.colorCount = colorCount
        self.pairLimit = pairLimit
        self.define = define
    }

    var depth: ColorDepth {
        switch colorCount {
        // More than 256 means direct colour, where numbers above 7 are no palette entries.
        case 257...: .eight
        case 256: .indexed
        case 16...: .sixteen
        case 8...: .eight
        default: .mono
        }
    }

    mutating func ink(for role: StyleRole, on ground: StyleRole = .text) -> Ink {
        if let last, last.role == role, last.ground == ground { return last.ink }
        if let known = inks.first(where: { $0.role == role && $0.ground == ground }) {
            last = known
            return known.ink
        }
        let new = Drawn(role: role, ground: ground, ink: newInk(for: role, on: ground))
        inks.append(new)
        last = new
        return new.ink
    }

    private mutating func newInk(for role: StyleRole, on ground: StyleRole) -> Ink {
        let style = theme.style(role, on: ground, depth: depth)
        var attributes = Self.attributes(of: style)
        var pair: Int16 = 0
        if depth != .mono {
            let foreground = number(style.foreground)
            if foreground.isBright { attributes |= UInt32(SCREEN_BOLD) }
            pair = self.pair(for: Colors(foreground: foreground.color, background: number(style.background).color))
        }
        return Ink(attributes: attributes, pair: pair)
    }

    static func attributes(of style: Style) -> UInt32 {
        var result: UInt32 = 0
        if style.isBold { result |= UInt32(SCREEN_BOLD) }
        if style.isDim { result |= UInt32(SCREEN_DIM) }
        if style.isUnderlined { result |= UInt32(SCREEN_UNDERLINED) }
        if style.isReversed { result |= UInt32(SCREEN_REVERSED) }
        return result
    }

    /// The terminal's number of a colour, -1 for its own; eight colours show a bright one as the dark one in bold.
    private func number(_ color: Color) -> (color: Int16, isBright: Bool) {
        guard case .indexed(let index) = color else { return (-1, false) }
        switch (depth, index) {
        case (.eight, 8...15): return (Int16(index) - 8, true)
        case (.eight, 16...), (.sixteen, 16...): return (-1, false)
        default: return (Int16(index), false)
        }
    }

    private mutating func pair(for colors: Colors) -> Int16 {
        if colors == Colors(foreground: -1, background: -1) { return 0 }
        if let known = pairs.first(where: { $0.colors == colors }) { return known.pair }
        let next = pairs.count + 1
        guard next < pairLimit, let pair = Int16(exactly: next), define(pair, colors) else { return 0 }
        pairs.append((colors, pair))
        return pair
    }
}
