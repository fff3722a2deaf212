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
        let length = CalendarDate.days(from: calendar.today, to: period.after(calendar.today))
        let daysIntoPeriod = max(1, length) - 1 - random.below(max(1, length))
        let contract = random.chance(30) ? Period(1, .year) : period
        let contractsBefore = 1 + random.below(6)
        let description = Self.description(of: hasProduct ? product : nil, for: debtor, &random)
        let madeAt = (minute: random.below(60), second: random.below(60))
        let end = termination(calendar, &random)
        // The period that runs today, or in which it ended.
        let lastDay = end.map { min($0, calendar.today) } ?? calendar.today
        let begun = lastDay.adding(days: -daysIntoPeriod)
        // A period that a short month cut off is over.
        let start = period.after(begun) > lastDay ? begun : period.after(begun)
        let startContract = contract.after(start, times: -contractsBefore)
        let created = LocalTime(date: startContract, hour: 9, minute: madeAt.minute, second: madeAt.second).text
        let asked = end.map { request(toEnd: $0, after: startContract, calendar, &random) } ?? ""
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
            .text(end?.text ?? ""), .text(asked),
            .text(end == nil ? "" : random.pick(["Verhuizing", "Te duur", "Stopt met het bedrijf", "Overstap", ""])),
            .text(created), .text(max(created, asked)),
        ]
        return DemoData.folding(values, of: Self.columns, by: Subscription.foundBy, with: Self.names(of: debtor))
    }

    private static func description(
        of product: DemoProduct?, for debtor: DemoDebtor, _ random: inout DemoRandom
    ) -> String {
        guard let product else {
            return "Maatwerk: \(random.pick(["onderhoud", "support", "koppeling", "ontwerp"])) (\(random.digits(4)))"
        }
        if random.chance(60) { return product.keyPhrase }
        return "\(product.keyPhrase) voor \(random.pick(debtor.country.cities))"
    }

    /// What a service is found by of its customer.
    private static func names(of debtor: DemoDebtor) -> [String: String] {
        [
            Debtor.companyName.name: debtor.companyName, Debtor.initials.name: debtor.initials,
            Debtor.surName.name: debtor.surName,
        ]
    }

    /// Some services are ending, some have ended.
    private func termination(_ calendar: DemoCalendar, _ random: inout DemoRandom) -> CalendarDate? {
        switch random.below(100) {
        case 0..<5: calendar.day(1 + random.below(120))
        case 5..<12: calendar.day(-1 - random.below(700))
        default: nil
        }
    }

    /// When the end was asked for: some time before it and before today, and after the service was made.
    private func request(
        toEnd end: CalendarDate, after created: CalendarDate, _ calendar: DemoCalendar, _ random: inout DemoRandom
    ) -> String {
        let latest = min(end, calendar.today)
        let most = CalendarDate.days(from: created, to: latest) - 1
        return calendar.moment(on: latest.adding(days: -max(1, min(40 + random.below(200), most))), &random)
    }
}
