import ArgumentParser
import BillingAPI
import BillingModel
import Console

/// How a file of separated values is written.
struct FileFormat: ParsableArguments {
    @Option(
        name: .customLong("separator"),
        help: "What stands between values: comma, semicolon or tab. Found out by itself when reading.")
    var separatorName: String?

    @Flag(
        name: .customLong("excel"),
        help: "For a spreadsheet: semicolons, and numbers and days as your language writes them.")
    var isForExcel = false

    func separator() throws -> Character? {
        switch separatorName {
        case nil: return nil
        case "comma", ",": return ","
        case "semicolon", ";": return ";"
        case "tab", "\t": return "\t"
        case let other?:
            throw ValidationError("--separator \(other.plainLine.prefix(20)) is none of comma, semicolon and tab.")
        }
    }

    func shown(_ text: String, _ field: FieldDeclaration, _ language: Language) -> String {
        isForExcel ? InputReading.shown(text, field.kind, language) : text
    }
}
