import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension ReadCustomerState: EngineAction {
    func run(in context: EngineContext) throws -> CustomerState {
        let id = try identity(Debtor.identifier)
        guard let login = try TemporaryPassword.row(of: id, in: context.transaction) else {
            throw VendorMessage.unknown(VendorMessage.debtor)
        }
        let isTemporary = TemporaryPassword.valid(in: login, at: context.now) != nil
        let mails = try CustomerMails.newest(of: id, in: context)
        return CustomerState(
            temporaryPasswordUntil: isTemporary ? login.text(TemporaryPassword.expiryColumn) : nil,
            mails: mails.map { CustomerMail($0, withBody: false) },
            mailCount: try CustomerMails.count(of: id, in: context.transaction))
    }
}

extension ReadCustomerMail: EngineAction {
    func run(in context: EngineContext) throws -> MailTold {
        MailTold(CustomerMail(try CustomerMails.one(identity(Self.mail), in: context).mail))
    }
}

extension SendMailAgain: EngineAction {
    /// A mail that was given up is tried as often as a new one and keeps its Message-ID; a copy gets one of its own.
    func run(in context: EngineContext) throws -> MailTold {
        let (old, debtor) = try CustomerMails.one(identity(Self.mail), in: context)
        if let refusal = Self.refusal(CustomerMail(old)) { throw APIError(.invalidInput, refusal) }
        let sent: Int
        if old.state == .failed {
            try MailOutbox.requeue(old.id, in: context.transaction)
            sent = old.id
        } else {
            sent = try OutgoingMail.queue(
                old.recipient, old.subject, old.body, to: debtor, at: context.now, in: context.transaction)
        }
        context.changed(
            .debtor, debtor,
            [
                FieldChange(Self.mail.declaration, from: nil, to: String(sent)),
                FieldChange(SendEmail.recipient.declaration, from: nil, to: old.recipient),
            ])
        return MailTold(CustomerMail(try CustomerMails.one(sent, in: context).mail))
    }
}

/// The mails of one debtor in the outbox.
private enum CustomerMails {
    /// A file of an earlier version that is only read does not tell whose a mail is.
    private static func areKnown(in transaction: any StoreTransaction) throws -> Bool {
        try transaction.has(column: debtor, of: Tables.mail)
    }

    private static let debtor = OutgoingMail.debtorColumn
    private static let selection = Selection([Tables.id, debtor])

    static func newest(of debtor: Int, in context: EngineContext) throws -> [QueuedMail] {
        guard try areKnown(in: context.transaction) else { return [] }
        let query = "\(QueuedMail.selection.from(Tables.mail.name)) WHERE \(Self.debtor) = ? ORDER BY id DESC LIMIT ?"
        let most = CustomerState.mostMails
        return try context.transaction.rows(SQLQuery(query, [.integer(debtor), .integer(most)])).map {
            QueuedMail($0, offset: context.now.offset)
        }
    }

    static func count(of debtor: Int, in transaction: any StoreTransaction) throws -> Int {
        guard try areKnown(in: transaction) else { return 0 }
        let query = "SELECT count(*) FROM \(Tables.mail.name) WHERE \(Self.debtor) = ?"
        return try transaction.integer(SQLQuery(query, [.integer(debtor)]))
    }

    /// One that is known to be a debtor's; `.notFound` for any other.
    static func one(_ id: Int, in context: EngineContext) throws -> (mail: QueuedMail, debtor: Int) {
        let transaction = context.transaction
        guard try areKnown(in: transaction),
            let owner = try transaction.row(
                SQLQuery(
                    "\(selection.from(Tables.mail.name)) WHERE id = ? AND \(debtor) IS NOT NULL", [.integer(id)])),
            let row = try transaction.row(
                SQLQuery("\(QueuedMail.selection.from(Tables.mail.name)) WHERE id = ?", [.integer(id)]))
        else {
            throw APIError(
                .notFound,
                LocalizedText(
                    "There is no mail \(id) to a customer.", "Er is geen e-mail \(id) aan een klant."))
        }
        return (QueuedMail(row, offset: context.now.offset), selection.of(owner).integer(debtor))
    }
}

extension CustomerMail {
    fileprivate init(_ mail: QueuedMail, withBody: Bool = true) {
        self.init(
            id: mail.id, created: mail.created, recipient: mail.recipient, subject: mail.subject,
            state: mail.state, attempts: mail.attempts,
            lastAttempt: mail.lastAttempt, nextAttempt: mail.nextAttempt, lastError: mail.lastError,
            body: withBody ? mail.body : "")
    }
}
