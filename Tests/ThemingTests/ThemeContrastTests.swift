import Foundation
import TerminalCore
import Testing

@testable import Theming

let allDepths = [ColorDepth.mono, .eight, .sixteen, .indexed]

/// Whether everything can be read and told apart, in every shipped theme and at every colour depth.
@Suite struct ThemeContrastTests {
    struct Look: Sendable, CustomTestStringConvertible {
        var name: String
        var depth: ColorDepth

        var testDescription: String { "\(name) with \(depth)" }

        func theme() throws -> Theme {
            let source = try String(contentsOfFile: "\(themesFolder)/\(name).toml", encoding: .utf8)
            return ThemeFile.load(source, file: name).theme
        }
    }

    static let looks = shippedThemes.flatMap { name in allDepths.map { Look(name: name, depth: $0) } }
    static let colouredLooks = looks.filter { $0.depth != .mono && $0.name != "mono" }

    /// What stands on each ground. On the page and in a dialog that is all but the top bar.
    static let grounds: [(ground: StyleRole, roles: [StyleRole])] = {
        let bar: [StyleRole] = [.banner, .bannerDemo, .bannerReadOnly, .tab, .tabActive]
        let others = StyleRole.allCases.filter { !bar.contains($0) }
        return [
            (.text, others.filter { ![.dialog, .dialogTitle].contains($0) } + [.tabActive]),
            (.dialog, others), (.banner, bar + [.keyHintDisabled]),
            (.fieldFocused, [.fieldFocused, .placeholder, .dim]),
        ]
    }()

    /// Lines and what merely guides the eye; WCAG asks 3 of them, and 4.5 of all text.
    static let decoration: Set<StyleRole> = [.border, .placeholder, .keyHintDisabled, .heading, .tableHeader]
    /// What steps back behind other text. With the first sixteen colours there is nothing between it and that text.
    static let dimmed: Set<StyleRole> = [.dim, .label, .hint, .tableEnded]

    static func contrastNeeded(by role: StyleRole, on ground: StyleRole, _ depth: ColorDepth) -> Double {
        let isDimmed = dimmed.contains(role) && (depth < .indexed || ground == .fieldFocused)
        return decoration.contains(role) || isDimmed ? 3 : 4.5
    }

    @Test(arguments: looks) func everythingCanBeRead(_ look: Look) throws {
        let theme = try look.theme()
        for (ground, roles) in Self.grounds {
            for role in roles {
                let style = theme.style(role, on: ground, depth: look.depth)
                let needed = Self.contrastNeeded(by: role, on: ground, look.depth)
                let ratio = Contrast.ratio(style, depth: look.depth)
                #expect(ratio >= needed, "\(role.rawValue) on \(ground.rawValue) has \(ratio)")
            }
        }
    }

    /// Roles of which one must not be taken for the other.
    static let neighbours: [[StyleRole]] = [
        [.text, .tableSelected, .tableMarked, .tableEnding, .tableEnded, .match],
        [.field, .fieldFocused, .fieldChanged], [.button, .buttonFocused], [.banner, .tab, .tabActive],
        [.calendar, .calendarSelected, .calendarDefault], [.dialog, .oldValue, .newValue],
        [.keyHint, .keyHintDisabled], [.keyHint, .hint], [.text, .warning, .danger], [.status, .ok, .danger],
        [.oldValue, .danger], [.banner, .bannerDemo, .bannerReadOnly], [.text, .title, .tableHeader],
        [.text, .label, .title], [.text, .dim],
    ]

    @Test(arguments: colouredLooks) func neighboursDiffer(_ look: Look) throws {
        let theme = try look.theme()
        for roles in Self.neighbours {
            let ground: StyleRole = roles.contains(.banner) ? .banner : roles.contains(.dialog) ? .dialog : .text
            let styles = roles.map { theme.style($0, on: ground, depth: look.depth) }
            // The tabs stand on the bar itself.
            let expected = roles.contains(.tab) ? roles.count - 1 : roles.count
            #expect(Set(styles).count == expected, "\(roles)")
        }
    }

