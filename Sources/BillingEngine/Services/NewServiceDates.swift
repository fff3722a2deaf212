import BillingAPI
import BillingModel
import HostFactAPI

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
        _ action: AddService, product: Record<Product>?, debtor: Record<Debtor>?, today: CalendarDate,
        _ problems: inout [Problem]
    ) throws {
        let code = action[Service.periodic] ?? product?[Product.pricePeriod] ?? ""
        guard let unit = PeriodUnit(rawValue: code) else {
            // An unknown product is a problem already; its period is not one more.
            let isUnknown = product == nil && action.arguments.isFilled(Service.productCode.declaration)
            if !isUnknown { problems.append(Self.missingPeriodic(product)) }
            return nil
        }
        period = Period(action[Service.periods] ?? 1, unit)
        startPeriod = action[Service.startPeriod] ?? today
        let contractUnit = action[Service.contractPeriodic].flatMap { PeriodUnit(rawValue: $0) } ?? unit
        contract = Period(action[Service.contractPeriods] ?? period.count, contractUnit)
        startContract = action[Service.startContract] ?? startPeriod
        endContract = action[Service.endContract] ?? contract.after(startContract)
        nextDate = ServiceDates.nextDate(start: startPeriod, debtorDaysAhead: debtor?[Debtor.periodicInvoiceDays])
        terminationDate = action[Service.terminationDate]
        problems += Self.problems(endContract: endContract, startContract: startContract)
    }

    static func problems(endContract: CalendarDate, startContract: CalendarDate) -> [Problem] {
        guard endContract < startContract else { return [] }
        return [
            Problem(
                Service.endContract.declaration,
                "Subscription[EndContract] \(endContract.text) lies before the contract's start \(startContract.text).",
                "Subscription[EndContract] \(endContract.text) ligt voor het begin van het contract \(startContract.text)."
            )
        ]
    }

    /// The columns of the store.
    var columns: [String: String] {
        [
            "Periods": String(period.count), "Periodic": period.unit.rawValue,
            "StartPeriod": startPeriod.text,
            "EndPeriod": ServiceDates.endPeriod(start: startPeriod, period: period).text,
            "NextDate": nextDate.text,
            "ContractPeriods": String(contract.count), "ContractPeriodic": contract.unit.rawValue,
            "StartContract": startContract.text, "EndContract": endContract.text,
            "TerminationDate": terminationDate?.text ?? "",
        ]
    }

    private static func missingPeriodic(_ product: Record<Product>?) -> Problem {
        let field = Service.periodic.declaration
        guard let product else {
            return Problem(field, "\(field.name) is required.", "\(field.name) is verplicht.")
        }
        let code = product.text(Product.code)
        return Problem(
            field, "\(field.name) is required: product \(code) is sold once and has no period of its own.",
            "\(field.name) is verplicht: product \(code) is eenmalig en heeft zelf geen periode.")
    }
}
