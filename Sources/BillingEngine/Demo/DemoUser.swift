import BillingModel
import Foundation
import M4API
import SQLStore

/// An invented M4 user who belongs to an invented customer.
struct DemoUser {
    let number: Int
    let seed: UInt64
    let size: DemoSize

    static let columns = [
        "id", "username", "first_name", "last_name", "balance", "blocked", "tariff_id", "hidden", "clientid",
        "agreement_number", "agreement_date", "language", "taxation_country", "accounting_number", "currency_id",
        "call_limit", "responsible_manager_id", "block_at", "warning_email_active", "warning_email_balance",
        "warning_email_hour", "enable_static_list", "static_list_id", "address", "city", "postcode", "direction_id",
        "phone", "email", "tax1_name", "tax1_value", "did_count", "call_count", "payment_count",
        "invoice_count", "password_hash", "Folded",
    ]

    func values(_ calendar: DemoCalendar) -> [SQLValue] {
        var random = DemoRandom(seed: seed, kind: 4, record: number)
        let debtor = DemoDebtor(2 + (number - 4) * 6 % max(1, size.debtors - 1), seed: seed)
        let username = "\(random.pick(["tel", "voip", "sip", "acc"]))\(1000 + number)"
        let first = debtor.companyName.isEmpty ? debtor.initials : debtor.companyName
        let last = debtor.companyName.isEmpty ? debtor.surName : ""
        let balance = Decimal(random.below(400_000) - 60_000) / 100
        let direction = DemoData.directions.firstIndex { $0.country == debtor.country.code }.map { $0 + 1 } ?? 1
        let email = random.chance(90) ? "voip@klant\(debtor.number).example" : ""
        let warns = random.chance(30)
        let isListed = random.chance(15)
        let account: [SQLValue] = [
            .integer(number), .text(username), .text(first), .text(last), .text(balance.vendorText),
            .text(random.chance(8) ? "1" : "0"), .integer(1 + random.below(6)), .text(random.chance(5) ? "1" : "0"),
            .text(random.digits(8)), .text("M4-\(number)"),
            .text(calendar.day(-random.below(1500)).text), .text(random.pick(["nl", "en", "de"])), .integer(direction),
            .text(debtor.code), .integer(1 + random.below(3)), .text(String(random.below(40))),
            random.chance(70) ? .integer(1 + random.below(2)) : .null,
            .text(random.chance(5) ? calendar.day(1 + random.below(90)).text : ""),
            .text(warns ? "1" : "0"), .text(warns ? String(5 * random.below(10)) : "0"),
            .text(warns && random.chance(50) ? String(1 + random.below(23)) : "-1"),
            .text(isListed ? random.pick(["blacklist", "whitelist"]) : "no"),
            isListed ? .integer(1 + random.below(3)) : .null,
            .text("\(random.pick(debtor.country.streets)) \(1 + random.below(200))"),
        ]
        // Each record draws its numbers in the order of the columns.
        let city = random.pick(debtor.country.cities)
        let postcode = debtor.country.zipCode(&random)
        let phone = debtor.country.prefix + random.digits(9)
        let address: [SQLValue] = [
            .text(city), .text(postcode), .integer(direction), .text(phone), .text(email), .text("VAT"),
            .text(random.pick(["21", "19", "23", "0"])),
        ]
        return DemoData.folding(account + address + history(&random), of: Self.columns, by: BrowseUsers.foundBy)
    }

    /// What keeps most users from being deleted, and for half of them the demo's password.
    private func history(_ random: inout DemoRandom) -> [SQLValue] {
        let hasCalled = random.chance(70)
        let counts = [
            random.chance(40) ? 1 + random.below(9) : 0, hasCalled ? 1 + random.below(20_000) : 0,
            hasCalled ? random.below(12) : 0, hasCalled ? random.below(24) : 0,
        ]
        return counts.map { .integer($0) } + [.text(random.chance(50) ? DemoData.passwordHash : "")]
    }
}
