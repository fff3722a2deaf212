/// A table that lines are still added to. Source: TOML 1.0, the sections on keys, tables and inline tables.
final class OpenTable {
    enum Origin {
        /// A longer header mentioned it on the way; one of its own may follow.
        case implied
        case header
        /// Keys with dots made it; only such keys add to it.
        case dotted
    }

    private enum Member {
        case value(TOMLNode)
        case table(OpenTable)
    }

    private var origin: Origin
    private var members: [String: Member] = [:]

    init(_ origin: Origin) {
        self.origin = origin
    }

    /// Begins the table of a header; throws, and changes nothing, where it has been given before.
    func begin(_ path: ArraySlice<String>) throws(LineProblem) -> OpenTable {
        guard let name = path.first else { return self }
        let rest = path.dropFirst()
        switch members[name] {
        case nil:
            let table = OpenTable(rest.isEmpty ? .header : .implied)
            members[name] = .table(table)
            return try table.begin(rest)
        case .value: throw .notTOML("“\(name)” has a value already", "“\(name)” heeft al een waarde")
        case .table(let table):
            guard rest.isEmpty else { return try table.begin(rest) }
            guard table.origin == .implied else {
                throw .notTOML("its table is given twice", "de tabel staat er twee keer")
            }
            table.origin = .header
            return table
        }
    }

    /// Gives a key its value; throws, and changes nothing, where it has one.
    func set(_ path: ArraySlice<String>, to value: TOMLNode) throws(LineProblem) {
        guard let name = path.first else { return }
        let rest = path.dropFirst()
        switch members[name] {
        case nil where rest.isEmpty: members[name] = .value(value)
        case nil:
            let table = OpenTable(.dotted)
            members[name] = .table(table)
            try table.set(rest, to: value)
        case .table(let table) where !rest.isEmpty && table.origin == .dotted: try table.set(rest, to: value)
        case .value where !rest.isEmpty:
            throw .notTOML("“\(name)” has a value already", "“\(name)” heeft al een waarde")
        case .table where !rest.isEmpty:
            throw .notTOML("“\(name)” is a table with a header of its own", "“\(name)” is een tabel met een eigen kop")
        case .value, .table: throw .notTOML("its key is given twice", "de sleutel staat er twee keer")
        }
    }

    /// The members in the order of their names.
    var entries: [(key: String, value: TOMLNode)] {
        members.sorted { $0.key < $1.key }.map { name, member in
            switch member {
            case .value(let value): (key: name, value: value)
            case .table(let table): (key: name, value: table.node)
            }
        }
    }

    var node: TOMLNode { .table(entries) }
}
