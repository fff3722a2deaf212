import BillingAPI
import BillingModel
import Programs

/// What makes a PDF of a page of HTML.
public protocol DocumentRenderer: Sendable {
    /// The bytes of the PDF. The page refers to nothing outside of itself.
    func pdf(of html: String) async throws(APIError) -> [UInt8]
}

/// WeasyPrint, run as a program of its own for each page.
///
/// It knows every script the installed fonts have, and its failures, its memory and its time stay out of ours.
public struct WeasyPrint: DocumentRenderer {
    /// One for the whole program, so that all its pages share the same turns.
    public static let shared = WeasyPrint()

    /// In bytes.
    static let mostBytes = 10_000_000

    /// The program and its arguments: a page on standard input, the PDF on standard output.
    var command = ["weasyprint", "-", "-"]
    var deadline = Duration.seconds(30)
    private let turns = Turns()

    init(command: [String] = ["weasyprint", "-", "-"], deadline: Duration = .seconds(30)) {
        self.command = command
        self.deadline = deadline
    }

    public func pdf(of html: String) async throws(APIError) -> [UInt8] {
        guard await turns.take() else {
            throw Self.error(
                "Too many PDFs are being made at once. Try again in a moment.",
                "Er worden te veel PDF's tegelijk gemaakt. Probeer het zo opnieuw.")
        }
        var run = ProgramRun(arguments: command, input: Array(html.utf8), deadline: deadline)
        run.mostOutput = Self.mostBytes
        let result = await run.result()
        await turns.giveBack()
        return try pdf(in: result)
    }

    private func pdf(in result: ProgramRun.Result) throws(APIError) -> [UInt8] {
        let tool = (command.first ?? "").plainLine
        switch result.ending {
        case .exited(0) where result.output.starts(with: "%PDF-".utf8): return result.output
        case .notStarted:
            throw Self.error(
                "The PDF was not made: \(tool) cannot be started. Install it with: apt install weasyprint",
                "De PDF is niet gemaakt: \(tool) kan niet worden gestart. Installeer het met: apt install weasyprint")
        case .overdue:
            let seconds = deadline.components.seconds
            throw Self.error(
                "The PDF was not made: \(tool) took more than \(seconds) s and was stopped. Try again when the machine is less busy.",
                "De PDF is niet gemaakt: \(tool) deed er langer dan \(seconds) s over en is gestopt. Probeer het opnieuw als de machine minder druk is."
            )
        case .tooMuchOutput:
            throw Self.error(
                "The PDF was not made: it would be larger than \(Self.mostBytes / 1_000_000) MB. Choose one service with ServiceID.",
                "De PDF is niet gemaakt: die zou groter zijn dan \(Self.mostBytes / 1_000_000) MB. Kies één dienst met ServiceID."
            )
        case .cancelled:
            throw Self.error(
                "The PDF was not made: nobody waits for it.", "De PDF is niet gemaakt: niemand wacht erop.")
        case .exited, .killed:
            let words = Self.lastLine(result.errors)
            throw Self.error(
                "The PDF was not made: \(tool) failed\(words). Try it with: echo x | weasyprint - /dev/null",
                "De PDF is niet gemaakt: \(tool) faalde\(words). Probeer het met: echo x | weasyprint - /dev/null")
        }
    }

    /// Where programs like this one name the error at the end of what they print.
    private static func lastLine(_ errors: [UInt8]) -> String {
        let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let line = lines.lazy.reversed().map({ String($0).plainLine }).first(where: { !$0.isEmpty }) else {
            return ""
        }
        return " (\(line.prefix(160)))"
    }

    private static func error(_ english: String, _ dutch: String) -> APIError {
        APIError(.failure, LocalizedText(english, dutch))
    }
}

/// Lets two in at once, and a few wait: each takes a processor and much memory.
actor Turns {
    private var free: Int
    private let mostWaiting: Int
    private(set) var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int = 2, mostWaiting: Int = 8) {
        free = count
        self.mostWaiting = mostWaiting
    }

    /// Waits for a turn; false, at once, where too many wait already.
    func take() async -> Bool {
        if free > 0 {
            free -= 1
            return true
        }
        guard waiting.count < mostWaiting else { return false }
        await withCheckedContinuation { waiting.append($0) }
        return true
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
