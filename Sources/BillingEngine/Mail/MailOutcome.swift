import BillingAPI
import Foundation
import Programs

/// What became of one attempt to hand a mail over.
enum MailOutcome: Equatable, Sendable {
    case sent
    /// Not now; the reason is for whoever looks after the mails.
    case postponed(String)
    /// Never.
    case failed(String)

    /// By the exit codes of sysexits.h: 64 to 68 are about the mail itself, all others may pass.
    init(_ result: ProgramRun.Result, of settings: MailDelivery.Settings) {
        let command = (settings.command.first ?? "").plainLine
        switch result.ending {
        case .exited(0): self = .sent
        case .exited(let code):
            let reason = Self.reason("\(command) ended with code \(code)", result.errors)
            self = (64...68).contains(code) ? .failed(reason) : .postponed(reason)
        case .killed(let signal): self = .postponed(Self.reason("\(command) ended by signal \(signal)", result.errors))
        case .overdue:
            let seconds = settings.deadline.components.seconds
            self = .postponed(Self.reason("\(command) took more than \(seconds) s and was stopped", result.errors))
        case .cancelled: self = .postponed("\(command) was stopped because Balie was asked to end")
        case .tooMuchOutput:
            self = .postponed(Self.reason("\(command) printed too much and was stopped", result.errors))
        case .notStarted(let number):
            self = .postponed("\(command) cannot be started: \(String(cString: strerror(number)))")
        }
    }

    /// With the first line on standard error that says something, made harmless.
    private static func reason(_ what: String, _ errors: [UInt8]) -> String {
        let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let line = lines.lazy.map({ String($0).plainLine }).first(where: { !$0.isEmpty }) else { return what }
        return "\(what): \(line.count > 200 ? line.prefix(200) + "…" : line)"
    }
}
