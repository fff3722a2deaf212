import Profiles
import TerminalCore

extension Theme {
    /// The theme with the banner in a profile's colour; terminals without colours keep the theme's own banner.
    func banner(colored name: String) -> Theme {
        guard let index = Profile.bannerColors.firstIndex(of: name) else { return self }
        // Black letters on the light half of the palette, white ones on the dark half.
        let isLight = ["green", "yellow", "cyan", "white"].contains(name)
        let style = Style(foreground: .indexed(isLight ? 0 : 7), background: .indexed(UInt8(index)), bold: true)
        var theme = self
        for depth in [ColorDepth.eight, .sixteen, .indexed] {
            theme.set(.banner, style, depth: depth)
            theme.set(.tab, style, depth: depth)
        }
        return theme
    }
}
