import TerminalCore
import Testing
import Theming

@Suite struct ThemeFileTests {
    func style(_ role: StyleRole, _ depth: ColorDepth, in text: String) -> Style {
        ThemeFile.load(text, file: "dusk.toml").theme.style(role, depth: depth)
    }

    @Test(arguments: [
        (
            "ok = \"fg=frost bg=bright-black bold\"",
            Style(foreground: .indexed(110), background: .indexed(8), bold: true)
        ),
        (
            "ok = { fg = \"frost\", bg = 234, underline = true }",
            Style(foreground: .indexed(110), background: .indexed(234), underlined: true)
        ),
        (
            "ok = \"fg=default bg=201 dim reverse\"",
            Style(background: .indexed(201), dim: true, reversed: true)
        ),
        ("ok = \"\"", Style.plain),
    ])
    func readsAStyle(line: String, expected: Style) {
        #expect(style(.ok, .indexed, in: "[roles]\n\(line)\n[palette]\nfrost = 110\n") == expected)
    }

    @Test func aPaletteNameGoesBeforeAStandardColour() {
        #expect(style(.ok, .indexed, in: "[palette]\nred = 167\n[roles]\nok = \"fg=red\"").foreground == .indexed(167))
    }

    @Test func keysWithDotsNeedNoQuotes() {
        #expect(style(.tableHeader, .indexed, in: "[roles]\ntable.header = \"reverse\"") == Style(reversed: true))
    }

    @Test func aStyleServesEveryTerminalThatCanShowIt() {
        let text = "[roles]\nok = \"fg=110\"\ndanger = \"fg=bright-red\"\ntext = \"fg=red\"\ndim = \"bold\""
        let standard = Theme.standard
        #expect(style(.ok, .sixteen, in: text) == standard.style(.ok, depth: .sixteen))
        #expect(style(.danger, .sixteen, in: text).foreground == .indexed(9))
        #expect(style(.danger, .eight, in: text) == standard.style(.danger, depth: .eight))
        #expect(style(.text, .eight, in: text).foreground == .indexed(1))
        #expect(style(.text, .mono, in: text) == .plain)
        #expect(style(.dim, .mono, in: text) == Style(bold: true))
    }

    @Test func fallbacksSayOtherwise() {
        let text = """
            [roles]
            ok = "fg=110"
            [roles.8]
            ok = "fg=cyan"
            danger = "fg=cyan"
            [roles.16]
            ok = "fg=bright-cyan"
            [roles.mono]
            ok = "reverse"
            """
        #expect(style(.ok, .indexed, in: text).foreground == .indexed(110))
        #expect(style(.ok, .sixteen, in: text).foreground == .indexed(14))
        #expect(style(.ok, .eight, in: text).foreground == .indexed(6))
        #expect(style(.ok, .mono, in: text) == Style(reversed: true))
        #expect(style(.danger, .sixteen, in: text).foreground == .indexed(6))
    }

    @Test func aThemeWithAPageOfItsOwnAndNoDialogsHasThemOnItsPage() {
        let page = Style(foreground: .indexed(16), background: .indexed(231))
        let text = "[roles]\ntext = \"fg=16 bg=231\"\n"
        #expect(style(.dialog, .indexed, in: text) == page)
        #expect(style(.dialog, .eight, in: text) == Theme.standard.style(.dialog, depth: .eight))
        #expect(style(.dialog, .indexed, in: text + "dialog = \"fg=16 bg=255\"").background == .indexed(255))
        #expect(
            style(.dialog, .indexed, in: "[roles]\nok = \"bold\"") == Theme.standard.style(.dialog, depth: .indexed))
    }

    @Test func aThemeWithoutANameIsCalledAfterItsFile() {
        #expect(ThemeFile.load("", file: "dusk.toml").theme.name == "dusk")
        #expect(ThemeFile.load("name = \"Dusk\"", file: "d.toml").theme.name == "Dusk")
    }
}
