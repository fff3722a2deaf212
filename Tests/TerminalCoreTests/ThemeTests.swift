import TerminalCore
import Testing

@Suite struct ThemeTests {
    private static let theme: Theme = {
        var theme = Theme(name: "test")
        theme.set(.text, Style(foreground: .indexed(253), background: .indexed(236)), depth: .indexed)
        theme.set(.dialog, Style(foreground: .indexed(255), background: .indexed(239)), depth: .indexed)
        theme.set(.label, Style(foreground: .indexed(110), background: .indexed(236)), depth: .indexed)
        theme.set(.dim, Style(foreground: .indexed(253), background: .indexed(236), dim: true), depth: .indexed)
        theme.set(.danger, Style(foreground: .indexed(231), background: .indexed(160)), depth: .indexed)
        theme.set(.hint, Style(foreground: .indexed(110)), depth: .indexed)
        theme.set(.banner, Style(reversed: true), depth: .mono)
        theme.set(.tabActive, Style(bold: true, reversed: true), depth: .mono)
        theme.set(.fieldFocused, Style(underlined: true), depth: .mono)
        theme.set(.placeholder, Style(dim: true), depth: .mono)
        return theme
    }()

    @Test(
        arguments: [
            // What it shares with the page comes from the ground, the rest stays its own.
            (.text, .dialog, .indexed, Style(foreground: .indexed(255), background: .indexed(239))),
            (.label, .dialog, .indexed, Style(foreground: .indexed(110), background: .indexed(239))),
            (.dim, .dialog, .indexed, Style(foreground: .indexed(255), background: .indexed(239), dim: true)),
            (.danger, .dialog, .indexed, Style(foreground: .indexed(231), background: .indexed(160))),
            (.hint, .dialog, .indexed, Style(foreground: .indexed(110))),
            (.dialog, .dialog, .indexed, Style(foreground: .indexed(255), background: .indexed(239))),
            (.label, .text, .indexed, Style(foreground: .indexed(110), background: .indexed(236))),
            // Without colours the attributes that make a ground go on under what stands there.
            (.tab, .banner, .mono, Style(reversed: true)),
            (.tabActive, .banner, .mono, Style(bold: true)),
            (.placeholder, .fieldFocused, .mono, Style(dim: true, underlined: true)),
            (.label, .dialog, .mono, .plain),
        ] as [(StyleRole, StyleRole, ColorDepth, Style)])
    func aRoleStandsOnAGround(_ role: StyleRole, _ ground: StyleRole, _ depth: ColorDepth, _ expected: Style) {
        #expect(Self.theme.style(role, on: ground, depth: depth) == expected)
    }
}
