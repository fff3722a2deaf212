/// A value of a TOML file, as far as Balie's files need values.
public enum TOMLNode: Sendable {
    case text(String)
    case number(Int)
    case bool(Bool)
    case table([(key: String, value: TOMLNode)])
    /// A kind of value that no file of ours needs, by its name.
    case other(String)

    /// How a sentence shows it.
    public var quoted: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .number(let number): "\(number)"
        case .bool(let isOn): "\(isOn)"
        case .table: "a table"
        case .other(let type): "a value of type \(type)"
        }
    }
}
