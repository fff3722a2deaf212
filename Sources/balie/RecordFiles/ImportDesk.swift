import BillingAPI
import BillingModel
import ProgramOutput
import RecordFiles
import SeparatedText

/// Takes one row after the other, and says what became of them.
struct ImportDesk {
    private struct Counts {
        var added = 0, changed = 0, unchanged = 0, skipped = 0, refused = 0, undecided = 0
    }

    private let rows: RecordImport
    private let service: any BillingService
    private let isDry: Bool
    private let language: Language
    private var counts = Counts()
    /// How many rows of just these cells there were.
    private var copies: [String: Int] = [:]

    init(_ rows: RecordImport, _ service: any BillingService, isDry: Bool, _ language: Language) {
        (self.rows, self.service, self.isDry, self.language) = (rows, service, isDry, language)
    }

    mutating func run(_ reader: inout SeparatedReader) async throws {
        var failure: (any Error)?
        var done = 0
        do {
            while let row = try reader.next() {
                try await take(row)
                done += 1
                if done.isMultiple(of: 20) { FileProgress.show(done, of: nil) }
            }
        } catch {
            failure = error
        }
        if done >= 20 { FileProgress.end() }
        Output.line(
            FileTexts.summary(
                added: counts.added, changed: counts.changed, unchanged: counts.unchanged, skipped: counts.skipped,
                refused: counts.refused, undecided: counts.undecided, isDry: isDry)[language], isReceipt: !isDry)
        switch failure {
        case let problem as SeparatedProblem:
            StandardError.write(FileTexts.problem(problem, nil)[language])
            throw ExitStatus.refused
        case let error?:
            StandardError.tell(error, in: language)
            throw ExitStatus.unreachable
        case nil: break
        }
        if counts.undecided > 0 { throw ExitStatus.unknownOutcome }
        if counts.refused > 0 { throw ExitStatus.refused }
    }

    private mutating func take(_ row: SeparatedReader.Row) async throws(APIError) {
        let name = ContentHash.digits(of: row.cells.joined(separator: "\u{1F}"))
        let copy = copies[name, default: 0]
        copies[name] = copy + 1
        switch try await rows.carryOut(row.cells, copy: copy, on: service) {
        case .added(let identifier):
            counts.added += 1
            tell(row, FileTexts.added(identifier))
        case .changed(let changes):
            counts.changed += 1
            for change in changes { tell(row, FileTexts.changed(change)) }
        case .unchanged, .addedBefore: counts.unchanged += 1
        case .skipped: counts.skipped += 1
        case .refused(let error):
            counts.refused += 1
            StandardError.write(FileTexts.line(row.line, error.message)[language])
        case .undecided(let error):
            counts.undecided += 1
            StandardError.write(FileTexts.line(row.line, error.message)[language])
        }
    }

    private func tell(_ row: SeparatedReader.Row, _ text: LocalizedText) {
        Output.line(FileTexts.line(row.line, text)[language], isReceipt: !isDry)
    }
}
