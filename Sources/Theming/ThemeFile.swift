import BillingModel
import TOMLReading
import TerminalCore

/// Reads theme files: a name, a `[palette]` of colours and the `[roles]`.
///
/// A role is a text such as `"fg=frost bold"`, or an inline table with the same keys. It is used on every
/// terminal that can show its colours; on poorer ones the role looks as in the built-in theme, unless
/// `[roles.16]`, `[roles.8]` or `[roles.mono]` say otherwise. A bad line costs a warning, never the theme.
public enum ThemeFile {
    /// The theme with everything that was understood, over the built-in one.
    ///
    /// `file` is the file's name, which the warnings carry and which names a theme without a name.
    public static func load(_ text: String, file: String) -> (theme: Theme, warnings: [ThemeWarning]) {
        var reader = ThemeReader(source: TOMLSource(text), file: file)
        reader.read()
        return (reader.theme, reader.warnings.sorted { ($0.line, $0.message.english) < ($1.line, $1.message.english) })
    }
}

/// Turns the entries of one theme file into a theme.
struct ThemeReader {
    private(set) var theme = Theme.standard
    private(set) var warnings: [ThemeWarning] = []
    private let source: TOMLSource
    private let file: String
    private var parser = StyleParser()
    /// What the file itself says, as far as it was understood.
    private var given: [StyleRole: Set<ColorDepth>] = [:]

    private static let kind = FileKind(
        LocalizedText("a theme", "een thema"), table: "roles",
        insteadOfLists: LocalizedText("write a style as one text", "schrijf een stijl als één tekst"))
    private static let leftOut = LocalizedText(" Leaving it out.", " Dit wordt overgeslagen.")
    private static let usingDefault = LocalizedText(" Using the default.", " De standaard blijft gelden.")

    private static let fallbacks: [(name: String, depths: [ColorDepth])] = [
        ("8", [.eight, .sixteen]), ("16", [.sixteen]), ("mono", [.mono]),
    ]

    init(source: TOMLSource, file: String) {
        self.source = source
        self.file = file
        theme.name = file.hasSuffix(".toml") ? String(file.dropLast(5)) : file
    }

    mutating func read() {
        if source.isHopeless {
            warn(
                1,
                LocalizedText(
                    "more than \(TOMLSource.mostBadLines) lines could not be read. Using the built-in theme.",
                    "meer dan \(TOMLSource.mostBadLines) regels waren niet te lezen. Het ingebouwde thema wordt gebruikt."
                ))
            return
        }
        for (line, problem) in source.rejected {
            warn(line, problem.sentence(of: Self.kind) + Self.leftOut)
        }
        // Roles name palette colours, so the palette comes first wherever it stands.
        for case ("palette", let value) in source.entries { readPalette(value) }
        for (key, value) in source.entries {
            switch key {
            case "palette": break
            case "name": readName(value)
            case "roles": readRoles(value)
            default: warnUnknown(Self.key, key, among: ["name", "palette", "roles"], path: [key])
            }
        }
    }

    private mutating func readName(_ value: TOMLNode) {
        if case .text(let name) = value, !name.isEmpty {
            theme.name = name
        } else {
            warn(
                ["name"],
                wrong("name", LocalizedText("a text such as “Dusk”", "een tekst zoals “Dusk” zijn"), value)
                    + LocalizedText(" Using “\(theme.name)”.", " Het heet “\(theme.name)”."))
        }
    }

    private mutating func readPalette(_ value: TOMLNode) {
        guard case .table(let colors) = value else {
            warn(
                ["palette"],
                wrong("palette", LocalizedText("a table of colours", "een tabel van kleuren zijn"), value)
                    + Self.leftOut)
            return
        }
        let standard = StyleParser()
        for (name, value) in colors {
            do throws(StyleProblem) {
                switch value {
                case .number(let index): parser.palette[name] = try standard.color(index)
                case .text(let text): parser.palette[name] = try standard.color(text)
                default:
                    throw StyleProblem(
                        "colour “\(name)” must be 0 to 255 or a name, not \(value.quoted.english).",
                        "kleur “\(name)” moet 0 tot en met 255 of een naam zijn, niet \(value.quoted.dutch).")
                }
            } catch {
                warn(
                    ["palette", name],
                    error.sentence + LocalizedText(" Leaving “\(name)” out.", " “\(name)” wordt overgeslagen."))
            }
        }
    }

