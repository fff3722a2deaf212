import TerminalCore

extension Theme {
    /// The built-in look. It leaves the page to the terminal, so that it is readable on dark and on light.
    ///
    /// A coloured word stands on a ground of its own, because hardly any colour is readable on both black and white;
    /// only headings do with less contrast. `Themes/default.toml` is the same look as a file to start from.
    public static let standard: Theme = {
        var theme = Theme(name: "Default")
        for role in StyleRole.allCases {
            let look = standardLook(role)
            theme.set(role, look.mono, depth: .mono)
            theme.set(role, look.eight, depth: .eight)
            theme.set(role, look.indexed, depth: .indexed)
        }
        return theme
    }()

    private struct Look {
        var mono: Style
        /// With the first eight colours of the palette, which every colour terminal has. Black is never bold there:
        /// many of these terminals would show it grey.
        var eight: Style
        /// With all 256, of which those from 16 on are the same everywhere.
        var indexed: Style

        init(_ mono: Style = .plain, eight: Style? = nil, indexed: Style? = nil) {
            self.mono = mono
            self.eight = eight ?? mono
            self.indexed = indexed ?? self.eight
        }
    }

    private static func standardLook(_ role: StyleRole) -> Look {
        switch role {
        case .text, .tab, .field, .button, .calendar, .calendarToday, .status: Look()
        case .dim, .border, .label, .placeholder, .hint, .keyHintDisabled, .tableEnded: Look(dim)
        case .title, .dialogTitle, .tableMarked, .fieldChanged, .calendarDefault: Look(bold)
        case .keyHint: Look(bold, eight: .plain)
        case .heading: Look(indexed: Style(foreground: .indexed(68)))
        case .tableHeader: Look(dim, indexed: Style(foreground: .indexed(68)))
        case .tableSelected, .calendarSelected: Look(reverse, eight: pair(0, on: 6), indexed: pair(16, on: 80))
        case .buttonFocused: Look(reverse, eight: pair(0, on: 6), indexed: pair(16, on: 80, bold: true))
        case .tabActive: Look(boldReverse, eight: pair(0, on: 6), indexed: pair(16, on: 80, bold: true))
        case .tableEnding: Look(bold, eight: pair(0, on: 3), indexed: pair(16, on: 221))
        case .match: Look(boldReverse, eight: pair(0, on: 2), indexed: pair(16, on: 182))
        case .fieldFocused: Look(Style(underlined: true), eight: pair(0, on: 6), indexed: pair(231, on: 24))
        case .oldValue: Look(dim, eight: pair(7, on: 1), indexed: pair(224, on: 52))
        case .newValue: Look(bold, eight: pair(0, on: 2), indexed: pair(194, on: 22))
        case .dialog: Look(eight: pair(7, on: 4), indexed: pair(253, on: 237))
        case .ok: Look(bold, eight: pair(0, on: 2), indexed: pair(194, on: 22))
        case .warning: Look(bold, eight: pair(0, on: 3), indexed: pair(16, on: 220))
        case .danger: Look(boldReverse, eight: pair(7, on: 1, bold: true), indexed: pair(231, on: 160, bold: true))
        case .banner: Look(reverse, indexed: pair(253, on: 238))
        case .bannerDemo: Look(bold, eight: pair(0, on: 3), indexed: pair(16, on: 220, bold: true))
        case .bannerReadOnly: Look(bold, eight: pair(0, on: 2), indexed: pair(16, on: 114, bold: true))
        }
    }

    private static let bold = Style(bold: true)
    private static let dim = Style(dim: true)
    private static let reverse = Style(reversed: true)
    private static let boldReverse = Style(bold: true, reversed: true)

    private static func pair(_ foreground: UInt8, on background: UInt8, bold: Bool = false) -> Style {
        Style(foreground: .indexed(foreground), background: .indexed(background), bold: bold)
    }
}
