/// A part of what staff type into a filter: a word, or a comparison such as `ends<2027-01-01`.
///
/// Parts are parted by white space; `!` in front of one means that it must not hold; between double quotes stands a
/// text as it is, white space and signs included.
public struct FilterToken: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case word(String, isQuoted: Bool)
        /// `sign` is one of `FilterToken.signs`; the value is empty where it is still to be typed.
        case comparison(field: String, sign: String, value: String, isQuoted: Bool)
    }

    public var kind: Kind
    public var isNegated: Bool
    /// As it was typed.
    public var text: String

    /// Longer ones come first.
    public static let signs = ["<=", ">=", "!=", ":", "=", "<", ">"]

    /// Whether a text can be more than words.
    public static func mayBeMore(_ typed: String) -> Bool { typed.contains { ":<=>!\"".contains($0) } }

    public static func read(_ typed: String) -> [FilterToken] {
        var rest = typed[...]
        var tokens: [FilterToken] = []
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { return tokens }
            tokens.append(take(&rest))
        }
    }

    private static func take(_ rest: inout Substring) -> FilterToken {
        let start = rest.startIndex
        var isNegated = false
        if rest.first == "!", let next = rest.dropFirst().first, !next.isWhitespace, next != "!" {
            isNegated = true
            rest.removeFirst()
        }
        let kind = takeComparison(&rest) ?? takeWord(&rest)
        return FilterToken(kind: kind, isNegated: isNegated, text: String(rest.base[start..<rest.startIndex]))
    }

    /// A name that begins with a letter, and a sign behind it; blanks may stand around signs that nobody types else.
    private static func takeComparison(_ rest: inout Substring) -> Kind? {
        guard rest.first?.isLetter == true else { return nil }
        let field = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
        let behind = rest[field.endIndex...]
        let parted = behind.drop(while: \.isWhitespace)
        // An address, as of a website, is a word.
        guard let sign = signs.first(where: { parted.hasPrefix($0) }), !parted.hasPrefix("://"),
            sign != ":" || parted.startIndex == behind.startIndex
        else { return nil }
        rest = parted.dropFirst(sign.count)
        if sign != ":" { rest = rest.drop(while: \.isWhitespace) }
        let (value, isQuoted) = takeText(&rest)
        return .comparison(field: String(field), sign: sign, value: value, isQuoted: isQuoted)
    }

    private static func takeWord(_ rest: inout Substring) -> Kind {
        let (text, isQuoted) = takeText(&rest)
        return .word(text, isQuoted: isQuoted)
    }

    private static func takeText(_ rest: inout Substring) -> (String, isQuoted: Bool) {
        guard rest.first == "\"" else {
            let text = rest.prefix { !$0.isWhitespace }
            rest = rest[text.endIndex...]
            return (String(text), false)
        }
        let inner = rest.dropFirst().prefix { $0 != "\"" }
        // A quote that is still to be closed reaches to the end.
        rest = rest[inner.endIndex...].dropFirst()
        return (String(inner), true)
    }
}
