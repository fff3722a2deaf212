import BillingAPI
import BillingModel
import TOMLReading

/// Turns the entries of `config.toml` into values, and collects a sentence for each that cannot be one.
struct ConfigurationReader {
    private(set) var problems: [LocalizedText] = []
    private var warnings: [LocalizedText] = []
    private let source: TOMLSource
    private static let kind = FileKind(
        LocalizedText("a configuration", "een configuratie"), table: "profile.main",
        insteadOfLists: LocalizedText("write a command as one text", "schrijf een opdracht als één tekst"))
    let file: String?
    let home: String

    init(_ text: String, file: String?, home: String) {
        source = TOMLSource(text)
        self.file = file
        self.home = home
    }

    mutating func read() -> Configuration {
        for (line, problem) in source.rejected.sorted(by: { $0.line < $1.line }) {
            refuse(line, problem.sentence(of: Self.kind))
        }
        guard problems.isEmpty, !source.isHopeless else { return Configuration() }
        var configuration = Configuration()
        for (key, value) in source.entries {
            switch key {
            case "default": configuration.defaultProfile = text(value, [key])
            case "profile": configuration.profiles = readProfiles(value)
            case "mail": configuration.mail = readMail(value)
            case "mouse": configuration.usesMouse = flag(value, [key]) ?? false
            default: refuseUnknown(key, among: ["default", "mail", "mouse", "profile"], [key])
            }
        }
        if let name = configuration.defaultProfile, !configuration.profiles.contains(where: { $0.name == name }),
            problems.isEmpty
        {
            let meant = Suggestion.ending(for: name, among: configuration.profiles.map(\.name))
            refuse(
                ["default"],
                LocalizedText(
                    "there is no profile “\(name.plainLine)” to open\(meant.english)",
                    "er is geen profiel “\(name.plainLine)” om te openen\(meant.dutch)"))
        }
        configuration.warnings = warnings
        return configuration
    }

    private mutating func readMail(_ value: TOMLNode) -> MailSettings {
        guard let entries = table(value, ["mail"]) else { return MailSettings() }
        var mail = MailSettings()
        for (key, value) in entries {
            let path = ["mail", key]
            switch key {
            case "command": mail.command = text(value, path)
            case "from": mail.from = text(value, path)
            default: refuseUnknown(key, among: ["command", "from"], path)
            }
        }
        return mail
    }

    private mutating func readProfiles(_ value: TOMLNode) -> [Profile] {
        guard let entries = table(value, ["profile"]) else { return [] }
        var profiles: [Profile] = []
        for (name, value) in entries {
            let path = ["profile", name]
            guard Profile.isName(name) else {
                refuse(path, ProfileSentence.badName(name))
                continue
            }
            guard let entries = table(value, path) else { continue }
            var reader = ProfileReader(name: name, entries: entries, file: self)
            if let profile = reader.read() { profiles.append(profile) }
            problems = reader.file.problems
            warnings = reader.file.warnings
        }
        return profiles
    }

    // MARK: Sentences

    mutating func refuse(_ path: [String], _ sentence: LocalizedText) { refuse(source.line(of: path), sentence) }

    mutating func refuseUnknown(_ key: String, among known: [String], _ path: [String]) {
        let meant = Suggestion.ending(for: key, among: known)
        let place = path.count > 1 ? " in [\(path.dropLast().joined(separator: ".").plainLine)]" : ""
        refuse(
            path,
            LocalizedText(
                "unknown key “\(key.plainLine)”\(place)\(meant.english) Known keys: \(known.joined(separator: ", ")).",
                "onbekende sleutel “\(key.plainLine)”\(place)\(meant.dutch) Bekende sleutels: \(known.joined(separator: ", "))."
            ))
    }

    mutating func warn(_ path: [String], _ sentence: LocalizedText) {
        warnings.append(located(source.line(of: path), sentence))
    }

    private mutating func refuse(_ line: Int, _ sentence: LocalizedText) { problems.append(located(line, sentence)) }

    private func located(_ line: Int, _ sentence: LocalizedText) -> LocalizedText {
        guard let file else { return LocalizedText(sentence.english.asSentence, sentence.dutch.asSentence) }
        return LocalizedText("\(file):\(line): \(sentence.english)", "\(file):\(line): \(sentence.dutch)")
    }

    // MARK: Values

    mutating func text(_ value: TOMLNode, _ path: [String]) -> String? {
        guard case .text(let text) = value, !text.isEmpty,
            !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else {
            refuseType(
                value, path,
                LocalizedText("a text on one line, in quotes", "een tekst op één regel, tussen aanhalingstekens"))
            return nil
        }
        return text
    }

    /// A path; `~/` at its beginning is the user's own folder.
    mutating func path(_ value: TOMLNode, _ path: [String]) -> String? {
        guard let text = text(value, path) else { return nil }
        let full = text.hasPrefix("~/") ? home + text.dropFirst(1) : text
        guard full.hasPrefix("/") else {
            refuse(
                path,
                LocalizedText(
                    "“\(text.plainLine)” must be a whole path, beginning with / or ~/.",
                    "“\(text.plainLine)” moet een volledig pad zijn, dat met / of ~/ begint."))
            return nil
        }
        return full
    }

    mutating func flag(_ value: TOMLNode, _ path: [String]) -> Bool? {
        if case .bool(let isOn) = value { return isOn }
        refuseType(value, path, LocalizedText("true or false", "true of false"))
        return nil
    }

    mutating func number(_ value: TOMLNode, in range: ClosedRange<Int>, _ path: [String]) -> Int? {
        if case .number(let number) = value, range.contains(number) { return number }
        let (low, high) = (range.lowerBound, range.upperBound)
        refuseType(
            value, path, LocalizedText("a number from \(low) to \(high)", "een getal van \(low) tot en met \(high)"))
        return nil
    }

    mutating func choice(_ value: TOMLNode, among known: [String], _ path: [String]) -> String? {
        guard let text = text(value, path) else { return nil }
        if known.contains(text) { return text }
        let meant = Suggestion.ending(for: text, among: known)
        let (key, list) = (path.last ?? "", known.joined(separator: ", "))
        refuse(
            path,
            LocalizedText(
                "unknown \(key) “\(text.plainLine)”\(meant.english) It is one of \(list).",
                "onbekende waarde “\(text.plainLine)” voor \(key)\(meant.dutch) Mogelijk zijn \(list)."))
        return nil
    }

    mutating func table(_ value: TOMLNode, _ path: [String]) -> [(key: String, value: TOMLNode)]? {
        if case .table(let entries) = value { return entries }
        let name = path.joined(separator: ".").plainLine
        refuseType(value, path, LocalizedText("a table, written [\(name)]", "een tabel, geschreven als [\(name)]"))
        return nil
    }

    private mutating func refuseType(_ value: TOMLNode, _ path: [String], _ wanted: LocalizedText) {
        let key = (path.last ?? "").plainLine
        // What stands where a key should not be may be the key.
        let shown = value.shown
        refuse(
            path,
            LocalizedText(
                "“\(key)” must be \(wanted.english), not \(shown.english).",
                "“\(key)” moet \(wanted.dutch) zijn, niet \(shown.dutch)."))
    }
}

extension TOMLNode {
    /// On one line, whatever it holds.
    var shown: LocalizedText {
        if case .text(let text) = self { return LocalizedText(verbatim: "“\(text.plainLine)”") }
        return quoted
    }
}

extension String {
    /// With a capital at its beginning, where no file and line stand before it.
    fileprivate var asSentence: String { prefix(1).uppercased() + dropFirst() }
}
