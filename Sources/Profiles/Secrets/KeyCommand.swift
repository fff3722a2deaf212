import BillingAPI
import BillingModel
import Foundation
import Programs

/// A command that prints a key or a password, run by `/bin/sh` with nothing to read on its input.
struct KeyCommand: Sendable {
    let line: String
    let kind: SecretKind

    init(_ line: String, prints kind: SecretKind) {
        self.line = line
        self.kind = kind
    }

    /// What it prints; never part of a sentence, unlike what it complains of on its standard error.
    ///
    /// - Parameter mayAsk: Whether the terminal is free for a question, such as that for a passphrase.
    func output(within deadline: Duration, mayAsk: Bool) async throws(APIError) -> [UInt8] {
        var run = ProgramRun(arguments: ["/bin/sh", "-c", line], deadline: deadline)
        run.terminal = mayAsk ? .ours : .none
        let result = await run.result()
        if result.ending == .exited(0) { return result.output }
        let (what, isQuestionPossible) = reason(result.ending, deadline: deadline)
        throw refused(what, complaint: result.errors, hint: mayAsk || !isQuestionPossible ? nil : Self.noTerminal)
    }

    /// What became of the command instead, and whether a question that it could not ask may lie behind it.
    private func reason(_ ending: ProgramRun.Ending, deadline: Duration) -> (LocalizedText, Bool) {
        switch ending {
        case .exited(let status):
            return (LocalizedText("failed with status \(status)", "mislukte met status \(status)"), true)
        case .killed(let signal):
            return (LocalizedText("was ended by signal \(signal)", "is beëindigd door signaal \(signal)"), false)
        case .overdue:
            let seconds = Self.seconds(deadline)
            return (LocalizedText("did not end within \(seconds) s", "was na \(seconds) s niet klaar"), true)
        case .cancelled:
            return (LocalizedText("was stopped: nobody waits for it", "is gestopt: niemand wacht erop"), false)
        case .tooMuchOutput:
            return (LocalizedText("printed more than 64 KiB", "drukte meer dan 64 KiB af"), false)
        case .notStarted(let number):
            let reason = String(cString: strerror(number))
            return (LocalizedText("cannot be started (\(reason))", "is niet te starten (\(reason))"), false)
        }
    }

    private static let noTerminal = LocalizedText(
        "It cannot ask for a passphrase while the console has the screen; unlock the key store first.",
        "Een wachtwoordzin vragen kan niet zolang de console het scherm heeft; ontgrendel eerst de sleutelopslag.")

    private static func seconds(_ time: Duration) -> String {
        let (seconds, rest) = time.components
        let tenths = rest / 100_000_000_000_000_000
        return tenths == 0 ? "\(seconds)" : "\(seconds).\(tenths)"
    }

    private func refused(_ what: LocalizedText, complaint: [UInt8], hint: LocalizedText?) -> APIError {
        let words = String(String(decoding: complaint, as: UTF8.self).plainLine.prefix(200))
        // A hint follows a whole sentence.
        let stop = hint == nil || words.hasSuffix(".") ? "" : "."
        let ending = words.isEmpty ? "." : ": \(words)\(stop)"
        return APIError(
            .unreachable,
            LocalizedText(
                "The \(kind.english)'s command “\(line.plainLine)” \(what.english)\(ending)"
                    + (hint.map { " \($0.english)" } ?? ""),
                "De opdracht “\(line.plainLine)” voor \(kind.dutchWithArticle) \(what.dutch)\(ending)"
                    + (hint.map { " \($0.dutch)" } ?? "")))
    }
}
