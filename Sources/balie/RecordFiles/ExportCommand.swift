import ArgumentParser
import BillingAPI
import BillingModel
import Foundation
import ProgramOutput
import RecordFiles
import SeparatedText

/// Writes the records of a list to a file of separated values.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write debtors, products, services or users to a file of separated values.",
        discussion: """
                balie export debtors customers.csv
                balie export services hosting.csv searchfor=hosting status=active --columns Identifier,DebtorCode,PriceExcl

            Values stand there as the system writes them, so that balie import takes the file back. What a spreadsheet \
            would carry out as a formula gets a quote before it. The file is for your eyes only (mode 600).
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "debtors, products, services or users.")
    var kind: String

    @Argument(help: "The file, which must not be there yet; - for standard output.")
    var file: String

    @Argument(help: "What the list is asked, as Key=Value: searchfor=…, sort=…, order=…, group=…, status=….")
    var parameters: [String] = []

    @Option(help: "Columns by the API's names, separated by commas; all without it.")
    var columns: String?

    @OptionGroup var format: FileFormat

    @Flag(help: "Replace a file that is there.")
    var replace = false

    func validate() throws {
        _ = try kind.asFileKind()
        _ = try CallParameters.parse(parameters)
        _ = try format.separator()
    }

    func run() async throws {
        let choice = try data.choice()
        let columns = (columns ?? "").split(separator: ",").map { String($0).withoutUnseenEnds }
        let export: RecordExport
        do {
            let parameters = try CallParameters.parse(parameters)
            export = try RecordExport(try kind.asFileKind(), columns: columns, parameters: parameters)
        } catch let error as APIError {
            StandardError.tell(error, in: choice.language)
            throw ExitStatus.usage
        }
        let connection = try await choice.openOrLeave(for: .reading)
        let writer = SeparatedWriter(separator: try format.separator() ?? (format.isForExcel ? ";" : ","))
        let isFile = file != "-"
        let target: WrittenFile?
        do throws(APIError) {
            target = isFile ? try WrittenFile(file, replaces: replace) : nil
        } catch {
            StandardError.tell(error, in: choice.language)
            throw ExitStatus.usage
        }
        func put(_ text: String) throws(APIError) {
            guard let target else { return _ = Output.write(text) }
            try target.write(text)
        }
        do throws(APIError) {
            if format.isForExcel { try put("\u{FEFF}") }
            try put(writer.line(export.names))
            let count = try await export.run(from: connection.service, progress: FileProgress.show) {
                cells throws(APIError) in
                try put(writer.line(cells.map { format.shown($0.text, $0.field, choice.language) }))
            }
            FileProgress.end()
            try target?.finish()
            if isFile { Output.line(FileTexts.written(count, file)[choice.language]) }
        } catch {
            FileProgress.end()
            target?.giveUp()
            try choice.leave(with: error)
        }
    }
}

extension String {
    /// - Throws: A usage error for what is no kind of record.
    func asFileKind() throws -> FileKind {
        if let kind = FileKind.named(self) { return kind }
        let names = FileKind.all.map(\.name).joined(separator: ", ")
        throw ValidationError("There is no list “\(plainLine.prefix(60))”. The lists are \(names).")
    }
}

/// How far it is, where somebody looks.
enum FileProgress {
    private static let isShown = isatty(STDERR_FILENO) == 1

    static func show(_ done: Int, of total: Int?) {
        guard isShown else { return }
        let rest = total.map { " / \($0) (\($0 == 0 ? 100 : done * 100 / $0) %)" } ?? ""
        StandardStream.error.write("\r\(done)\(rest)")
    }

    static func end() { if isShown { StandardStream.error.write("\n") } }
}
