/// An element of M4's answers: a name with a text, or with elements inside.
public struct M4Element: Equatable, Sendable {
    public enum Content: Equatable, Sendable {
        case text(String)
        case elements([M4Element])
    }

    public var name: String
    public var content: Content

    public init(_ name: String, _ text: String) {
        self.name = name
        content = .text(text)
    }

    public init(_ name: String, _ elements: [M4Element]) {
        self.name = name
        content = .elements(elements)
    }
}

extension M4Element {
    /// The whole document: declaration, then this element as root, without a line break at the end.
    ///
    /// With at most one text it stands on one line, else indented by two spaces a level, as the reference shows both.
    public var document: String {
        var text = declaration + "\n"
        write(to: &text, level: leaves > 1 ? 0 : nil)
        return text
    }

    /// Login and logout have another one. Source: M4 reference, 6.1.
    private var declaration: String {
        name == "action"
            ? #"<?xml version="1.0" encoding="utf-8" standalone="yes"?>"# : #"<?xml version="1.0" encoding="UTF-8"?>"#
    }

    private var leaves: Int {
        switch content {
        case .text: 1
        case .elements(let elements): elements.reduce(0) { $0 + $1.leaves }
        }
    }

    private func write(to text: inout String, level: Int?) {
        text += "<\(name)>"
        switch content {
        case .text(let value):
            for scalar in value.unicodeScalars { text += Self.escaped(scalar) }
        case .elements(let elements):
            let indent = level.map { "\n" + String(repeating: "  ", count: $0) } ?? ""
            for element in elements {
                text += level == nil ? "" : indent + "  "
                element.write(to: &text, level: level.map { $0 + 1 })
            }
            if !elements.isEmpty { text += indent }
        }
        text += "</\(name)>"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&apos;"
        case "\n", "\t": String(scalar)
        // A parser would read a bare carriage return as a line feed.
        case "\r": "&#13;"
        // Not characters of XML, not even when escaped.
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: "\u{FFFD}"
        case _ where couldDriveTerminal(scalar): "&#x\(String(scalar.value, radix: 16, uppercase: true));"
        default: String(scalar)
        }
    }

    /// What must not reach a terminal that the answer is printed on as it stands.
    private static func couldDriveTerminal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