    /// A sign says the same as these, so that they need not differ where there are no colours: `✗` ended, `!` ends,
    /// `*` marked, changed or proposed, `-` old, `+` new. Of the banner the words differ, a header stands first.
    static let unsignedNeighbours: [[StyleRole]] = [
        [.text, .tableSelected, .tableMarked, .match], [.field, .fieldFocused], [.button, .buttonFocused],
        [.tab, .tabActive], [.calendar, .calendarSelected], [.keyHint, .keyHintDisabled], [.keyHint, .hint],
        [.text, .warning, .danger], [.status, .ok, .danger], [.text, .title],
    ]

    @Test(arguments: shippedThemes, unsignedNeighbours)
    func withoutColoursNeighboursStillDiffer(name: String, roles: [StyleRole]) throws {
        let theme = try Look(name: name, depth: .mono).theme()
        // Few terminals without colours know dim, so it must not be the only difference.
        let styles = roles.map { role in
            var style = theme.style(role, depth: .mono)
            #expect(style.foreground == .terminalDefault && style.background == .terminalDefault)
            style.isDim = false
            return style
        }
        #expect(Set(styles).count == roles.count, "\(roles)")
    }

    @Test(arguments: looks) func onlyTheFocusIsUnderlined(_ look: Look) throws {
        let theme = try look.theme()
        let underlined = StyleRole.allCases.filter { theme.style($0, depth: look.depth).isUnderlined }
        #expect(underlined == (look.depth == .mono || look.name == "mono" ? [.fieldFocused] : []))
    }

    @Test(arguments: colouredLooks)
    func barDialogAndFocusHaveGroundsOfTheirOwn(_ look: Look) throws {
        let theme = try look.theme()
        let page = theme.style(.text, depth: look.depth)
        func ground(_ role: StyleRole) -> [Color] {
            let style = theme.style(role, depth: look.depth)
            return style.isReversed ? [style.foreground, .indexed(255)] : [style.background]
        }
        let grounds = [[page.background], ground(.banner), ground(.dialog), ground(.fieldFocused)]
        #expect(ground(.banner) != [page.background])
        #expect(Set([[page.background], ground(.dialog), ground(.fieldFocused)]).count == 3, "\(grounds)")
        #expect(
            theme.style(.tab, on: .banner, depth: look.depth).background
                == theme.style(.banner, depth: look.depth).background)
    }
}

/// Contrast as WCAG 2 defines it, for xterm's 256 colours.
enum Contrast {
    /// The worst that a style can come to. What a theme leaves to the terminal is white on black or black on white;
    /// where only one of the two is left to it, the other can be either.
    static func ratio(_ style: Style, depth: ColorDepth) -> Double {
        var foregrounds = colours(style.foreground)
        let backgrounds = colours(style.background)
        // Some terminals show a bold colour of the first eight as its bright one.
        if depth != .mono, style.isBold, case .indexed(let index) = style.foreground, index < 8 {
            foregrounds.append(components(Int(index) + 8))
        }
        if foregrounds.isEmpty, backgrounds.isEmpty {
            return min(ratio(white, black, isDim: style.isDim), ratio(black, white, isDim: style.isDim))
        }
        let extremes = [black, white]
        return (foregrounds.isEmpty ? extremes : foregrounds).flatMap { foreground in
            (backgrounds.isEmpty ? extremes : backgrounds).map { background in
                style.isReversed
                    ? ratio(background, foreground, isDim: style.isDim)
                    : ratio(foreground, background, isDim: style.isDim)
            }
        }.min() ?? 0
    }

    private static let black = [0, 0, 0]
    private static let white = [255, 255, 255]

    private static func colours(_ color: Color) -> [[Int]] {
        if case .indexed(let index) = color { [components(Int(index))] } else { [] }
    }

    /// Dim is two thirds of the way from the ground to the colour, as terminals show it.
    private static func ratio(_ foreground: [Int], _ background: [Int], isDim: Bool) -> Double {
        let shown = isDim ? zip(foreground, background).map { (2 * $0 + $1) / 3 } : foreground
        let (x, y) = (luminance(shown), luminance(background))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    private static func luminance(_ components: [Int]) -> Double {
        zip(components, [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
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
