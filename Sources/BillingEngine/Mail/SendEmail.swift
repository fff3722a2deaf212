import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension SendEmail: EngineAction {
    /// Puts the mail in the outbox; without a template it is the message alone. Source: HostFact reference, 4.9.
    func run(in context: EngineContext) throws -> MailAccepted {
        let transaction = context.transaction
        let id = try DebtorTable.identify(self[Debtor.identifier], self[Debtor.code], in: transaction)
        let debtor = try DebtorTable.record(id, in: transaction)
        var values = DebtorContext(debtor)
        values["Message"] = arguments.filled(Self.message) ?? ""
        try addReferences(to: &values, of: id, in: context)
        let recipient = arguments.filled(Self.recipient) ?? debtor.text(Debtor.emailAddress)
        let mail = try OutgoingMail(
            OutgoingMail.recipients(recipient, Self.recipient.declaration, of: debtor), template(in: transaction),
            values)
        guard mail.body.unicodeScalars.contains(where: { !$0.isUnseen }) else {
            throw APIError(problems: [
                Problem(naming: Self.message.declaration) {
                    LocalizedText(
                        "\($0.english): the mail would be empty; give a message.",
                        "\($0.dutch): de e-mail zou leeg zijn; geef een bericht op.")
                }
            ])
        }
        try mail.queue(to: id, at: context.now, in: transaction)
        context.changed(.debtor, id, told(mail))
        return MailAccepted([Self.message(subject: mail.subject, address: mail.address)])
    }

    /// What was sent, and to whom in fact.
    private func told(_ mail: OutgoingMail) -> [FieldChange] {
        let others = [Debtor.identifier.name, Debtor.code.name, Self.recipient.name]
        return changes().filter { !others.contains($0.field) }
            + [FieldChange(Self.recipient.declaration, from: nil, to: mail.address)]
    }

    /// 0 stands for the standard one, as with a debtor's other templates (inferred).
    private func template(in transaction: any StoreTransaction) throws -> MailTemplate {
        let id = self[Self.template] ?? 0
        if id == 0 { return try MailTemplate.standard(StandardMailTemplates.message, in: transaction) }
        let template = try MailTemplate.load(id, in: transaction) ?? DemoMailTemplates.missing(id, in: transaction)
        if let template { return template }
        throw APIError(problems: [
            Problem(naming: Self.template.declaration) {
                LocalizedText(
                    "\($0.english): there is no mail template \(id).", "\($0.dutch): er is geen e-mailsjabloon \(id).")
            }
        ])
    }

    private func addReferences(to values: inout DebtorContext, of debtor: Int, in context: EngineContext) throws {
        try APIError.check([Self.invoice, Self.domain].filter { self[$0] != nil }.map(Self.unavailable))
        guard let id = self[Self.service] else { return }
        let service = try ServiceTable.record(id, context.today, in: context.transaction)
        guard service[Subscription.debtor] == debtor else { throw VendorMessage.unknown(VendorMessage.service) }
        values.add(service)
    }

    private static func unavailable(_ field: Field<Int>) -> Problem {
        Problem(naming: field.declaration) {
            LocalizedText(
                "\($0.english): the embedded billing system keeps none of these; leave it out.",
                "\($0.dutch): het ingebouwde facturatiesysteem houdt deze niet bij; laat dit weg.")
        }
    }
}
