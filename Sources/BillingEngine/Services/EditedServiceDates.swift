import BillingAPI
import BillingModel
import HostFactAPI

/// The columns that follow when the periods or dates of a service are edited. Source: HostFact reference, 12.5.
///
/// Known is what another number of periods changes. What other starts and contract lengths change is inferred from
/// the dates of a new service.
struct EditedServiceDates {
    var old: Record<Subscription>
    var given: Arguments
    var debtor: Record<Debtor>

    func complete(_ change: inout RecordChange) {
        let new = Record<Subscription>(change.applied(to: old.texts(Self.members)))
        guard let period = invoicePeriod(new), let contract = contractPeriod(new),
            let start = new[Subscription.startPeriod], let startContract = new[Subscription.startContract]
        else { return }
        let isOtherPeriod = period != invoicePeriod(old)
        let isOtherStart = start != old[Subscription.startPeriod]
        if isOtherPeriod || isOtherStart {
            let end = ServiceDates.endPeriod(start: start, period: period)
            change.set(Subscription.endPeriod.declaration.member, end.text)
        }
        if isOtherStart {
            let next = ServiceDates.nextDate(start: start, debtorDaysAhead: debtor[Debtor.periodicInvoiceDays])
            change.set(Subscription.nextDate.declaration.member, next.text)
        }
        if isOtherPeriod, followsInvoicePeriod {
            change.set(Subscription.contractPeriods.declaration.member, String(period.count))
            change.set(Subscription.contractPeriodic.declaration.member, period.unit.rawValue)
        }
        let isOtherContract = contract != contractPeriod(old) || startContract != old[Subscription.startContract]
        if isOtherContract, !given.has(Subscription.endContract.declaration) {
            change.set(Subscription.endContract.declaration.member, contract.after(startContract).text)
        }
        refuseEndBeforeStart(&change, new)
    }

    private static let members = Subscription.linkedDates.map(\.member)

    /// A contract was set separately if it is another period than the invoice's, now or before.
    private var followsInvoicePeriod: Bool {
        contractPeriod(old) == invoicePeriod(old) && !given.has(Subscription.contractPeriods.declaration)
            && !given.has(Subscription.contractPeriodic.declaration)
    }

    private func invoicePeriod(_ service: Record<Subscription>) -> Period? {
        PeriodUnit(rawValue: service.text(Subscription.periodic)).map { Period(service[Subscription.periods] ?? 1, $0) }
    }

    private func contractPeriod(_ service: Record<Subscription>) -> Period? {
        PeriodUnit(rawValue: service.text(Subscription.contractPeriodic)).map {
            Period(service[Subscription.contractPeriods] ?? 1, $0)
        }
    }

    private func refuseEndBeforeStart(_ change: inout RecordChange, _ new: Record<Subscription>) {
        guard given.has(Subscription.endContract.declaration), let start = new[Subscription.startContract],
            let end = new[Subscription.endContract]
        else { return }
        change.problems += ServiceDates.problems(endContract: end, startContract: start)
    }
}
