import BillingModel
import Foundation
import HostFactAPI
import SQLStore

/// An invented service of an invented customer.
struct DemoService {
    let number: Int
    let seed: UInt64
    let size: DemoSize

    static let columns = [
        "Identifier", "Debtor", "DebtorCode", "ProductId", "ProductCode", "Number", "NumberSuffix", "Description",
        "PriceExcl", "TaxPercentage", "DiscountPercentage", "Periods", "Periodic", "StartPeriod", "EndPeriod",
        "NextDate", "ContractPeriods", "ContractPeriodic", "StartContract", "EndContract", "TerminationDate",
        "TerminationCreated", "TerminationReason", "Created", "Modified", "Folded",
    ]

    func values(_ calendar: DemoCalendar) -> [SQLValue] {
        var random = DemoRandom(seed: seed, kind: 3, record: number)
        // The seeds' customer keeps the one service of the seeds.
        let debtor = DemoDebtor(2 + random.below(max(1, size.debtors - 1)), seed: seed)
        let product = DemoProduct(3 + random.below(max(1, size.products - 2)), seed: seed)
        let hasProduct = size.products > 2 && random.chance(95)
        let unit = PeriodUnit(rawValue: product.period) ?? .month
        let period = Period(unit == .month && random.chance(25) ? 3 : 1, unit)
        // The first day of the present period: at most one period ago.
        let length = CalendarDate.days(from: calendar.today, to: period.after(calendar.today))
        let start = calendar.day(random.below(max(1, length)) + 1 - length)
        let contract = random.chance(30) ? Period(1, .year) : period
        let startContract = contract.after(start, times: -(1 + random.below(6)))
        let description =
            hasProduct
            ? random.chance(60)
                ? product.keyPhrase
                : "\(product.keyPhrase) voor \(debtor.country.cities[random.below(debtor.country.cities.count)])"
            : "Maatwerk: \(random.pick(["onderhoud", "support", "koppeling", "ontwerp"])) (\(random.digits(4)))"
        let created = LocalTime(date: startContract, hour: 9, minute: random.below(60), second: random.below(60)).text
        let end = termination(calendar, &random)
        let endCreated = end.isEmpty ? "" : calendar.moment(daysAgo: 40 + random.below(200), &random)
        let code = hasProduct ? product.code : ""
        let values: [SQLValue] = [
            .integer(number), .integer(debtor.number), .text(debtor.code),
            hasProduct ? .integer(product.number) : .null, .text(code),
            .text(random.chance(80) ? "1" : random.chance(10) ? "0.5" : String(2 + random.below(20))),
            .text(hasProduct ? product.suffix : ""), .text(description), .text(product.price.vendorText),
            .text(product.tax), .text(random.chance(10) ? random.pick(["5", "10", "12.5", "50"]) : "0"),
            .text(String(period.count)), .text(unit.rawValue), .text(start.text), .text(period.after(start).text),
            .text(ServiceDates.nextDate(start: start, debtorDaysAhead: nil).text), .text(String(contract.count)),
            .text(contract.unit.rawValue), .text(startContract.text), .text(contract.after(startContract).text),
            .text(end), .text(endCreated),
            .text(end.isEmpty ? "" : random.pick(["Verhuizing", "Te duur", "Stopt met het bedrijf", "Overstap", ""])),
            .text(created), .text(max(created, endCreated)),
        ]
        let customer = [
            Debtor.companyName.name: debtor.companyName, Debtor.initials.name: debtor.initials,
            Debtor.surName.name: debtor.surName,
        ]
        return DemoData.folding(values, of: Self.columns, by: Service.foundBy, with: customer)
    }

    /// Some services are ending, some have ended.
    private func termination(_ calendar: DemoCalendar, _ random: inout DemoRandom) -> String {
        switch random.below(100) {
        case 0..<5: calendar.day(1 + random.below(120)).text
        case 5..<12: calendar.day(-1 - random.below(700)).text
        default: ""
        }
    }
}
