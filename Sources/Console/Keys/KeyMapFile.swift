import BillingModel
import TOMLReading
import TerminalCore

extension KeyMap {
    /// Beside `config.toml`.
    public static let fileName = "keymap.toml"

    /// Keys as a file gives them: a `set`, and under `[keys]` a text of key names for a command.
    ///
    /// A line that cannot be followed costs itself alone; why, is a sentence that names it.
    public static func read(_ text: String, file: String = fileName) -> (map: KeyMap, problems: [LocalizedText]) {
        var reader = KeyMapReader(TOMLSource(text), file: file)
        let map = reader.read()
        return (map, reader.problems.sorted { $0.line < $1.line }.map(\.sentence))
    }

    /// The map of entries over a set: a key that an entry gives to a command is taken from all others of the set,
    /// except from those that no page has beside it.
    fileprivate init(_ set: KeySet, given: [Command: [Key]]) {
        var own = given
        for command in Command.allCases where given[command] == nil {
            let keys = set.keys(of: command)
            let left = keys.filter { key in
                !given.contains { other, keys in keys.contains(key) && !command.isNeverBeside(other) }
            }
            if left != keys { own[command] = left }
        }
        self.init(set, own)
    }
}

/// Reads the entries one after the other, and refuses those that would leave staff without a way.
struct KeyMapReader {
    private struct Entry {
        var line: Int
        var command: Command
        var keys: [Key]
    }

    private(set) var problems: [(line: Int, sentence: LocalizedText)] = []
    private let source: TOMLSource
    private let file: String
    private var set = KeySet.standard
    private var entries: [Entry] = []

    private static let kind = FileKind(
        LocalizedText("a keymap", "een toetsenkaart"), table: "keys",
        insteadOfLists: LocalizedText(
            "write the keys as one text, as in \"e F4\"", "schrijf de toetsen als één tekst, zoals \"e F4\""))

    init(_ source: TOMLSource, file: String) {
        self.source = source
        self.file = file
    }

    mutating func read() -> KeyMap {
        if source.isHopeless {
            refuse(
                1,
                LocalizedText(
                    "more than \(TOMLSource.mostBadLines) lines could not be read; the standard keys hold.",
                    "meer dan \(TOMLSource.mostBadLines) regels waren niet te lezen; de standaardtoetsen gelden."))
            return .standard
        }
        for (line, problem) in source.rejected { refuse(line, problem.sentence(of: Self.kind)) }
        for (name, value) in source.entries {
            switch name {
            case "set": readSet(value)
            case "keys": readKeys(value)
            default: refuseUnknown(LocalizedText("name", "naam"), name, among: ["set", "keys"], [name])
            }
        }
        entries.sort { $0.line < $1.line }
        // One that is refused gives its keys back, which can make others right or wrong.
        while let (index, sentence) = firstProblem() { refuse(entries.remove(at: index).line, sentence) }
        return map
    }

    private var map: KeyMap {
        KeyMap(set, given: Dictionary(entries.map { ($0.command, $0.keys) }, uniquingKeysWith: { first, _ in first }))
    }

    private mutating func readSet(_ value: TOMLNode) {
        let known = KeySet.allCases.map(\.rawValue)
        guard case .text(let name) = value, let set = KeySet(rawValue: name) else {
            let word = if case .text(let name) = value { name } else { value.quoted.english }
            return refuseUnknown(LocalizedText("set", "verzameling"), word, among: known, ["set"])
        }
        self.set = set
    }

    private mutating func readKeys(_ value: TOMLNode) {
        guard case .table(let table) = value else {
            return refuse(
                source.line(of: ["keys"]),
                LocalizedText(
                    "“keys” must be a table, written [keys].", "“keys” moet een tabel zijn, geschreven als [keys]."))
        }
        let known = Dictionary(uniqueKeysWithValues: Command.allCases.map { ($0.fileName, $0) })
        for (name, value) in table {
            let path = ["keys", name]
            guard let command = known[name] else {
                refuseUnknown(LocalizedText("command", "opdracht"), name, among: known.keys.sorted(), path)
                continue
            }
            if let keys = keys(value, path) {
                entries.append(Entry(line: source.line(of: path), command: command, keys: keys))
            }
        }
    }

