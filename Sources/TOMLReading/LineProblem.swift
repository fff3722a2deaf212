/// Why a line of a file was not read.
public enum LineProblem: Error, Equatable, Sendable {
    case nul
    case namelessTable
    case list
    case longText
    /// In words of its own.
    case notTOML(String)

    /// The problem as a sentence; `kind` is what the file is: `a theme`.
    public func sentence(of kind: String) -> String {
        switch self {
        case .nul: "this line has a NUL character."
        case .namelessTable: "a table needs a name in its brackets."
        case .list: "\(kind) has no lists."
        case .longText: "\(kind) has no texts over several lines; \\n in a text in double quotes begins a new one."
        case .notTOML(let words): "this line is not TOML (\(words))."
        }
    }
}
