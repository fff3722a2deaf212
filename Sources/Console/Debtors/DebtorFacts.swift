import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// What staff need to know of a debtor at a glance, as labelled lines.
enum DebtorFacts {
    /// Under each other, as in the pane beside a list.
    static func lines(_ debtor: Record<Debtor>, _ texts: Texts) -> [DetailLine] {
        [
            DetailLine(label: texts.contact, text: Debtor.personName(of: debtor)),
            debtor.line(Debtor.address, texts),
            DetailLine(label: texts.place, text: place(debtor)),
            debtor.line(Debtor.emailAddress, texts, label: texts.email),
            debtor.line(Debtor.phoneNumber, texts, label: texts.phone),
            debtor.line(Debtor.mobileNumber, texts, label: texts.mobile),
            DetailLine(label: texts.groups, text: groups(debtor)),
            debtor.line(Debtor.activeLogin, texts, label: texts.clientPanel),
            debtor.line(Debtor.username, texts),
            debtor.line(Debtor.invoiceMethod, texts, label: texts.invoices),
            debtor.line(Debtor.invoiceAuthorisation, texts, label: texts.directDebit),
            debtor.line(Debtor.accountNumber, texts),
            DetailLine(label: texts.modified, text: texts.moment(stored: debtor[member: ObjectMember.modified])),
            debtor.line(Debtor.comment, texts, label: texts.note),
        ]
    }

    // MARK: The customer's page

    static func contact(_ debtor: Record<Debtor>, _ texts: Texts) -> [DetailLine] {
        let values = [
            Debtor.personName(of: debtor), debtor.text(Debtor.emailAddress), debtor.text(Debtor.phoneNumber),
            debtor.text(Debtor.mobileNumber), debtor.text(Debtor.website),
        ]
        return values.map { DetailLine(label: "", text: $0) }
    }

    static func address(_ debtor: Record<Debtor>, _ texts: Texts) -> [DetailLine] {
        [
            DetailLine(label: "", text: debtor.text(Debtor.address)), DetailLine(label: "", text: place(debtor)),
            DetailLine(label: texts.groupLabel, text: groups(debtor)),
            DetailLine(label: texts.vatLabel, text: debtor.text(Debtor.taxNumber)),
            DetailLine(label: texts.chamberLabel, text: debtor.text(Debtor.companyNumber)),
        ]
    }

    /// - Parameters:
    ///   - until: Until when a temporary password counts; nil where there is none, or nobody tells.
    ///   - users: In a few words; nil where the system has no such users.
    static func login(_ debtor: Record<Debtor>, until: String?, users: String?, _ texts: Texts) -> [DetailLine] {
        let isOn = debtor[Debtor.activeLogin]
        let name = debtor.text(Debtor.username)
        let panel = [
            isOn.map { $0 ? texts.on : texts.off } ?? "",
            name.isEmpty ? (debtor[text: Debtor.username.declaration] == nil ? "" : texts.noUserName) : name,
        ]
        let sends = [
            texts.shown(debtor.text(Debtor.invoiceMethod), Debtor.invoiceMethod.declaration.kind),
            debtor[Debtor.invoiceAuthorisation] == true ? texts.byDirectDebit : "",
        ]
        return [
            DetailLine(label: texts.panelLabel, text: joined(panel, by: ", ")),
            DetailLine(label: texts.passwordLabel, text: until.map(texts.temporary) ?? "", role: .warning),
            DetailLine(label: texts.sendsLabel, text: joined(sends, by: ", ")),
            DetailLine(label: "IBAN", text: grouped(debtor.text(Debtor.accountNumber))),
            DetailLine(label: "M4", text: users ?? ""),
        ]
    }

    /// Every field that says something, under the headings of the form; the note stands first.
    static func whole(_ debtor: Record<Debtor>, _ texts: Texts) -> [DetailLine] {
        let note = debtor.text(Debtor.comment)
        var lines =
            note.isEmpty
            ? []
            : [
                DetailLine(label: "", text: texts.note, role: .heading), DetailLine(label: " ", text: note),
            ]
        var heading: LocalizedText?
        let fields = EditDebtor.declaration.parameters.filter {
            $0 != Debtor.identifier.declaration && $0 != Debtor.comment.declaration && !$0.isSecret
        }
        for field in fields {
            let stored = debtor[text: field] ?? ""
            let text = field == Debtor.groups.declaration ? groups(debtor) : texts.shown(stored, field.kind)
            guard !field.meaning(of: stored).isEmpty, !text.isEmpty else { continue }
            if field.group != heading {
                heading = field.group
                lines += [
                    DetailLine(label: "", text: ""),
                    DetailLine(label: "", text: field.group[texts.language], role: .heading),
                ]
            }
            lines.append(
                DetailLine(
                    label: field.label[texts.language], text: text, source: .init(field: field.name, stored: stored)))
        }
        let moments = [(texts.created, ObjectMember.created), (texts.modified, ObjectMember.modified)]
        return lines
            + moments.map { DetailLine(label: $0.0, text: texts.moment(stored: debtor[member: $0.1])) }
            .filter { !$0.text.isEmpty }
    }

    // MARK: Parts

    private static func place(_ debtor: Record<Debtor>) -> String {
        joined([debtor.text(Debtor.zipCode), debtor.text(Debtor.city), debtor.text(Debtor.country)], by: " ")
    }

    private static func groups(_ debtor: Record<Debtor>) -> String {
        debtor.groupNames.map(\.name).joined(separator: ", ")
    }

    /// As it is written on paper, in fours.
    private static func grouped(_ iban: String) -> String {
        guard iban.count >= 15, iban.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return iban }
        return stride(from: 0, to: iban.count, by: 4).map { String(iban.dropFirst($0).prefix(4)) }
            .joined(separator: " ")
    }

    private static func joined(_ parts: [String], by sign: String) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: sign)
    }
}
