import BillingAPI
import BillingEngine
import BillingModel

/// Mails as lines for a terminal or a script; nothing in them drives a terminal.
enum MailText {
    /// Number, state, time, address, subject, and what went wrong, separated by two spaces.
    static func line(_ mail: QueuedMail) -> String {
        let error = mail.lastError.isEmpty ? [] : ["(\(mail.lastError))"]
        let words = [String(mail.id), mail.state.rawValue, mail.created, mail.recipient, mail.subject] + error
        return words.map(\.plainLine).joined(separator: "  ")
    }

    static func page(_ mail: QueuedMail, _ language: Language) -> String {
        let facts = [
            (LocalizedText("Mail", "E-mail"), String(mail.id)), (LocalizedText("State", "Status"), mail.state.rawValue),
            (LocalizedText("To", "Aan"), mail.recipient), (LocalizedText("Subject", "Onderwerp"), mail.subject),
            (LocalizedText("Written", "Geschreven"), mail.created),
            (LocalizedText("Attempts", "Pogingen"), String(mail.attempts)),
            (LocalizedText("Last attempt", "Laatste poging"), mail.lastAttempt),
            (LocalizedText("Next attempt", "Volgende poging"), mail.nextAttempt),
            (LocalizedText("Trouble", "Probleem"), mail.lastError),
            (LocalizedText(verbatim: "Message-ID"), mail.messageID),
        ].filter { !$0.1.isEmpty }
        let width = facts.map { $0.0[language].count }.max() ?? 0
        let head = facts.map { label, value in
            let name = label[language]
            return "\(name):\(String(repeating: " ", count: width - name.count + 1))\(value.plainLine)"
        }
        // Blanks at the start of a line are the writer's; `plainLine` would join them.
        let body = mail.body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            String(line.prefix { $0 == " " }) + String(line).plainLine
        }
        return (head + [""] + body).joined(separator: "\n")
    }

    static func summary(_ counts: [QueuedMail.State: Int], _ language: Language) -> String {
        QueuedMail.State.allCases.map { "\(counts[$0] ?? 0) \(name($0)[language])" }.joined(separator: ", ")
    }

    static func summary(_ round: MailDelivery.Round, _ language: Language) -> String {
        [(round.sent, QueuedMail.State.sent), (round.postponed, .waiting), (round.failed, .failed)]
            .map { "\($0) \(name($1)[language])" }.joined(separator: ", ")
    }

    /// What staff should read of an event; nil for what is well.
    static func line(_ event: MailDelivery.Event, _ language: Language) -> String? {
        switch event {
        case .sent: nil
        case .postponed(let id, let reason): "\(id)  \(QueuedMail.State.waiting.rawValue)  \(reason.plainLine)"
        case .failed(let id, let reason): "\(id)  \(QueuedMail.State.failed.rawValue)  \(reason.plainLine)"
        case .trouble(let error): error.message[language]
        }
    }

    private static func name(_ state: QueuedMail.State) -> LocalizedText {
        switch state {
        case .waiting: LocalizedText("waiting", "wachtend")
        case .sending: LocalizedText("being sent", "onderweg")
        case .sent: LocalizedText("sent", "verzonden")
        case .failed: LocalizedText("failed", "mislukt")
        }
    }
}
