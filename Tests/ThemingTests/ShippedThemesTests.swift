import Foundation
import TOMLReading
import TerminalCore
import Testing

@testable import Theming

let themesFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Themes").path(percentEncoded: false)

let shippedThemes = ["default", "gruvbox-light", "high-contrast", "mono", "nord"]

@Suite struct ShippedThemesTests {
    let library = ThemeLibrary(folders: [themesFolder])

    func source(_ name: String) throws -> String {
        try String(contentsOfFile: "\(themesFolder)/\(name).toml", encoding: .utf8)
    }

    @Test func everyThemeIsListed() {
        #expect(library.names == shippedThemes)
    }

    @Test(arguments: shippedThemes) func loadsWithoutWarnings(name: String) throws {
        let (theme, warnings) = ThemeFile.load(try source(name), file: name)
        #expect(warnings.map(\.sentence.english) == [])
        #expect(theme.name != name)
    }

    @Test(arguments: shippedThemes) func definesEveryRole(name: String) throws {
        for case ("roles", .table(let roles)) in TOMLSource(try source(name)).entries {
            let defined = Set(roles.map(\.key))
            #expect(StyleRole.allCases.map(\.rawValue).filter { !defined.contains($0) } == [])
        }
    }

    @Test func theDefaultFileIsTheBuiltInTheme() throws {
        let (theme, _) = ThemeFile.load(try source("default"), file: "default.toml")
        #expect(theme.name == Theme.standard.name)
        for role in StyleRole.allCases {
            for depth in allDepths {
                #expect(theme.style(role, depth: depth) == Theme.standard.style(role, depth: depth), "\(role) \(depth)")
            }
        }
    }
}
