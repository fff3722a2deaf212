import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension AddService: EngineAction {
    /// Adds a service; what is not given comes from the product, the debtor and the day. Source: reference, 6.5.
    func run(in context: EngineContext) throws -> Changed<Subscription> {
        let transaction = context.transaction
        var problems: [Problem] = []
        let parties = try ServiceParties(arguments, &problems, in: transaction)
        let (debtor, product) = (parties.debtor, parties.product)
        let new = NewService(arguments, product: product, debtor: debtor, today: context.today, &problems)
        guard let debtor, let new, problems.isEmpty else { throw APIError(ofService: problems) }

        var service = new.record
        service[Subscription.debtorCode] = debtor.text(Debtor.code)
        service[member: ObjectMember.created] = context.now.text
        service[member: ObjectMember.modified] = context.now.text
        if self[Subscription.terminationDate] != nil { service[member: Termination.createdColumn] = context.now.text }
        var texts = service.texts(Self.columns)
        let names = debtor.texts(ServiceTable.customerNames)
        texts[SQLTable.folded] = ServiceTable.folded(texts.merging(names) { own, _ in own })

        let parts: [SQLAssignment] = [
            SQLAssignment(Subscription.debtor.name, .integer(try debtor.identity(Debtor.identifier))),
            SQLAssignment(Tables.productID, product?[Product.identifier].map { .integer($0) } ?? .null),
        ]
        let id = try transaction.insert(
            into: Tables.service,
            parts + texts.sorted { $0.key < $1.key }.map { SQLAssignment($0.key, $0.value) })
        let record = try ServiceTable.record(id, context.today, in: transaction)
        context.changed(.service, id, ServiceTable.journalled, from: nil, to: record)
        return Changed([Self.message], record)
    }

    /// Every column that a new service is given a text for.
    private static let columns =
        declaration.parameters.filter { $0 != Subscription.debtor.declaration }.map(\.member)
        + [Subscription.endPeriod, Subscription.nextDate].map(\.declaration.member)
        + [Termination.createdColumn, ObjectMember.created, ObjectMember.modified]
}
