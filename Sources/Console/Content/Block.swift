import TerminalCore
import Widgets

/// A part of what a page says, before it is cells on a screen, lines of text, or values.
///
/// `ContentView` lays blocks out on a canvas, `ContentLines` prints them line by line, `ContentValues` exports them.
enum Block: Equatable, Sendable {
    /// Whose page it is; on a screen it stays while the rest scrolls.
    case title(String)
    case facts(Facts)
    case table(ContentTable)
    /// What can be filled in, and what stands there.
    case fields([FieldEntry])
    case review([ReviewEntry])
    case words(Words)
    case buttons(ButtonRow)
}

/// Labelled lines; one without a label is a heading or runs over the full width.
struct Facts: Equatable, Sendable {
    enum Labels: Sendable {
        /// A column as wide as the longest label needs.
        case fitted
        /// A column of its own for keys, the same on every page.
        case keys
    }

    /// Without those that have nothing to say.
    let lines: [DetailLine]
    /// How many rows a long value may take before it is cut; nil as many as it needs.
    let mostRows: Int?
    let labels: Labels

    init(_ lines: [DetailLine], mostRows: Int? = 4, labels: Labels = .fitted) {
        self.lines = lines.filter { $0.label.isEmpty || !$0.text.isEmpty }
        self.mostRows = mostRows
        self.labels = labels
    }
}

/// One line of facts.
struct DetailLine: Equatable, Sendable {
    var label: String
    /// As staff read it.
    var text: String
    var role = StyleRole.text
    /// The field that it is, for whoever goes on working with it; nil of what was worked out.
    var source: Source?

    struct Source: Equatable, Sendable {
        /// The vendor's name of the field.
        var field: String
        /// As the system stores it.
        var stored: String
    }
}

/// Rows under titles.
struct ContentTable: Equatable, Sendable {
    var columns: [TableColumn]
    var rows: [TableRow]
}

/// A field of a form as it stands.
struct FieldEntry: Equatable, Sendable {
    var label: String
    /// As staff read it; a secret is hidden already.
    var value: String
    var isChanged = false
    /// What is wrong with it; empty while nothing is.
    var problem = ""
}

/// What a value was, and what it will be.
struct ReviewEntry: Equatable, Sendable {
    var label: String
    /// Nil where there was none: a new record has no old values.
    var old: String?
    var new: String
}

/// Sentences.
struct Words: Equatable, Sendable {
    var text: String
    var role: StyleRole
    /// More than this is cut in its middle; nil shows it whole.
    var mostRows: Int?

    init(_ text: String, role: StyleRole = .text, mostRows: Int? = nil) {
        self.text = text
        self.role = role
        self.mostRows = mostRows
    }
}
