import BillingModel
import TOMLReading

extension KeptViews {
    /// Beside `config.toml`.
    public static let fileName = "views.toml"

    /// What a file says; a line that is not understood costs itself alone.
    public init(reading text: String) {
        for (name, value) in TOMLSource(text).entries {
            guard let tab = Tab.allCases.first(where: { $0.fileName == name }), case .table(let table) = value else {
                continue
            }
            var list = List()
            for (key, value) in table {
                switch (key, value) {
                case ("columns", .text(let text)): list.columns = Self.columns(text)
                case ("view", .table(let views)):
                    list.views = views.compactMap { name, value in
                        if case .table(let entries) = value { SavedView(name, entries) } else { nil }
                    }
                default: break
                }
            }
            lists[tab] = list
        }
    }

    /// The file that says this.
    public var text: String {
        var lines = ["# How the lists are seen; Balie writes this file anew when that changes.", ""]
        for tab in Tab.allCases {
            guard let list = lists[tab] else { continue }
            if let columns = list.columns {
                lines += ["[\(tab.fileName)]", "columns = \(Self.text(columns).tomlQuoted)", ""]
            }
            for view in list.views {
                lines += ["[\(tab.fileName).view.\(view.name.tomlQuoted)]"] + view.lines + [""]
            }
        }
        return lines.joined(separator: "\n")
    }

    /// `City:20 phone`
    fileprivate static func text(_ columns: [ChosenColumn]) -> String {
        columns.map { column in column.width.map { "\(column.id):\($0)" } ?? column.id }.joined(separator: " ")
    }

    fileprivate static func columns(_ text: String) -> [ChosenColumn] {
        text.split(separator: " ").compactMap { word in
            let parts = word.split(separator: ":")
            return parts.first.map { id in
                ChosenColumn(String(id), width: parts.count == 2 ? Int(parts[1]).flatMap { $0 > 0 ? $0 : nil } : nil)
            }
        }
    }
}

extension SavedView {
    fileprivate init(_ name: String, _ entries: [(key: String, value: TOMLNode)]) {
        self.init(name)
        for (key, value) in entries {
            switch (key, value) {
            case ("filter", .text(let text)): filter = text
            case ("sort", .text(let text)): sort = text
            case ("descending", .bool(let isOn)): isDescending = isOn
            case ("then", .text(let text)): thenBy = text
            case ("then_descending", .bool(let isOn)): thenDescending = isOn
            case ("columns", .text(let text)): columns = KeptViews.columns(text)
            default: break
            }
        }
    }

    fileprivate var lines: [String] {
        var lines = ["filter = \(filter.tomlQuoted)"]
        if !sort.isEmpty { lines += ["sort = \(sort.tomlQuoted)", "descending = \(isDescending)"] }
        if !thenBy.isEmpty { lines += ["then = \(thenBy.tomlQuoted)", "then_descending = \(thenDescending)"] }
        if let columns { lines.append("columns = \(KeptViews.text(columns).tomlQuoted)") }
        return lines
    }
}

extension Tab {
    /// As files name it.
    fileprivate var fileName: String { "\(self)" }
}

extension String {
    /// As a text of a TOML file, without what no line of it may have.
    fileprivate var tomlQuoted: String {
        let visible = String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
        let escaped = visible.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}
