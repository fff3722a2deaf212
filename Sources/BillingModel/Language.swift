/// A language the console and its messages exist in.
public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case dutch = "nl"
}

/// One text in every language, so that a missing translation does not compile.
public struct LocalizedText: Hashable, Codable, Sendable {
    public var english: String
    public var dutch: String

    public init(_ english: String, _ dutch: String) {
        self.english = english
        self.dutch = dutch
    }

    /// A text that is the same everywhere: a code, or a vendor's own words.
    public init(verbatim text: String) {
        self.init(text, text)
    }

    /// One text behind the other, in each language.
    public static func + (a: LocalizedText, b: LocalizedText) -> LocalizedText {
        LocalizedText(a.english + b.english, a.dutch + b.dutch)
    }

    public subscript(_ language: Language) -> String {
        switch language {
        case .english: english
        case .dutch: dutch
        }
    }
}
