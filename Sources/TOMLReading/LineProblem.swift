import BillingModel

/// Why a line of a file was not read.
public enum LineProblem: Error, Equatable, Sendable {
    case nul
    case namelessTable
    case list
    case longText
    /// In words of its own.
    case notTOML(LocalizedText)

    /// The problem as a sentence.
    public func sentence(of file: FileKind) -> LocalizedText {
        let name = file.name
        return switch self {
        case .nul: LocalizedText("this line has a NUL character.", "deze regel bevat een NUL-teken.")
        case .namelessTable:
            LocalizedText(
                "a table needs a name in its brackets, as in [\(file.table)].",
                "een tabel heeft een naam tussen de haken nodig, zoals [\(file.table)].")
        case .list:
            LocalizedText(
                "\(name.english) has no lists; \(file.insteadOfLists.english).",
                "\(name.dutch) heeft geen lijsten; \(file.insteadOfLists.dutch).")
        case .longText:
            LocalizedText(
                "\(name.english) has no texts over several lines; \\n in a text in double quotes begins a new one.",
                "\(name.dutch) heeft geen teksten over meerdere regels; \\n in een tekst tussen dubbele aanhalingstekens begint een nieuwe."
            )
        case .notTOML(let words):
            LocalizedText("this line is not TOML (\(words.english)).", "deze regel is geen TOML (\(words.dutch)).")
        }
    }

    static func notTOML(_ english: String, _ dutch: String) -> LineProblem { .notTOML(LocalizedText(english, dutch)) }
}

/// What a file is, for the sentences about its lines.
public struct FileKind: Sendable {
    /// `a theme`
    var name: LocalizedText
    /// A table that it may have.
    var table: String
    /// How to write what somebody wanted a list for.
    var insteadOfLists: LocalizedText

    public init(_ name: LocalizedText, table: String, insteadOfLists: LocalizedText) {
        self.name = name
        self.table = table
        self.insteadOfLists = insteadOfLists
    }
}
