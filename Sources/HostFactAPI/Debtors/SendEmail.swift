import BillingAPI
import BillingModel

/// Mails a debtor by a template. Source: HostFact reference, 4.9.
public struct SendEmail: HostFactAction, WritingAction {
    public typealias Answer = MailAccepted

    public static let template = Field<Int>.integer(
        "TemplateID", "Mail template", "E-mailsjabloon",
        help: LocalizedText("Empty: the message alone", "Leeg: alleen het bericht"))
    public static let message = Field<String>.multiline("Message", "Message", "Bericht")
    public static let recipient = Field<String>.text(
        "Recipient", "To", "Aan",
        help: LocalizedText("Empty: the debtor's own address", "Leeg: het adres van de debiteur zelf")
    ).used(.code)
    public static let invoice = reference("invoice", "Invoice in the mail", "Factuur in de e-mail")
    public static let domain = reference("domain", "Domain name in the mail", "Domeinnaam in de e-mail")
    /// The vendor names `invoice` and `domain` as examples; that a service has its own name is inferred.
    public static let service = reference("service", "Service in the mail", "Dienst in de e-mail")

    /// That a code may stand for the id, and that one of template and message is enough, is inferred.
    public static let declaration = ActionDeclaration(
        ActionName("debtor", "sendemail"), LocalizedText("Mail the debtor", "Debiteur mailen"), .writes,
        [
            Debtor.identifier.declaration, Debtor.code.declaration, template.declaration, message.declaration,
            recipient.declaration, invoice.declaration, domain.declaration, service.declaration,
        ],
        rules: [
            .oneOf([Debtor.identifier.declaration, Debtor.code.declaration]),
            .oneOf([template.declaration, message.declaration]),
        ],
        source: "HostFact reference, 4.9")

    public static func message(subject: String, address: String) -> String {
        "E-mail met onderwerp '\(subject)' is succesvol verzonden naar \(address)"
    }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        .nothing(LocalizedText("A mail changes no record.", "Een e-mail wijzigt geen gegevens."))
    }

    public func undo(before: (any RecordAnswer)?, answer: MailAccepted?) -> Undo {
        .impossible(
            LocalizedText("A mail that was sent does not come back.", "Een verzonden e-mail komt niet terug."))
    }

    private static func reference(_ name: String, _ english: String, _ dutch: String) -> Field<Int> {
        .integer("References[\(name)]", english, dutch, 1...Int(Int32.max))
    }
}

/// The vendor's messages about a mail that was taken.
public struct MailAccepted: HostFactAnswer {
    public var messages: [String]

    public init(_ messages: [String]) {
        self.messages = messages
    }

    /// The vendor's sample has the messages under the list's key; where they belong is unconfirmed, so they stand in
    /// both places. Source: HostFact reference, 4.9.
    public var envelopeMembers: [JSONMember] {
        Done(messages).envelopeMembers + [JSONMember(Debtor.listKey, .strings(messages))]
    }

    public static func reading(_ envelope: HostFactEnvelope) -> MailAccepted? {
        let done = envelope.texts("success")
        let messages = envelope.texts("warning") + (done.isEmpty ? envelope.texts(Debtor.listKey) : done)
        return MailAccepted(messages.map(\.plainLine))
    }
}
