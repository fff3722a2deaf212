import ArgumentParser
import BillingAPI
import BillingModel
import Foundation
import ProgramOutput
import RecordFiles
import SeparatedText

/// Reads debtors, products, services or users from a file of separated values.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add and change debtors, products, services or users from a file of separated values.",
        discussion: """
                balie import debtors customers.csv --dry-run
                balie import products prices.csv --map 'Artikel=ProductCode' --map 'Prijs=PriceExcl'

            The first line names the columns, by the API's names or those on the screen; --map says what another is. A row \
            whose key is known changes that record where it differs, any other is a new one. An empty cell says nothing. \
            Encoding (UTF-8 or Windows-1252) and separator are found out. A row that is refused is told with its line, and \
            the others go on. A second run of one file changes nothing: rows of new records without a key are kept in \
            FILE.added, which also lets a run that was broken off be gone on with.

            Exit codes: 0 done, 1 some rows were refused, 2 usage, 3 not reached, 4 the outcome of some is unknown.
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "debtors, products, services or users.")
    var kind: String

    @Argument(help: "The file.")
    var file: String

    @Flag(name: .customLong("dry-run"), help: "Send nothing; print what would be done, with old and new values.")
    var isDry = false

    @Option(help: "The column that records are known by; otherwise the code or user name, or else the number.")
    var key: String?

    @Option(help: ArgumentHelp("What a column is; without a field it is left out.", valueName: "column=field"))
    var map: [String] = []

    @Option(help: "Records that are there: update, skip or refuse.")
    var known = RecordImport.Known.update

    @Option(help: "Records that are not: add, skip or refuse.")
    var new = RecordImport.New.add

    @Flag(name: .customLong("empty-clears"), help: "An empty cell takes the value away.")
    var emptyClears = false

    @OptionGroup var format: FileFormat

    func validate() throws {
        _ = try kind.asFileKind()
        _ = try format.separator()
        _ = try meanings()
    }

    private func meanings() throws -> [String: String] {
        var meanings: [String: String] = [:]
        for text in map {
            guard let equals = text.lastIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("--map \(text.plainLine.prefix(60)) is not COLUMN=FIELD.")
            }
            meanings[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        return meanings
    }

    func run() async throws {
        let choice = try data.choice()
        let language = choice.language
        let kind = try kind.asFileKind()
        var reader: SeparatedReader
        let columns: ColumnMap
        let memory: AddedRowsFile
        do {
            let path = file
            reader = try SeparatedReader(separator: try format.separator()) { try ReadFile(path).next }
            columns = try ColumnMap(kind, heads: reader.names, map: try meanings(), key: key)
            memory = try AddedRowsFile(file + ".added")
        } catch let problem as SeparatedProblem {
            StandardError.write(FileTexts.problem(problem, file)[language])
            throw ExitStatus.usage
        } catch {
            StandardError.tell(error, in: language)
            throw ExitStatus.usage
        }
        let connection = try await choice.openOrLeave(for: isDry ? .reading : .existing)
        var choices = RecordImport.Choices()
        (choices.known, choices.new, choices.emptyClears, choices.isDry) = (known, new, emptyClears, isDry)
        let rows = RecordImport(kind, columns, choices, in: choice.system, memory: memory)
        var desk = ImportDesk(rows, connection.service, isDry: isDry, language)
        try await desk.run(&reader)
    }
}

extension RecordImport.Known: ExpressibleByArgument {}
extension RecordImport.New: ExpressibleByArgument {}

/// The bytes of a file, part after part.
private final class ReadFile {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw APIError(.invalidInput, FileTexts.unreadable(path, LocalizedText(errno: errno))) }
        self.path = path
    }

    private let path: String

    deinit { if descriptor >= 0 { close(descriptor) } }

    func next() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw APIError(.invalidInput, FileTexts.unreadable(path, LocalizedText(errno: errno))) }
        return Array(bytes[..<count])
    }
}
