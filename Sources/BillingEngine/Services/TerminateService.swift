import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension TerminateService: EngineAction {
    /// Ends the service on the given day, or at the end of a contract term; a second time replaces the day, as long as
    /// it has not come. What the vendor does after that is unknown; the refusal is ours.
    func run(in context: EngineContext) throws -> Changed<Subscription> {
        let transaction = context.transaction
        let id = try identity(Subscription.identifier)
        let service = try ServiceTable.record(id, context.today, in: transaction)
        if let reason = Self.refusal(service, context.today) { throw APIError(.invalidInput, reason) }
        let date = self[Self.date] ?? Self.defaultDate(of: service, today: context.today)
        let reason = self[Self.reason] ?? ""
        try transaction.execute(
            SQLQuery(
                """
                UPDATE \(Tables.Name.service) SET \(ServiceTable.terminationDate) = ?, \(Termination.createdColumn) = ?,
                \(Termination.reasonColumn) = ?, \(ObjectMember.modified) = ? WHERE \(Subscription.identifier.name) = ?
                """,
                [.text(date.text), .text(context.now.text), .text(reason), .text(context.now.text), .integer(id)]))
        let record = try ServiceTable.record(id, context.today, in: transaction)
        let before = service[member: Termination.reasonColumn]
        let why = before == reason ? [] : [FieldChange(Self.reason.declaration, from: before, to: reason)]
        context.changed(.service, id, ServiceTable.journalled, from: service, to: record, also: why)
        return Changed([Self.message(date)], record)
    }

    private static func defaultDate(of service: Record<Subscription>, today: CalendarDate) -> CalendarDate {
        guard let (start, period) = Subscription.contract(of: service) else { return today }
        return DefaultTermination(start: start, period: period, today: today).date
    }
}
