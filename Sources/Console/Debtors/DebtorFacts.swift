import BillingAPI
import HostFactAPI

/// What staff need to know of a debtor at a glance, as labelled lines.
enum DebtorFacts {
    /// Seven lines at most: they share the page with the services.
    static func identity(_ debtor: Record<Debtor>, _ texts: Texts) -> [DetailLine] {
        let place = [debtor.text(Debtor.zipCode), debtor.text(Debtor.city), debtor.text(Debtor.country)]
        return [
            DetailLine(label: texts.contact, text: Debtor.personName(of: debtor)),
            debtor.line(Debtor.address, texts),
            DetailLine(label: texts.place, text: joined(place)),
            debtor.line(Debtor.emailAddress, texts, label: texts.email),
            debtor.line(Debtor.phoneNumber, texts, label: texts.phone),
            debtor.line(Debtor.mobileNumber, texts, label: texts.mobile),
            DetailLine(label: texts.groups, text: debtor.groupNames.map(\.name).joined(separator: ", ")),
        ]
    }

    static func login(_ debtor: Record<Debtor>, _ texts: Texts) -> [DetailLine] {
        [
            debtor.line(Debtor.activeLogin, texts, label: texts.clientPanel),
            debtor.line(Debtor.username, texts),
            debtor.line(Debtor.invoiceMethod, texts, label: texts.invoices),
            debtor.line(Debtor.invoiceAuthorisation, texts, label: texts.directDebit),
            debtor.line(Debtor.accountNumber, texts),
            DetailLine(label: texts.modified, text: texts.moment(stored: debtor[member: ObjectMember.modified])),
            debtor.line(Debtor.comment, texts, label: texts.note),
        ]
    }

    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
