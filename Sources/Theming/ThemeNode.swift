import TOMLKit

/// A value of a theme file.
enum ThemeNode {
    case text(String)
    case number(Int)
    case bool(Bool)
    case table([(key: String, value: ThemeNode)])
    /// A kind of value that no theme needs, by its name.
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
                table[key].map { (key: key, value: ThemeNode($0)) }
            })
    }

    /// How a warning shows it.
    var quoted: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .number(let number): "\(number)"
        case .bool(let isOn): "\(isOn)"
        case .table: "a table"
        case .other(let type): "a value of type \(type)"
        }
    }
}
