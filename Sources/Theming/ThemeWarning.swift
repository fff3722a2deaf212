import BillingModel

/// A line of a theme file that was not understood, and what happens instead.
public struct ThemeWarning: Equatable, Sendable {
    /// The file's name without its folder.
    public var file: String
    /// Counted from 1.
    public var line: Int
    public var message: LocalizedText

    public init(file: String, line: Int, message: LocalizedText) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `dusk.toml:12: unknown role …`
    public var sentence: LocalizedText { LocalizedText(verbatim: "\(file):\(line): ") + message }
}
