import BillingAPI
import BillingModel
import Mustache
import SQLStore

/// A mail with gaps for a debtor's data, written in mustache; plain text, so nothing is escaped.
struct MailTemplate {
    var id: Int
    var name: String
    var subject: String
    var body: String

    func insert(in transaction: any StoreTransaction) throws {
        _ = try transaction.insert(
            into: Tables.mailTemplate,
            [
                SQLAssignment("id", .integer(id)), SQLAssignment("name", name), SQLAssignment("subject", subject),
                SQLAssignment("body", body),
            ])
    }

    /// The template of that id; nil when there is none.
    static func load(_ id: Int, in transaction: any StoreTransaction) throws -> MailTemplate? {
        try transaction.row(SQLQuery("SELECT id, name, subject, body FROM mail_template WHERE id = ?", [.integer(id)]))
            .map { MailTemplate(id: $0.integer(0), name: $0.text(1), subject: $0.text(2), body: $0.text(3)) }
    }

    /// A standard template, as the installation has it now.
    static func standard(_ template: MailTemplate, in transaction: any StoreTransaction) throws -> MailTemplate {
        try load(template.id, in: transaction) ?? template
    }

    /// The subject is one line whatever the data hold.
    func rendered(_ context: DebtorContext) throws(APIError) -> (subject: String, body: String) {
        (MailHeader.oneLine(try fill(subject, context)), try fill(body, context))
    }

    private func fill(_ text: String, _ context: DebtorContext) throws(APIError) -> String {
        do {
            // On a line of its own, so that a tag that begins the text still stands alone on its line.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text).render(context.values)
        } catch {
            throw APIError(
                .failure,
                LocalizedText(
                    "The mail template \(id) (“\(name.plainLine)”) cannot be read: a tag in it is not closed or has no meaning. Correct it and try again.",
                    "Het e-mailsjabloon \(id) (“\(name.plainLine)”) is niet te lezen: een tag erin is niet gesloten of betekent niets. Verbeter het en probeer het opnieuw."
                ))
        }
    }
}
