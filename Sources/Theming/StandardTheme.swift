import TerminalCore

extension Theme {
    /// The built-in look: the terminal's own colours, so that it is readable on dark and on light.
    ///
    /// Coloured words stand on a background of their own, because no palette colour but red and magenta
    /// is readable on both black and white. `Themes/default.toml` is the same look as a file to start from.
    public static let standard: Theme = {
        var theme = Theme(name: "Default")
        for role in StyleRole.allCases {
            let look = standardLook(role)
            theme.set(role, look.mono, depth: .mono)
            if let colored = look.colored { theme.set(role, colored, depth: .eight) }
        }
        return theme
    }()

    private struct Look {
        var mono: Style
        /// With the first eight colours of the palette, which every colour terminal has.
        var colored: Style?

        init(_ mono: Style = .plain, colored: Style? = nil) {
            self.mono = mono
            self.colored = colored
        }
    }

    private static func standardLook(_ role: StyleRole) -> Look {
        switch role {
        case .text, .label, .hint, .status, .border, .dialog, .field, .calendar, .tab: Look()
        case .dim, .placeholder: Look(Style(dim: true))
        case .title, .heading, .button, .dialogTitle, .newValue: Look(Style(bold: true))
        case .keyHint: Look(Style(bold: true))
        case .keyHintDisabled: Look(Style(dim: true))
        case .tabActive, .tableSelected, .buttonFocused, .calendarSelected: selection
        case .tableHeader: Look(Style(bold: true, underlined: true))
        case .fieldFocused: Look(Style(underlined: true))
        case .fieldChanged: Look(Style(bold: true), colored: Style(foreground: magenta, bold: true))
        case .tableMarked: Look(Style(bold: true), colored: Style(foreground: magenta, bold: true))
        case .tableEnding: Look(Style(bold: true, underlined: true), colored: Style(foreground: red))
        case .tableEnded, .oldValue: Look(Style(dim: true, underlined: true))
        case .match: Look(Style(bold: true, reversed: true), colored: pair(black, on: yellow))
        case .calendarDefault: Look(Style(bold: true), colored: Style(foreground: magenta, bold: true))
        case .calendarToday: Look(Style(underlined: true))
        case .ok: Look(Style(bold: true), colored: pair(black, on: green))
        case .warning: Look(Style(bold: true, underlined: true), colored: pair(black, on: yellow))
        case .danger: Look(Style(bold: true, reversed: true), colored: pair(white, on: red, bold: true))
        case .banner: Look(Style(reversed: true))
        case .bannerDemo: Look(Style(bold: true, reversed: true), colored: pair(black, on: yellow))
        case .bannerReadOnly: Look(Style(underlined: true, reversed: true), colored: pair(black, on: green))
        }
    }

    private static let black = Color.indexed(0)
    private static let red = Color.indexed(1)
    private static let green = Color.indexed(2)
    private static let yellow = Color.indexed(3)
    private static let magenta = Color.indexed(5)
    private static let cyan = Color.indexed(6)
    private static let white = Color.indexed(7)

    private static let selection = Look(Style(reversed: true), colored: pair(black, on: cyan))

    private static func pair(_ foreground: Color, on background: Color, bold: Bool = false) -> Style {
        Style(foreground: foreground, background: background, bold: bold)
    }
}
