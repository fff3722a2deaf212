import BillingAPI
import BillingModel
import HostFactAPI

/// The columns that follow when the periods or dates of a service are edited. Source: HostFact reference, 12.5.
///
/// Known is what another number of periods changes. What other starts and contract lengths change is inferred from
/// the dates of a new service.
struct EditedServiceDates {
    var old: Record<Service>
    var given: Arguments
    var debtor: Record<Debtor>

    func complete(_ change: inout RecordChange) {
        let new = Record<Service>(change.applied(to: old.texts(Self.members)))
        guard let period = invoicePeriod(new), let contract = contractPeriod(new),
            let start = new[Service.startPeriod], let startContract = new[Service.startContract]
        else { return }
        let isOtherPeriod = period != invoicePeriod(old)
        let isOtherStart = start != old[Service.startPeriod]
        if isOtherPeriod || isOtherStart {
            let end = ServiceDates.endPeriod(start: start, period: period)
            change.set(Service.endPeriod.declaration.member, end.text)
        }
        if isOtherStart {
            let next = ServiceDates.nextDate(start: start, debtorDaysAhead: debtor[Debtor.periodicInvoiceDays])
            change.set(Service.nextDate.declaration.member, next.text)
        }
        if isOtherPeriod, followsInvoicePeriod {
            change.set(Service.contractPeriods.declaration.member, String(period.count))
            change.set(Service.contractPeriodic.declaration.member, period.unit.rawValue)
        }
        let isOtherContract = contract != contractPeriod(old) || startContract != old[Service.startContract]
        if isOtherContract, !given.has(Service.endContract.declaration) {
            change.set(Service.endContract.declaration.member, contract.after(startContract).text)
        }
        refuseEndBeforeStart(&change, new)
    }

    private static let members = Service.linkedDates.map(\.member)

    /// A contract was set separately if it is another period than the invoice's, now or before.
    private var followsInvoicePeriod: Bool {
        contractPeriod(old) == invoicePeriod(old) && !given.has(Service.contractPeriods.declaration)
            && !given.has(Service.contractPeriodic.declaration)
    }

    private func invoicePeriod(_ service: Record<Service>) -> Period? {
        PeriodUnit(rawValue: service.text(Service.periodic)).map { Period(service[Service.periods] ?? 1, $0) }
    }

    private func contractPeriod(_ service: Record<Service>) -> Period? {
        PeriodUnit(rawValue: service.text(Service.contractPeriodic)).map {
            Period(service[Service.contractPeriods] ?? 1, $0)
        }
    }

    private func refuseEndBeforeStart(_ change: inout RecordChange, _ new: Record<Service>) {
        guard given.has(Service.endContract.declaration), let start = new[Service.startContract],
            let end = new[Service.endContract]
        else { return }
        change.problems += ServiceDates.problems(endContract: end, startContract: start)
    }
}
