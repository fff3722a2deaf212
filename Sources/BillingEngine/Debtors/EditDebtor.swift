import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension EditDebtor: EngineAction {
    /// Changes what was given. Beside an id the code is the new code; alone it tells which debtor is meant.
    func run(in context: EngineContext) throws -> Changed<Debtor> {
        let transaction = context.transaction
        let id = try DebtorTable.identify(self[Debtor.identifier], self[Debtor.code], in: transaction)
        let old = try DebtorTable.record(id, in: transaction)
        let keepsCode = self[Debtor.identifier] == nil
        var change = RecordChange(
            arguments, of: Self.declaration,
            except: [Debtor.identifier.name, Debtor.groups.name] + (keepsCode ? [Debtor.code.name] : []))
        change.problems += try problems(id, keepsCode: keepsCode, in: transaction)
        try APIError.check(change.problems)

        if arguments.filled(Debtor.password) != nil {
            change.set(TemporaryPassword.expiryColumn, TemporaryPassword.expiry(from: context.now))
        }
        try DebtorTable.save(&change, of: id, old: old, at: context.now, in: transaction)
        if arguments.has(Debtor.groups.declaration) {
            try DebtorTable.groups.replace(of: id, by: self[Debtor.groups] ?? [], in: transaction)
        }
        let record = try DebtorTable.record(id, in: transaction)
        context.changed(.debtor, id, DebtorTable.journalled, from: old, to: record)
        return Changed([Self.message(record.text(Debtor.code))], record)
    }

    private func problems(_ id: Int, keepsCode: Bool, in transaction: any StoreTransaction) throws -> [Problem] {
        var problems: [Problem] = []
        if !keepsCode, let code = arguments[text: Debtor.code.declaration] {
            problems += try DebtorTable.problems(withCode: code, of: id, in: transaction)
        }
        if let username = arguments.filled(Debtor.username) {
            problems += try DebtorTable.problems(
                withUsername: username, Debtor.username.declaration, of: id, in: transaction)
        }
        problems += DebtorTable.problems(withHash: arguments.filled(Debtor.securePassword))
        if let groups = self[Debtor.groups] {
            problems += try DebtorTable.groups.problems(with: groups, Debtor.groups.declaration, in: transaction)
        }
        return problems
    }
}

extension DebtorTable {
    /// Writes a change with all that follows from it: the time, the text for searching, the services' texts.
    static func save(
        _ change: inout RecordChange, of id: Int, old: Record<Debtor>, at now: LocalTime,
        in transaction: any StoreTransaction
    ) throws {
        change.set(ObjectMember.modified, now.text)
        let texts = change.applied(to: old.texts(Debtor.foundBy.members))
        change.set(SQLTable.folded, folded(texts))
        try change.update(Tables.debtor, id: id, in: transaction)
        let shownInServices = ServiceTable.customerNames + [Debtor.code.name]
        if shownInServices.contains(where: { texts[$0] != old[member: $0] }) {
            try ServiceTable.refold(of: Subscription.debtor.name, id, in: transaction)
        }
    }

    static func problems(withCode code: String, of id: Int?, in transaction: any StoreTransaction) throws -> [Problem] {
        let field = Debtor.code.declaration
        if code.isEmpty { return [.empty(field)] }
        guard try transaction.isTaken(code, in: Debtor.code.name, of: Tables.debtor, except: id) else { return [] }
        return [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): another debtor already has the code “\(code)”.",
                    "\($0.dutch): een andere debiteur heeft al het nummer “\(code)”.")
            }
        ]
    }

    /// A hash that no login could be checked against would lock the customer out.
    static func problems(withHash hash: String?) -> [Problem] {
        guard let hash, let obstacle = PasswordHash.obstacle(to: hash) else { return [] }
        let field = Debtor.securePassword.declaration
        guard obstacle != .noHash else {
            return [
                Problem(naming: field) {
                    LocalizedText(
                        "\($0.english) takes a hash made by PHP's password_hash(); a readable password goes in Password.",
                        "\($0.dutch) is een hash van password_hash() in PHP; een leesbaar wachtwoord hoort in Password."
                    )
                }
            ]
        }
        let (reason, remedy) = (obstacle.reason, PasswordHash.Obstacle.remedy)
        return [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): \(reason.english). \(remedy.english)",
                    "\($0.dutch): \(reason.dutch). \(remedy.dutch)")
            }
        ]
    }

    static func problems(
        withUsername username: String, _ field: FieldDeclaration, of id: Int?, in transaction: any StoreTransaction
    ) throws -> [Problem] {
        let isTaken = try transaction.isTaken(
            username, in: Debtor.username.name, of: Tables.debtor, except: id, isCaseless: true)
        guard isTaken else { return [] }
        return [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): another debtor already has the user name “\(username)”.",
                    "\($0.dutch): een andere debiteur heeft al de gebruikersnaam “\(username)”.")
            }
        ]
    }
}

extension Record {
    /// The texts of some members by name.
    func texts(_ members: [String]) -> [String: String] {
        Dictionary(members.map { ($0, self[member: $0]) }, uniquingKeysWith: { first, _ in first })
    }
}
