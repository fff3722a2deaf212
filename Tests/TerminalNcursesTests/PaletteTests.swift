import TerminalCore
import Testing

@testable import TerminalNcurses

@Suite struct PaletteTests {
    private final class Defined {
        var pairs: [Int16: Palette.Colors] = [:]
    }

    private let defined = Defined()

    private func palette(_ style: Style, depth: ColorDepth, colors: Int, limit: Int = 256) -> Palette {
        var theme = Theme(name: "test")
        theme.set(.title, style, depth: depth)
        theme.set(.danger, Style(foreground: .indexed(1)), depth: depth)
        return Palette(theme: theme, colorCount: colors, pairLimit: limit) { [defined] pair, colors in
            defined.pairs[pair] = colors
            return true
        }
    }

    @Test(
        arguments: [
            (0, .mono), (2, .mono), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .indexed), (1 << 24, .eight),
        ] as [(Int, ColorDepth)])
    func knowsTheDepth(_ colors: Int, _ depth: ColorDepth) {
        #expect(palette(.plain, depth: .mono, colors: colors).depth == depth)
    }

    @Test func withoutColoursOnlyAttributesRemain() {
        var palette = palette(Style(foreground: .indexed(1), bold: true, reversed: true), depth: .mono, colors: 0)
        #expect(
            palette.ink(for: .title)
                == Ink(attributes: Palette.attributes(of: Style(bold: true, reversed: true)), pair: 0))
        #expect(defined.pairs.isEmpty)
    }

    @Test func definesAPairOnceAndOnlyWhenNeeded() {
        var palette = palette(Style(foreground: .indexed(200), underlined: true), depth: .indexed, colors: 256)
        #expect(palette.ink(for: .text) == Ink(attributes: 0, pair: 0))
        #expect(palette.ink(for: .title) == Ink(attributes: Palette.attributes(of: Style(underlined: true)), pair: 1))
        #expect(palette.ink(for: .danger) == Ink(attributes: 0, pair: 2))
        #expect(palette.ink(for: .title).pair == 1)
        #expect(
            defined.pairs == [
                1: Palette.Colors(foreground: 200, background: -1), 2: Palette.Colors(foreground: 1, background: -1),
            ])
    }

    @Test func theRoleDrawnLastTakesTheInkOfAnotherTheme() {
        var palette = palette(Style(bold: true), depth: .indexed, colors: 256)
        #expect(palette.ink(for: .title) == Ink(attributes: Palette.attributes(of: Style(bold: true)), pair: 0))
        #expect(palette.ink(for: .danger) == Ink(attributes: 0, pair: 1))
        palette.theme.set(.title, Style(underlined: true), depth: .indexed)
        #expect(palette.ink(for: .title) == Ink(attributes: Palette.attributes(of: Style(underlined: true)), pair: 0))
    }

    @Test func eightColoursShowABrightOneInBold() {
        var palette = palette(
            Style(foreground: .indexed(12), background: .indexed(9), dim: true), depth: .eight, colors: 8)
        #expect(
            palette.ink(for: .title) == Ink(attributes: Palette.attributes(of: Style(bold: true, dim: true)), pair: 1))
        #expect(defined.pairs[1] == Palette.Colors(foreground: 4, background: 1))
    }

    @Test func aColourTheTerminalLacksIsItsOwn() {
        var palette = palette(Style(foreground: .indexed(200), background: .indexed(3)), depth: .eight, colors: 16)
        _ = palette.ink(for: .title)
        #expect(defined.pairs[1] == Palette.Colors(foreground: -1, background: 3))
    }

    @Test func theSameRoleHasAnotherInkOnAnotherGround() {
        var palette = palette(Style(foreground: .indexed(200)), depth: .indexed, colors: 256)
        palette.theme.set(.dialog, Style(background: .indexed(239)), depth: .indexed)
        #expect(palette.ink(for: .title).pair == 1)
        #expect(palette.ink(for: .title, on: .dialog).pair == 2)
        #expect(palette.ink(for: .title).pair == 1)
        #expect(defined.pairs[2] == Palette.Colors(foreground: 200, background: 239))
    }

    @Test func withoutPairsLeftTheTerminalsColoursAreUsed() {
        var palette = palette(Style(foreground: .indexed(2)), depth: .eight, colors: 8, limit: 2)
        #expect(palette.ink(for: .title).pair == 1)
        #expect(palette.ink(for: .danger).pair == 0)
    }
}
