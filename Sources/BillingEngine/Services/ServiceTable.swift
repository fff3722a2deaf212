import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

/// Services as the store has them.
enum ServiceTable {
    /// A service's state is not stored: it is terminated once its day has passed.
    static func source(_ today: CalendarDate) -> ListSource {
        var source = ListSource(
            Tables.service, searched: Subscription.searched,
            columns: ListSource.columns(
                of: EditService.declaration.parameters
                    + [Subscription.endPeriod, Subscription.nextDate].map(\.declaration))
                + [(.code, [ObjectMember.created, ObjectMember.modified])])
        for name in columns([Debtor.companyName, Debtor.initials, Debtor.surName]) {
            source.columns[name] = SourceColumn(
                "(SELECT \(name) FROM \(debtor) WHERE \(isCustomer))",
                .text)
        }
        source.columns[Subscription.status.name] = SourceColumn(statusExpression(today), .code)
        return source
    }

    /// What the journal tells of one: what can be set, and what follows from that.
    static let journalled =
        EditService.declaration.parameters.filter { $0 != Subscription.identifier.declaration }
        + [Subscription.endPeriod, Subscription.nextDate].map(\.declaration)

    static let terminationDate = Subscription.terminationDate.declaration.member

    static func hasEnded(_ today: CalendarDate) -> SQLQuery {
        SQLQuery(isPast("?"), [.text(today.text)])
    }

    /// What `Subscription.hasEnded` says of a date, for the database.
    ///
    /// - Parameter today: The expression of a day.
    private static func isPast(_ today: String) -> String {
        "\(terminationDate) > '' AND \(terminationDate) < \(today)"
    }

    static func record(_ id: Int, _ today: CalendarDate, in transaction: any StoreTransaction) throws -> Record<
        Subscription
    > {
        guard let record = try records([id], today, in: transaction).first else {
            throw VendorMessage.unknown(VendorMessage.service)
        }
        return record
    }

    static func records(
        _ ids: [Int], _ today: CalendarDate, in transaction: any StoreTransaction
    ) throws -> [Record<Subscription>] {
        try transaction.texts(ids, selection, from: Tables.service, customers).map { texts in
            var record = Record<Subscription>(texts)
            let hasEnded = Subscription.hasEnded(record, today)
            record[Subscription.status] = hasEnded ? Subscription.ended : Subscription.active
            if record[Subscription.terminationDate] != nil {
                record[member: Termination.statusColumn] = hasEnded ? Termination.terminated : Termination.pending
            }
            return record
        }
    }

    /// How many services of debtors run, end on a day, and have ended; of those without any nothing.
    static func counts(
        of debtors: [Int], _ today: CalendarDate, in transaction: any StoreTransaction
    ) throws -> [Int: ServiceCount] {
        guard !debtors.isEmpty else { return [:] }
        let places = Array(repeating: "?", count: debtors.count).joined(separator: ",")
        let owner = Subscription.debtor.name
        let rows = try transaction.rows(
            SQLQuery(
                """
                SELECT \(owner), count(*), sum(CASE WHEN \(terminationDate) > '' THEN 1 ELSE 0 END), \
                sum(CASE WHEN \(isPast("?")) THEN 1 ELSE 0 END) \
                FROM \(Tables.service.name) WHERE \(owner) IN (\(places)) GROUP BY \(owner)
                """, [.text(today.text)] + debtors.map { .integer($0) }))
        let counts = rows.map { row in
            let (all, planned, ended) = (row.integer(1), row.integer(2), row.integer(3))
            return (row.integer(0), ServiceCount(running: all - ended, ending: planned - ended, ended: ended))
        }
        return Dictionary(counts, uniquingKeysWith: { first, _ in first })
    }

    static func folded(_ texts: [String: String]) -> String { Subscription.foundBy.text(of: texts) }

    /// What a service is found by of its customer, beside the code that it has a copy of.
    static let customerNames = Subscription.foundBy.members.filter { !own.contains($0) }

    /// The id, then what a service is found by.
    static let found = Selection([Subscription.identifier.name] + Subscription.foundBy.members, by: qualified)

    /// Brings the text for searching up to date in all services of a debtor or a product.
    ///
    /// - Parameter column: That which points at it.
    static func refold(of column: String, _ id: Int, in transaction: any StoreTransaction) throws {
        let (service, identifier) = (Tables.Name.service, Subscription.identifier.name)
        let rows = try transaction.rows(
            SQLQuery("\(found.from(customers)) WHERE \(service).\(column) = ?", [.integer(id)]))
        for row in rows {
            try transaction.execute(
                SQLQuery(
                    "UPDATE \(service) SET \(SQLTable.folded) = ? WHERE \(identifier) = ?",
                    [.text(folded(found.of(row).texts)), row[0]]))
        }
    }

    private static func statusExpression(_ today: CalendarDate) -> String {
        """
        CASE WHEN \(isPast("'\(today.text)'")) THEN '\(Subscription.ended)' \
        ELSE '\(Subscription.active)' END
        """
    }

    private static func columns<Value>(_ fields: [Field<Value>]) -> [String] { fields.map(\.declaration.member) }

    /// Debtors have columns of the same name.
    @Sendable private static func qualified(_ column: String) -> String {
        own.contains(column) ? "\(Tables.Name.service).\(column)" : column
    }

    private static let own = Set(EditService.declaration.parameters.map(\.member))
        .union([ObjectMember.created, ObjectMember.modified])

    private static let debtor = Tables.Name.debtor

    private static let isCustomer =
        "\(debtor).\(Debtor.identifier.name) = \(Tables.Name.service).\(Subscription.debtor.name)"

    /// Services, and beside each its customer.
    static let customers = "\(Tables.Name.service) JOIN \(debtor) ON \(isCustomer)"

    /// Everything that was given, what followed from it, and the customer's names.
    private static let selection = Selection(
        EditService.declaration.parameters.map(\.member) + columns([Subscription.endPeriod, Subscription.nextDate])
            + [Termination.createdColumn, Termination.reasonColumn, ObjectMember.created, ObjectMember.modified]
            + columns([Debtor.companyName, Debtor.initials, Debtor.surName]), by: qualified)
}
