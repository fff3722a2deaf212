import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension EditService: EngineAction {
    /// Changes what was given, also inside the subscription, and what follows from it. Source: reference, 6.6.
    ///
    /// Another product changes neither text nor price of the service, unless they are given empty.
    func run(in context: EngineContext) throws -> Found<Subscription> {
        let transaction = context.transaction
        let id = try identity(Subscription.identifier)
        let old = try ServiceTable.record(id, context.today, in: transaction)
        var problems: [Problem] = []
        let parties = try ServiceParties(arguments, &problems, in: transaction)
        let given = try self.given(parties, old, in: transaction)
        if given[text: Subscription.description.declaration] == "" {
            problems.append(Self.withoutText)
        }
        var change = RecordChange(
            given, of: Self.declaration,
            except: [
                Subscription.identifier.name, Subscription.debtor.name, Subscription.debtorCode.name,
                Subscription.productCode.name,
                Subscription.terminationDate.name,
            ])
        let debtor = try parties.debtor ?? DebtorTable.record(old.identity(Subscription.debtor), in: transaction)
        EditedServiceDates(old: old, given: arguments, debtor: debtor).complete(&change)
        let all = problems + change.problems
        guard all.isEmpty else { throw APIError(ofService: all) }

        try setTermination(&change, old, at: context.now)
        try save(&change, parties, old, at: context.now, in: transaction)
        let record = try ServiceTable.record(id, context.today, in: transaction)
        context.changed(.service, id, ServiceTable.journalled, from: old, to: record)
        return Found(record)
    }

    private static let withoutText = Problem.empty(Subscription.description.declaration)

    /// What is emptied but must have a value goes back to the product's, as when a service is added.
    private func given(
        _ parties: ServiceParties, _ old: Record<Subscription>, in transaction: any StoreTransaction
    ) throws -> Arguments {
        let emptied = [
            Subscription.description.declaration, Subscription.priceExcl.declaration,
            Subscription.taxPercentage.declaration,
        ].filter { arguments[text: $0] == "" }
        guard !emptied.isEmpty else { return arguments }
        let product = try parties.product ?? stored(old, in: transaction)
        let unit = PeriodUnit(rawValue: self[Subscription.periodic] ?? old.text(Subscription.periodic))
        let period = unit.map { Period(self[Subscription.periods] ?? old[Subscription.periods] ?? 1, $0) }
        let own = product.flatMap { product in period.flatMap { Product.price(of: product, for: $0)?.vendorText } }
        let values = [
            Subscription.description.name: product?.text(Product.keyPhrase) ?? "",
            Subscription.priceExcl.name: own ?? product?.text(Product.priceExcl) ?? "",
            Subscription.taxPercentage.name: product?.text(Product.taxPercentage) ?? Product.generalTax.vendorText,
        ]
        var given = arguments
        for field in emptied { given[text: field] = values[field.name] }
        return given
    }

    /// The product that the service has and keeps.
    private func stored(_ old: Record<Subscription>, in transaction: any StoreTransaction) throws -> Record<Product>? {
        let code = old.text(Subscription.productCode)
        guard !code.isEmpty, !arguments.has(Subscription.productCode.declaration) else { return nil }
        return try ProductTable.record(ProductTable.identify(nil, code, in: transaction), in: transaction)
    }

    /// An empty date takes the termination back. Source: HostFact reference, 16 no. 10.
    ///
    /// What the vendor does with a service that has ended is unknown; here an edit changes its end no more than the
    /// actions for endings do.
    private func setTermination(_ change: inout RecordChange, _ old: Record<Subscription>, at now: LocalTime) throws {
        let field = Subscription.terminationDate
        guard let date = arguments[text: field.declaration], date != old.text(field) else { return }
        let refusal =
            date.isEmpty ? WithdrawTermination.refusal(old, now.date) : TerminateService.refusal(old, now.date)
        if let refusal { throw APIError(.invalidInput, refusal) }
        change.set(field.declaration.member, date)
        change.set(Termination.createdColumn, date.isEmpty ? "" : now.text)
        if date.isEmpty { change.set(Termination.reasonColumn, "") }
    }

    private func save(
        _ change: inout RecordChange, _ parties: ServiceParties, _ old: Record<Subscription>, at now: LocalTime,
        in transaction: any StoreTransaction
    ) throws {
        let id = try old.identity(Subscription.identifier)
        var names = old.texts(Subscription.foundBy.members)
        if let debtor = parties.debtor {
            change.set(Subscription.debtorCode.name, debtor.text(Debtor.code))
            names.merge(debtor.texts(ServiceTable.customerNames)) { _, new in new }
            try transaction.execute(
                SQLQuery(
                    "UPDATE \(Tables.Name.service) SET \(Subscription.debtor.name) = ? WHERE \(Subscription.identifier.name) = ?",
                    [.integer(try debtor.identity(Debtor.identifier)), .integer(id)]))
        }
        if arguments.has(Subscription.productCode.declaration) {
            change.set(Subscription.productCode.declaration.member, parties.product?.text(Product.code) ?? "")
            let product = parties.product?[Product.identifier].map { SQLValue.integer($0) } ?? .null
            try transaction.execute(
                SQLQuery(
                    "UPDATE \(Tables.Name.service) SET \(Tables.productID) = ? WHERE \(Subscription.identifier.name) = ?",
                    [product, .integer(id)]))
        }
        change.set(ObjectMember.modified, now.text)
        change.set(SQLTable.folded, ServiceTable.folded(change.applied(to: names)))
        try change.update(Tables.service, id: id, in: transaction)
    }
}
