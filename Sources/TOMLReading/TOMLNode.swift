import TOMLKit

/// A value of a TOML file, as far as Balie's files need values.
public enum TOMLNode: Sendable {
    case text(String)
    case number(Int)
    case bool(Bool)
    case table([(key: String, value: TOMLNode)])
    /// A kind of value that no file of ours needs, by its name.
    case other(String)

    init(_ value: any TOMLValueConvertible) {
        if let text = value.string {
            self = .text(text)
        } else if let number = value.int {
            self = .number(number)
        } else if let isOn = value.bool {
            self = .bool(isOn)
        } else if let table = value.table {
            self.init(table: table)
        } else {
            self = .other("\(value.type)")
        }
    }

    init(table: TOMLTable) {
        self = .table(
            table.keys.sorted().compactMap { key in
                table[key].map { (key: key, value: TOMLNode($0)) }
            })
    }

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
