import TerminalCore
import Testing
import Theming

@Suite struct ThemeWarningTests {
    @Test(arguments: [
        (
            "[roles]\n\"table.selcted\" = \"bold\"",
            ["dusk.toml:2: unknown role “table.selcted”, did you mean “table.selected”? Using the default."]
        ),
        ("[roles]\nzebra = \"bold\"", ["dusk.toml:2: unknown role “zebra”. Leaving it out."]),
        (
            "[palette]\nfrost = 110\n[roles]\nok = \"fg=frots\"",
            ["dusk.toml:4: unknown colour “frots”, did you mean “frost”? Using the default."]
        ),
        (
            "[roles]\nok = \"fg=gren\"",
            ["dusk.toml:2: unknown colour “gren”, did you mean “green”? Using the default."]
        ),
        ("[roles]\nok = \"fg=#ff0000\"", ["dusk.toml:2: unknown colour “#ff0000”. Using the default."]),
        ("[roles]\nok = \"fg=300\"", ["dusk.toml:2: colour 300 is not between 0 and 255. Using the default."]),
        ("[roles]\nok = { fg = -1 }", ["dusk.toml:2: colour -1 is not between 0 and 255. Using the default."]),
        (
            "[roles]\nok = \"blod\"",
            ["dusk.toml:2: unknown style “blod”, did you mean “bold”? Using the default."]
        ),
        ("[roles]\nok = \"fg\"", ["dusk.toml:2: “fg” needs a colour, as in “fg=red”. Using the default."]),
        (
            "[roles]\nok = 12",
            ["dusk.toml:2: “ok” must be a text such as “fg=red bold”, not 12. Using the default."]
        ),
        (
            "[roles]\nok = { bold = 1979-05-27 }",
            ["dusk.toml:2: “bold” must be a colour, true or false. Using the default."]
        ),
        ("[roles]\nok = [1, }", ["dusk.toml:2: a theme has no lists; write a style as one text. Leaving it out."]),
        ("[roles]\n[]", ["dusk.toml:2: a table needs a name in its brackets, as in [roles]. Leaving it out."]),
        (
            "\nname = \"\"\"",
            [
                #"dusk.toml:2: a theme has no texts over several lines; \n in a text in double quotes begins a new one. Leaving it out."#
            ]
        ),
        ("name = \"[\" # [", []),
        ("roles = 1", ["dusk.toml:1: “roles” must be a table of styles, not 1. Using the default."]),
        (
            "# comment\nname = 5",
            ["dusk.toml:2: “name” must be a text such as “Dusk”, not 5. Using “dusk”."]
        ),
        ("naem = \"Dusk\"", ["dusk.toml:1: unknown key “naem”, did you mean “name”? Leaving it out."]),
        ("\n[colours]\nx = 1", ["dusk.toml:2: unknown key “colours”. Leaving it out."]),
        ("[palette]\nice = 256", ["dusk.toml:2: colour 256 is not between 0 and 255. Leaving “ice” out."]),
        (
            "[palette]\nice = true",
            ["dusk.toml:2: colour “ice” must be 0 to 255 or a name, not true. Leaving “ice” out."]
        ),
        (
            "[roles.8]\nok = \"fg=200\"",
            ["dusk.toml:2: “roles.8” is for terminals with only the first 8 colours. Using the default."]
        ),
        (
            "[roles.mono]\nok = \"fg=red\"",
            ["dusk.toml:2: “roles.mono” is for terminals with no colours. Using the default."]
        ),
        (
            "[roles]\ntable.hedaer = \"bold\"",
            ["dusk.toml:2: unknown role “table.hedaer”, did you mean “table.header”? Using the default."]
        ),
        (
            "[roles]\nok = \"blod\"\ndim = \"fg=9999\"",
            [
                "dusk.toml:2: unknown style “blod”, did you mean “bold”? Using the default.",
                "dusk.toml:3: colour 9999 is not between 0 and 255. Using the default.",
            ]
        ),
    ])
    func saysWhatIsWrongAndWhatHappens(text: String, warnings: [String]) {
        let told = ThemeFile.load(text, file: "dusk.toml").warnings
        #expect(told.map(\.sentence.english) == warnings)
        for dutch in told.map(\.sentence.dutch) {
            for word in ["must", "unknown", "Using", "Leaving", "not", "is for", "needs", "has"] {
                #expect(!dutch.contains(" \(word) "), "\(dutch)")
            }
        }
    }

    @Test(arguments: [
        "[roles]\nok = \"bold\nwarning = \"reverse\"",
        "[roles]\nok = fg=red\nwarning = \"reverse\"",
        "[roles]\n= = =\nwarning = \"reverse\"",
        "[roles]\nwarning = \"reverse\"\nwarning = \"bold\"",
        "[roles]\nwarning = \"reverse\"\n\"\"\"",
        "[palette\n[roles]\nwarning = \"reverse\"",
    ])
    func aLineThatIsNoTOMLCostsOnlyItself(text: String) {
        let (theme, warnings) = ThemeFile.load(text, file: "dusk.toml")
        #expect(theme.style(.warning, depth: .indexed) == Style(reversed: true))
        #expect(warnings.count == 1)
        #expect(warnings.allSatisfy { $0.message.english.hasSuffix(" Leaving it out.") })
    }

    @Test func namesTheLineThatIsNoTOML() throws {
        let warnings = ThemeFile.load("name = \"Dusk\"\n\n[roles]\nok = bold\n", file: "dusk.toml").warnings
        #expect(warnings.map(\.line) == [4])
    }

    @Test(arguments: [
        "", "\u{0}\u{1}\u{2}", "{}{}{}", "\"\"\"\n\n", String(repeating: "[", count: 5000),
        String(repeating: "x\n", count: 500), "[roles]\n\"a\\u0000b\" = \"bold\"", "[[roles]]\nok = \"bold\"",
        "[roles]\nok = 1979-05-27", "\u{FEFF}name = \"x\"", "[roles.8.ok]\nfg = 1",
    ])
    func noTextIsTooBadForATheme(text: String) {
        let theme = ThemeFile.load(text, file: "dusk.toml").theme
        #expect(theme.style(.danger, depth: .eight) == Theme.standard.style(.danger, depth: .eight))
    }

    @Test(arguments: ["[=]", "[", "[[", "[[[x]]]", " [ .x]", "[#", "[{}]", "[]", "[ü]", "x = 1\n\u{0}[="])
    func aTableWithoutANameCostsOnlyItsLine(line: String) {
        let text = "[roles]\nwarning = \"reverse\"\n\(line)"
        let (theme, warnings) = ThemeFile.load(text, file: "dusk.toml")
        #expect(theme.style(.warning, depth: .indexed) == Style(reversed: true))
        #expect(!warnings.isEmpty)
    }

    /// A small theme with one character after another replaced: nothing may end the process.
    @Test(arguments: Array("[]{}=\"'#.,_-+0x\\\n\t\u{0}\u{7}é"))
    func survivesATypoAnywhere(typo: Character) {
        let text =
            "name = \"D\"\n[palette]\nice = 0x1F\n[roles]\n'ok' = { fg = \"ice\", bold = true }\ntab.active = \"dim\"\n"
        for index in text.indices {
            let changed = text[..<index] + [typo] + text[text.index(after: index)...]
            let theme = ThemeFile.load(String(changed), file: "dusk.toml").theme
            #expect(theme.style(.danger, depth: .eight) == Theme.standard.style(.danger, depth: .eight))
            _ = ThemeFile.load(String(text[..<index]) + [typo], file: "dusk.toml")
        }
    }
}
