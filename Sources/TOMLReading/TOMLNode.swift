import BillingModel

/// A value of a TOML file, as far as Balie's files need values.
public enum TOMLNode: Sendable {
    case text(String)
    case number(Int)
    case bool(Bool)
    case table([(key: String, value: TOMLNode)])
    /// A kind of value that no file of ours needs, by its name.
    case other(String)

    /// How a sentence shows it.
    public var quoted: LocalizedText {
        switch self {
        case .text(let text): LocalizedText(verbatim: "“\(text)”")
        case .number(let number): LocalizedText(verbatim: "\(number)")
        case .bool(let isOn): LocalizedText(verbatim: "\(isOn)")
        case .table: LocalizedText("a table", "een tabel")
        case .other(let type): LocalizedText("a value of type \(type)", "een waarde van type \(type)")
        }
    }
}
