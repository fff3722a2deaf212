import BillingAPI
import BillingModel

/// The dates of a service that is being added: given, or following from each other. Source: HostFact reference, 12.5.
struct NewServiceDates {
    let period: Period
    let startPeriod: CalendarDate
    let contract: Period
    let startContract: CalendarDate
    let endContract: CalendarDate
    let nextDate: CalendarDate
    let terminationDate: CalendarDate?

    /// Nil, with a problem, when there is no period.
    init?(
        _ given: Arguments, product: Record<Product>?, debtor: Record<Debtor>?, today: CalendarDate,
        _ problems: inout [Problem]
    ) {
        let code = given[Subscription.periodic] ?? product?[Product.pricePeriod] ?? ""
        guard let unit = PeriodUnit(rawValue: code) else {
            // An unknown product is a problem already; its period is not one more.
            let isUnknown = product == nil && given.isFilled(Subscription.productCode.declaration)
            if !isUnknown { problems.append(Self.missingPeriodic(product)) }
            return nil
        }
        period = Period(given[Subscription.periods] ?? 1, unit)
        startPeriod = given[Subscription.startPeriod] ?? today
        let contractUnit = given[Subscription.contractPeriodic].flatMap { PeriodUnit(rawValue: $0) } ?? unit
        contract = Period(given[Subscription.contractPeriods] ?? period.count, contractUnit)
        startContract = given[Subscription.startContract] ?? startPeriod
        endContract = given[Subscription.endContract] ?? contract.after(startContract)
        nextDate = ServiceDates.nextDate(start: startPeriod, debtorDaysAhead: debtor?[Debtor.periodicInvoiceDays])
        terminationDate = given[Subscription.terminationDate]
        problems += ServiceDates.problems(endContract: endContract, startContract: startContract)
    }

    /// A service with these dates and nothing else.
    var service: Record<Subscription> {
        var service = Record<Subscription>([:])
        service[Subscription.periods] = period.count
        service[Subscription.periodic] = period.unit.rawValue
        service[Subscription.startPeriod] = startPeriod
        service[Subscription.endPeriod] = ServiceDates.endPeriod(start: startPeriod, period: period)
        service[Subscription.nextDate] = nextDate
        service[Subscription.contractPeriods] = contract.count
        service[Subscription.contractPeriodic] = contract.unit.rawValue
        service[Subscription.startContract] = startContract
        service[Subscription.endContract] = endContract
        service[Subscription.terminationDate] = terminationDate
        return service
    }

    /// What the vendor does is unknown; the refusal is ours. Source: reference, 16 no. 11.
    private static func missingPeriodic(_ product: Record<Product>?) -> Problem {
        let field = Subscription.periodic.declaration
        guard let product else {
            return Problem(naming: field) { LocalizedText("\($0.english) is required.", "\($0.dutch) is verplicht.") }
        }
        let code = product.text(Product.code)
        return Problem(naming: field) {
            LocalizedText(
                "\($0.english) is required: product \(code) is sold once and has no period of its own.",
                "\($0.dutch) is verplicht: product \(code) is eenmalig en heeft zelf geen periode.")
        }
    }
}
