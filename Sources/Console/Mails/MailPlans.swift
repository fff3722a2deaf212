import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// What is told of a mail, and how it is sent once more.
enum MailPlans {
    static func facts(_ mail: CustomerMail, _ texts: Texts) -> [DetailLine] {
        [
            DetailLine(label: texts.mailSubject, text: mail.subject),
            DetailLine(label: texts.mailTo, text: mail.recipient),
            DetailLine(label: texts.status, text: texts.state(of: mail), role: role(mail)),
            DetailLine(label: texts.mailWritten, text: texts.moment(stored: mail.created)),
            DetailLine(label: texts.mailLastAttempt, text: texts.moment(stored: mail.lastAttempt)),
            DetailLine(label: texts.mailNextAttempt, text: texts.moment(stored: mail.nextAttempt)),
            DetailLine(label: texts.mailTrouble, text: mail.lastError, role: .warning),
        ]
    }

    /// A mail that was given up is the one that staff must see.
    static func role(_ mail: CustomerMail) -> StyleRole { mail.state == .failed ? .warning : .text }

    static func copying(_ mail: CustomerMail, _ texts: Texts) -> CopyDialog {
        let body = DetailLine(label: texts.mailText, text: mail.body)
        return CopyDialog(
            mail.subject, code: mail.recipient, row: [mail.created, mail.recipient, mail.subject],
            facts: facts(mail, texts) + [body], texts)
    }

    /// - Parameter mail: Nil of one that is not read yet.
    static func refusal(_ mail: CustomerMail?, _ setting: Setting) -> String? {
        setting.reasonAgainst(SendMailAgain.self) ?? mail.flatMap(SendMailAgain.refusal)?[setting.language]
    }

    /// What is sent is reviewed like every change; nothing is typed for it.
    static func sendAgain(_ mail: CustomerMail, to customer: String, _ setting: Setting) -> AnyScreen {
        let address = mail.recipient
        let plan = FormPlan<SendMailAgain>(
            title: SendMailAgain.declaration.title, subject: customer, presentation: .dialog,
            identity: [RawParameter(SendMailAgain.mail.name, String(mail.id))], fields: [],
            consequences: { _, setting in [.mail(setting.texts.goesAgain(to: address))] },
            facts: [Review.Line(label: setting.texts.mailSubject, old: "", new: mail.subject)],
            done: { _, answer, setting in
                guard case .embedded(let route) = setting.backend else { return setting.texts.mailIsSentAgain }
                return setting.texts.mailIsQueued(to: answer.mail.recipient, route)
            })
        return AnyScreen(FormScreen(plan, language: setting.language))
    }
}
