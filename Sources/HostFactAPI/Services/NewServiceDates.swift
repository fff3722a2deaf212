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
        let code = given[Service.periodic] ?? product?[Product.pricePeriod] ?? ""
        guard let unit = PeriodUnit(rawValue: code) else {
            // An unknown product is a problem already; its period is not one more.
            let isUnknown = product == nil && given.isFilled(Service.productCode.declaration)
            if !isUnknown { problems.append(Self.missingPeriodic(product)) }
            return nil
        }
        period = Period(given[Service.periods] ?? 1, unit)
        startPeriod = given[Service.startPeriod] ?? today
        let contractUnit = given[Service.contractPeriodic].flatMap { PeriodUnit(rawValue: $0) } ?? unit
        contract = Period(given[Service.contractPeriods] ?? period.count, contractUnit)
        startContract = given[Service.startContract] ?? startPeriod
        endContract = given[Service.endContract] ?? contract.after(startContract)
        nextDate = ServiceDates.nextDate(start: startPeriod, debtorDaysAhead: debtor?[Debtor.periodicInvoiceDays])
        terminationDate = given[Service.terminationDate]
        problems += ServiceDates.problems(endContract: endContract, startContract: startContract)
    }

    /// A service with these dates and nothing else.
    var service: Record<Service> {
        var service = Record<Service>([:])
        service[Service.periods] = period.count
        service[Service.periodic] = period.unit.rawValue
        service[Service.startPeriod] = startPeriod
        service[Service.endPeriod] = ServiceDates.endPeriod(start: startPeriod, period: period)
        service[Service.nextDate] = nextDate
        service[Service.contractPeriods] = contract.count
        service[Service.contractPeriodic] = contract.unit.rawValue
        service[Service.startContract] = startContract
        service[Service.endContract] = endContract
        service[Service.terminationDate] = terminationDate
        return service
    }

    /// What the vendor does is unknown; the refusal is ours. Source: reference, 16 no. 11.
    private static func missingPeriodic(_ product: Record<Product>?) -> Problem {
        let field = Service.periodic.declaration
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