    private mutating func keys(_ value: TOMLNode, _ path: [String]) -> [Key]? {
        let line = source.line(of: path)
        guard case .text(let text) = value else {
            let name = path.last ?? ""
            refuse(
                line,
                LocalizedText(
                    "“\(name)” must be a text such as \"e F4\", not \(value.quoted.english).",
                    "“\(name)” moet een tekst zoals \"e F4\" zijn, niet \(value.quoted.dutch)."))
            return nil
        }
        var keys: [Key] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            switch KeyName.key(String(word)) {
            case .success(let key): if !keys.contains(key) { keys.append(key) }
            case .failure(let problem):
                refuse(line, problem.sentence)
                return nil
            }
        }
        return keys
    }

    // MARK: What may not be

    private func firstProblem() -> (Int, LocalizedText)? {
        for (index, entry) in entries.enumerated() {
            if let sentence = lack(entry.command, entry.keys) { return (index, sentence) }
            for other in entries[..<index] where !other.command.isNeverBeside(entry.command) {
                guard let key = entry.keys.first(where: other.keys.contains) else { continue }
                return (
                    index,
                    LocalizedText(
                        "“\(key.name)” is given to \(other.command.fileName) in line \(other.line).",
                        "“\(key.name)” is in regel \(other.line) al van \(other.command.fileName).")
                )
            }
        }
        // What is taken from the set must not be the last way to go on, back or out.
        let map = map
        for command in Command.allCases where !entries.contains(where: { $0.command == command }) {
            guard lack(command, map.keys(of: command)) != nil,
                let index = entries.firstIndex(where: { entry in
                    !entry.command.isNeverBeside(command) && entry.keys.contains { set.keys(of: command).contains($0) }
                })
            else { continue }
            let taken = entries[index].keys.filter { set.keys(of: command).contains($0) }.map(\.name)
                .joined(separator: " ")
            return (
                index,
                LocalizedText(
                    "“\(taken)” is needed by \(command.fileName); give that another key in a line of its own.",
                    "“\(taken)” is nodig voor \(command.fileName); geef die in een eigen regel een andere toets.")
            )
        }
        return nil
    }

    /// Why keys are not enough for a command; nil where one of them works wherever it is needed.
    private func lack(_ command: Command, _ keys: [Key]) -> LocalizedText? {
        guard let places = command.neededAt,
            !keys.contains(where: { key in places.allSatisfy { !$0.takes(key) } })
        else { return nil }
        let usual = KeySet.standard.keys(of: command).first { key in places.allSatisfy { !$0.takes(key) } }
        let (name, example) = (command.fileName, usual?.name ?? "")
        guard places != [.commands] else {
            return LocalizedText(
                "\(name) needs a key, such as \(example).", "\(name) heeft een toets nodig, zoals \(example).")
        }
        return LocalizedText(
            "\(name) needs a key that is free also in fields and among buttons, such as \(example).",
            "\(name) heeft een toets nodig die ook in velden en bij knoppen vrij is, zoals \(example).")
    }

    // MARK: Sentences

    private mutating func refuseUnknown(
        _ kind: LocalizedText, _ word: String, among known: [String], _ path: [String]
    ) {
        let meant = Suggestion.ending(for: word, among: known)
        let list = known.joined(separator: ", ")
        refuse(
            source.line(of: path),
            LocalizedText(
                "unknown \(kind.english) “\(word)”\(meant.english) Known are \(list).",
                "“\(word)” is hier geen bekende \(kind.dutch)\(meant.dutch) Bekend zijn \(list)."))
    }

    private mutating func refuse(_ line: Int, _ sentence: LocalizedText) {
        problems.append((line, LocalizedText(verbatim: "\(file):\(line): ") + sentence))
    }
}
