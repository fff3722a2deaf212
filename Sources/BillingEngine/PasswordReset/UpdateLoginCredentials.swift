import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension UpdateLoginCredentials: EngineAction, FoundInStore {
    /// Stores the temporary password beside the permanent one, which stays valid. Source: HostFact reference, 12.7.
    func run(in context: EngineContext) throws -> Changed<Debtor> {
        let transaction = context.transaction
        let id = try identify(in: transaction)
        let old = try DebtorTable.record(id, in: transaction)
        var change = RecordChange(Arguments(), of: Self.declaration, except: [])
        if let username = arguments.filled(Self.newUsername) {
            change.problems += try DebtorTable.problems(
                withUsername: username, Self.newUsername.declaration, of: id, in: transaction)
            change.set(Debtor.username.name, username)
        }
        try APIError.check(change.problems)
        let password = arguments.filled(Debtor.password)
        if let password {
            change.set(Debtor.password.name, password)
            change.set(TemporaryPassword.expiryColumn, TemporaryPassword.expiry(from: context.now))
        }
        if !change.values.isEmpty { try DebtorTable.save(&change, of: id, old: old, at: context.now, in: transaction) }

        let record = try DebtorTable.record(id, in: transaction)
        context.changed(.debtor, id, DebtorTable.journalled, from: old, to: record, also: given(Self.sendMail))
        var messages: [String] = []
        if self[Self.sendMail] == true {
            let mail = try OutgoingMail.login(
                to: record, password: password, by: StandardMailTemplates.login, Debtor.emailAddress.declaration,
                in: transaction)
            try mail.queue(to: id, at: context.now, in: transaction)
            messages.append(Self.mailedMessage(mail.address))
        }
        messages.append(Self.changedMessage(record.text(Debtor.code)))
        return Changed(messages, record)
    }

    /// The debtor whose user name and e-mail address both match.
    func identify(in transaction: any StoreTransaction) throws -> Int {
        let dialect = transaction.dialect
        let (isNamed, isAt) = (dialect.equalsCaseless("Username"), dialect.equalsCaseless("EmailAddress"))
        let row = try transaction.row(
            SQLQuery(
                "SELECT Identifier FROM debtor WHERE \(isNamed) AND \(isAt) AND Username <> ''",
                [.text(self[Debtor.username] ?? ""), .text(self[Debtor.emailAddress] ?? "")]))
        guard let row else { throw VendorMessage.unknown(VendorMessage.debtor) }
        return row.integer(0)
    }
}
