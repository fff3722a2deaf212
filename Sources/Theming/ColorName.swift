import TerminalCore

/// The colours that every theme can name without a palette.
enum ColorName {
    /// In the order of the terminal's palette, 0 to 15.
    static let sixteen = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
        "bright-cyan", "bright-white",
    ]

    static let all = sixteen + ["default"]

    static func color(_ name: String) -> Color? {
        if name == "default" { return .terminalDefault }
        return sixteen.firstIndex(of: name).map { .indexed(UInt8($0)) }
    }
}

extension Color {
    /// The poorest terminal that can show it.
    var depthNeeded: ColorDepth {
        switch self {
        case .terminalDefault: .mono
        case .indexed(0...7): .eight
        case .indexed(8...15): .sixteen
        case .indexed: .indexed
        }
    }
}

extension Style {
    /// The poorest terminal that can show both its colours.
    var depthNeeded: ColorDepth { max(foreground.depthNeeded, background.depthNeeded) }
}
