import Foundation
import TOMLReading
import TerminalCore
import Testing

@testable import Theming

private let themesFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Themes").path(percentEncoded: false)

private let shippedThemes = ["default", "gruvbox-light", "high-contrast", "mono", "nord"]

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
        #expect(warnings.map(\.description) == [])
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
            for depth in [ColorDepth.mono, .eight, .sixteen, .indexed] {
                #expect(theme.style(role, depth: depth) == Theme.standard.style(role, depth: depth), "\(role) \(depth)")
            }
        }
    }

    @Test(arguments: shippedThemes) func explicitColourPairsAreReadable(name: String) throws {
        let (theme, _) = ThemeFile.load(try source(name), file: name)
        for role in StyleRole.allCases {
            for depth in [ColorDepth.eight, .sixteen, .indexed] {
                let style = theme.style(role, depth: depth)
                guard case .indexed(let foreground) = style.foreground,
                    case .indexed(let background) = style.background
                else { continue }
                let ratio = Contrast.ratio(foreground, background)
                #expect(ratio >= 4.5, "\(name): \(role.rawValue) has \(ratio) with \(depth)")
            }
        }
    }

    /// Roles that stand side by side, where one must not be taken for the other.
    static let neighbours: [[StyleRole]] = [
        [.text, .tableSelected, .tableMarked, .tableEnding, .tableEnded, .match],
        [.field, .fieldFocused, .fieldChanged], [.button, .buttonFocused], [.tab, .tabActive],
        [.calendar, .calendarSelected, .calendarDefault, .calendarToday], [.oldValue, .newValue],
        [.keyHint, .keyHintDisabled], [.text, .warning, .danger], [.status, .ok, .danger],
        [.banner, .bannerDemo, .bannerReadOnly], [.text, .title, .tableHeader],
    ]

    @Test(arguments: shippedThemes, neighbours)
    func withoutColoursNeighboursStillDiffer(name: String, roles: [StyleRole]) throws {
        let (theme, _) = ThemeFile.load(try source(name), file: name)
        // Few terminals without colours know dim, so it must not be the only difference.
        let styles = roles.map { role in
            var style = theme.style(role, depth: .mono)
            #expect(style.foreground == .terminalDefault && style.background == .terminalDefault)
            style.isDim = false
            return style
        }
        #expect(Set(styles).count == roles.count, "\(roles)")
    }
}

/// Contrast as WCAG 2 defines it, for xterm's 256 colours.
enum Contrast {
    static func ratio(_ a: UInt8, _ b: UInt8) -> Double {
        let (x, y) = (luminance(a), luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    private static func luminance(_ index: UInt8) -> Double {
        zip(components(Int(index)), [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
            let value = Double(part.0) / 255
            return sum + part.1 * (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
        }
    }

    private static let sixteen = [
        [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
        [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
        [255, 255, 255],
    ]

    private static func components(_ index: Int) -> [Int] {
        if index < 16 { return sixteen[index] }
        if index >= 232 { return Array(repeating: 8 + 10 * (index - 232), count: 3) }
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = index - 16
        return [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
    }
}
