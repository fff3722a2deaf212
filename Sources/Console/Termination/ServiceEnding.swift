import BillingAPI
import BillingModel
import HostFactAPI

/// What the ending of a service brings about: what its dialog says while a day is chosen, and its review before it is sent.
struct ServiceEnding: Sendable {
    let service: Record<Subscription>
    /// The earliest end of the contract; nil where the system does not tell the contract.
    let standard: DefaultTermination?

    /// Whose it is and which one it is, since an ending goes by nothing else.
    ///
    /// Nothing where a service that is shown alone does not tell whose it is.
    var whose: String {
        let customer = ServiceDesk.customerName(of: service)
        guard !customer.isEmpty else { return "" }
        return "\(service.text(Subscription.debtorCode)) \(customer) · \(service.text(Subscription.description))"
    }

    /// What must not be overlooked about a day.
    func warnings(_ day: CalendarDate, _ setting: Setting) -> [String] {
        let texts = setting.texts
        guard day > setting.today else { return [texts.endsAtOnce(day, setting.today)] }
        guard let standard, day != standard.date else { return [] }
        return [
            day < standard.date ? texts.beforeContractEnd(standard.date) : texts.beyondContractEnd(standard.date)
        ]
    }

    func consequences(_ day: CalendarDate, _ setting: Setting) -> [Consequence] {
        let texts = setting.texts
        var lines: [Consequence] = []
        if day > setting.today { lines.append(.other(texts.staysActiveUntil(day))) }
        lines.append(.mail(texts.customerIsNotTold))
        let next = service[Subscription.nextDate]
        let amount = Subscription.amounts(of: service)?.amountIncl
        let invoices = invoices(until: day).map { texts.invoicesUntilEnd($0, of: amount, next: next) }
        lines.append(.money(invoices ?? texts.noMoreInvoices))
        return lines
    }

    /// What stands on the review beside that: a dialog has no room for all of it.
    func reviewed(_ day: CalendarDate, _ setting: Setting) -> [Consequence] {
        let texts = setting.texts
        var lines: [Consequence] = []
        if let last = lastInvoice(before: day) { lines.append(.money(texts.lastInvoice(last, setting.backend))) }
        if let paid = service[Subscription.startPeriod], paid > day {
            lines.append(.money(texts.isNotCredited(paid, day)))
        }
        if let cost = Subscription.cost(of: [service], setting.today), cost.aMonth != 0 {
            lines.append(.money(texts.saves(cost.aMonth)))
        }
        if day > setting.today, setting.reasonAgainst(WithdrawTermination.self) == nil {
            let key = setting.keys.name(of: .withdraw)
            lines.append(.back(texts.isWithdrawn(until: day.adding(days: -1), by: key)))
        }
        return lines
    }

    // MARK: Invoices

    private var period: Period? {
        PeriodUnit(rawValue: service.text(Subscription.periodic)).map { Period(service[Subscription.periods] ?? 1, $0) }
    }

    /// Counting stops where a number says no more than "many".
    private static let mostInvoices = 999

    /// How many are still made before the end, from the next period on; nil where nothing tells.
    private func invoices(until end: CalendarDate) -> Int? {
        guard let start = service[Subscription.startPeriod], let period, start < end else { return nil }
        var count = 0
        while count < Self.mostInvoices, period.after(start, times: count) < end { count += 1 }
        return count
    }

    /// As many days before its period as the next one is made before its own.
    private func lastInvoice(before end: CalendarDate) -> CalendarDate? {
        guard let count = invoices(until: end), count > 0, count < Self.mostInvoices,
            let start = service[Subscription.startPeriod], let next = service[Subscription.nextDate], let period
        else { return nil }
        let ahead = CalendarDate.days(from: start, to: next)
        return period.after(start, times: count - 1).adding(days: ahead)
    }
}
