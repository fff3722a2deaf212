import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

/// A mail to a debtor, before it is in the outbox.
struct OutgoingMail {
    var recipients: [MailAddress]
    var subject: String
    var body: String
    /// The password in the body, which is blotted out once the mail has gone; empty when it tells none.
    var secret = ""

    init(_ recipients: [MailAddress], _ template: MailTemplate, _ context: DebtorContext, secret: String = "") throws {
        self.recipients = recipients
        (subject, body) = try template.rendered(context)
        self.secret = secret
    }

    /// The mail with a debtor's login, by a template that tells it.
    ///
    /// - Parameter field: What is given or stored there is the address.
    static func login(
        to debtor: Record<Debtor>, password: String?, by template: MailTemplate, _ field: FieldDeclaration,
        in transaction: any StoreTransaction
    ) throws -> OutgoingMail {
        let recipients = try recipients(debtor.text(Debtor.emailAddress), field, of: debtor)
        var context = DebtorContext(debtor)
        context["Password"] = password ?? ""
        context["PasswordHours"] = String(TemporaryPassword.validHours)
        return try OutgoingMail(
            recipients, MailTemplate.standard(template, in: transaction), context, secret: password ?? "")
    }

    /// The addresses in a text; refuses what a mail cannot be sent to.
    static func recipients(
        _ text: String, _ field: FieldDeclaration, of debtor: Record<Debtor>
    ) throws(APIError) -> [MailAddress] {
        if let recipients = MailAddress.list(text) { return recipients }
        let code = debtor.text(Debtor.code)
        guard !text.isEmpty else {
            throw APIError(problems: [
                Problem(naming: field) {
                    LocalizedText(
                        "\($0.english): debtor \(code) has no e-mail address to send this to.",
                        "\($0.dutch): debiteur \(code) heeft geen e-mailadres om dit naartoe te sturen.")
                }
            ])
        }
        let shown = text.plainLine.prefix(80)
        throw APIError(problems: [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): “\(shown)” is not an e-mail address such as info@voorbeeld.example.",
                    "\($0.dutch): “\(shown)” is geen e-mailadres zoals info@voorbeeld.example.")
            }
        ])
    }

    var address: String { recipients.map(\.address).joined(separator: ", ") }

    /// Which debtor a mail is to.
    static let debtorColumn = "debtor"

    /// Puts the mail in the outbox, in the caller's transaction: what is rolled back is never sent.
    func queue(to debtor: Int, at now: LocalTime, in transaction: any StoreTransaction) throws {
        _ = try Self.queue(address, subject, body, secret: secret, to: debtor, at: now, in: transaction)
    }

    /// - Returns: Its number.
    static func queue(
        _ address: String, _ subject: String, _ body: String, secret: String = "", to debtor: Int, at now: LocalTime,
        in transaction: any StoreTransaction
    ) throws -> Int {
        try transaction.insert(
            into: Tables.mail,
            [
                SQLAssignment("created", now.text), SQLAssignment("message_id", newMessageID()),
                SQLAssignment("recipient", address), SQLAssignment("subject", subject), SQLAssignment("body", body),
                SQLAssignment("secret", secret), SQLAssignment(debtorColumn, .integer(debtor)),
            ])
    }

    /// Known from the start and kept, so that a mail that is handed over again is seen to be the same one.
    static func newMessageID() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let host = String(decoding: name, as: UTF8.self).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".")
        }
        return "\(UUID().uuidString.lowercased())@\(host.isEmpty ? "localhost" : host)"
    }
}
