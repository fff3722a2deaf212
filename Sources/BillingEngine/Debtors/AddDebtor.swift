import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension AddDebtor: EngineAction {
    /// Adds the debtor, with the next free code where none is given; the code is also the user name unless another
    /// is given. A mandate without a date is of today (inferred). Source: HostFact reference, 4.1 and 4.4.
    func run(in context: EngineContext) throws -> Changed<Debtor> {
        let transaction = context.transaction
        var change = RecordChange(
            adding: arguments, of: Self.declaration, except: [Debtor.groups.name, Self.sendWelcome.name])
        let code = try arguments.filled(Debtor.code) ?? DebtorTable.codes.next(in: transaction)
        let username = arguments.filled(Debtor.username) ?? code
        let groups = self[Debtor.groups] ?? []
        change.problems += try DebtorTable.problems(withCode: code, of: nil, in: transaction)
        // A code that is taken is one problem, also where the user name follows it.
        if change.problems.isEmpty || username != code {
            change.problems += try DebtorTable.problems(
                withUsername: username, Debtor.username.declaration, of: nil, in: transaction)
        }
        change.problems += DebtorTable.problems(withHash: arguments.filled(Debtor.securePassword))
        change.problems += try DebtorTable.groups.problems(with: groups, Debtor.groups.declaration, in: transaction)
        try APIError.check(change.problems)

        change.set(Debtor.code.name, code)
        change.set(Debtor.username.name, username)
        if arguments.filled(Debtor.password) != nil {
            change.set(TemporaryPassword.expiryColumn, TemporaryPassword.expiry(from: context.now))
        }
        if arguments.filled(Debtor.mandateID) != nil, self[Debtor.mandateDate] == nil {
            change.set(Debtor.mandateDate.name, context.today.text)
        }
        change.set(ObjectMember.created, context.now.text)
        change.set(ObjectMember.modified, context.now.text)
        change.set(SQLTable.folded, DebtorTable.folded(change.applied(to: [:])))
        let id = try change.insert(into: Tables.debtor, in: transaction)
        try DebtorTable.groups.replace(of: id, by: groups, in: transaction)
        let record = try DebtorTable.record(id, in: transaction)
        context.changed(
            .debtor, id, DebtorTable.journalled, from: nil, to: record, also: given(Self.sendWelcome))
        if self[Self.sendWelcome] == true {
            try OutgoingMail.login(
                to: record, password: arguments.filled(Debtor.password), by: StandardMailTemplates.welcome,
                Self.sendWelcome.declaration, in: transaction
            ).queue(to: id, at: context.now, in: transaction)
        }
        return Changed([Self.message(code)], record)
    }
}
