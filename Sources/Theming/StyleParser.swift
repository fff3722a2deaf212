import BillingModel
import TOMLReading
import TerminalCore

/// Why a style or colour of a theme was not understood.
struct StyleProblem: Error, Equatable {
    /// Begins in lower case, since it follows file and line; ends in its own mark.
    var sentence: LocalizedText

    init(_ english: String, _ dutch: String) { sentence = LocalizedText(english, dutch) }

    init(_ sentence: LocalizedText) { self.sentence = sentence }
}

/// Reads styles: `fg=frost bg=234 bold underline`, or the same as an inline table.
struct StyleParser {
    /// The theme's own colour names.
    var palette: [String: Color] = [:]

    static let attributes = ["bold", "dim", "underline", "reverse"]
    static let keys = ["fg", "bg"] + attributes

    func style(_ text: String) throws(StyleProblem) -> Style {
        var style = Style.plain
        for word in text.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 {
                try set(parts[0], to: color(parts[1]), in: &style)
            } else {
                try set(parts[0], true, in: &style)
            }
        }
        return style
    }

    func style(_ entries: [(key: String, value: TOMLNode)]) throws(StyleProblem) -> Style {
        var style = Style.plain
        for (key, value) in entries {
            switch value {
            case .bool(let isOn): try set(key, isOn, in: &style)
            case .text(let name): try set(key, to: color(name), in: &style)
            case .number(let index): try set(key, to: color(index), in: &style)
            case .table, .other:
                throw StyleProblem(
                    "“\(key)” must be a colour, true or false.", "“\(key)” moet een kleur, true of false zijn.")
            }
        }
        return style
    }

    /// A colour by palette name, standard name or index.
    func color(_ name: String) throws(StyleProblem) -> Color {
        if let color = palette[name] ?? ColorName.color(name) { return color }
        if let index = Int(name) { return try color(index) }
        let known = palette.keys.sorted() + ColorName.all
        throw StyleProblem(
            LocalizedText("unknown colour “\(name)”", "onbekende kleur “\(name)”")
                + Suggestion.ending(for: name, among: known))
    }

    func color(_ index: Int) throws(StyleProblem) -> Color {
        guard let index = UInt8(exactly: index) else {
            throw StyleProblem(
                "colour \(index) is not between 0 and 255.", "kleur \(index) ligt niet tussen 0 en 255.")
        }
        return .indexed(index)
    }

    private func set(_ key: String, to color: Color, in style: inout Style) throws(StyleProblem) {
        switch key {
        case "fg": style.foreground = color
        case "bg": style.background = color
        default: throw unknown(key)
        }
    }

    private func set(_ attribute: String, _ isOn: Bool, in style: inout Style) throws(StyleProblem) {
        switch attribute {
        case "bold": style.isBold = isOn
        case "dim": style.isDim = isOn
        case "underline": style.isUnderlined = isOn
        case "reverse": style.isReversed = isOn
        case "fg", "bg":
            throw StyleProblem(
                "“\(attribute)” needs a colour, as in “\(attribute)=red”.",
                "“\(attribute)” heeft een kleur nodig, zoals “\(attribute)=red”.")
        default: throw unknown(attribute)
        }
    }

    private func unknown(_ key: String) -> StyleProblem {
        StyleProblem(
            LocalizedText("unknown style “\(key)”", "onbekende stijl “\(key)”")
                + Suggestion.ending(for: key, among: Self.keys))
    }
}