    private mutating func readRoles(_ value: TOMLNode) {
        guard case .table(let roles) = value else {
            warn(["roles"], wrong("roles", Self.styles, value) + Self.usingDefault)
            return
        }
        let fallbackNames = Self.fallbacks.map(\.name)
        for (key, value) in roles where !fallbackNames.contains(key) {
            readRole([key], value, under: ["roles"]) { style in
                [ColorDepth.mono, .eight, .sixteen, .indexed].filter { $0 >= style.depthNeeded }
            }
        }
        for fallback in Self.fallbacks {
            guard let (_, value) = roles.first(where: { $0.key == fallback.name }) else { continue }
            readFallback(value, name: fallback.name, depths: fallback.depths)
        }
        keepDialogsOnThePage()
    }

    /// The built-in ground of dialogs belongs to the built-in page: the labels of another page could be unreadable on it.
    private mutating func keepDialogsOnThePage() {
        for depth in (given[.text] ?? []).subtracting(given[.dialog] ?? []) {
            let text = theme.style(.text, depth: depth)
            if text != .plain { theme.set(.dialog, text, depth: depth) }
        }
    }

    private mutating func readFallback(_ value: TOMLNode, name: String, depths: [ColorDepth]) {
        guard case .table(let roles) = value else {
            warn(["roles", name], wrong("roles.\(name)", Self.styles, value) + Self.usingDefault)
            return
        }
        for (key, value) in roles {
            readRole([key], value, under: ["roles", name]) { style throws(StyleProblem) in
                guard let poorest = depths.min(), style.depthNeeded <= poorest else {
                    let limit =
                        name == "mono"
                        ? LocalizedText("no colours", "zonder kleuren")
                        : LocalizedText("only the first \(name) colours", "met alleen de eerste \(name) kleuren")
                    throw StyleProblem(
                        "“roles.\(name)” is for terminals with \(limit.english).",
                        "“roles.\(name)” is voor terminals \(limit.dutch).")
                }
                return depths
            }
        }
    }

    /// Reads one role; `table.header = …` without quotes arrives as a table `table` with a key `header`.
    private mutating func readRole(
        _ names: [String], _ value: TOMLNode, under section: [String],
        depths: (Style) throws(StyleProblem) -> [ColorDepth]
    ) {
        let name = names.joined(separator: ".")
        let path = section + names
        guard let role = StyleRole(rawValue: name) else {
            if case .table(let inner) = value, StyleRole.allCases.contains(where: { $0.rawValue.hasPrefix(name + ".") })
            {
                for (key, value) in inner { readRole(names + [key], value, under: section, depths: depths) }
            } else {
                warnUnknown(Self.role, name, among: StyleRole.allCases.map(\.rawValue), path: path)
            }
            return
        }
        do throws(StyleProblem) {
            let style = try style(of: name, value)
            for depth in try depths(style) {
                theme.set(role, style, depth: depth)
                given[role, default: []].insert(depth)
            }
        } catch {
            warn(path, error.sentence + Self.usingDefault)
        }
    }

    private func style(of name: String, _ value: TOMLNode) throws(StyleProblem) -> Style {
        switch value {
        case .text(let text): return try parser.style(text)
        case .table(let entries): return try parser.style(entries)
        case .number, .bool, .other:
            throw StyleProblem(
                wrong(name, LocalizedText("a text such as “fg=red bold”", "een tekst zoals “fg=red bold” zijn"), value))
        }
    }

    private static let styles = LocalizedText("a table of styles", "een tabel van stijlen zijn")
    private static let key = LocalizedText("unknown key", "onbekende sleutel")
    private static let role = LocalizedText("unknown role", "onbekende rol")

    private mutating func warnUnknown(_ kind: LocalizedText, _ word: String, among names: [String], path: [String]) {
        let isSlip = Suggestion.nearest(to: word, among: names) != nil
        warn(
            path,
            kind + LocalizedText(verbatim: " “\(word)”") + Suggestion.ending(for: word, among: names)
                + (kind == Self.role && isSlip ? Self.usingDefault : Self.leftOut))
    }

    /// What a value must be and is not; the Dutch one ends in its verb.
    private func wrong(_ name: String, _ wanted: LocalizedText, _ value: TOMLNode) -> LocalizedText {
        LocalizedText(
            "“\(name)” must be \(wanted.english), not \(value.quoted.english).",
            "“\(name)” moet \(wanted.dutch), niet \(value.quoted.dutch).")
    }

    private mutating func warn(_ path: [String], _ message: LocalizedText) {
        warn(source.line(of: path), message)
    }

    private mutating func warn(_ line: Int, _ message: LocalizedText) {
        warnings.append(ThemeWarning(file: file, line: line, message: message))
    }
}
