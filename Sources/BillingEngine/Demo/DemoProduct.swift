import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

/// An invented product, the same for the same seed and number.
struct DemoProduct {
    let number: Int
    let name: String
    let keyPhrase: String
    let type: String
    let suffix: String
    let price: Decimal
    /// Empty for what is sold once.
    let period: String
    let tax: String
    private var random: DemoRandom

    init(_ number: Int, seed: UInt64) {
        self.number = number
        random = DemoRandom(seed: seed, kind: 2, record: number)
        let line = Self.lines[(number - 3 + Self.lines.count) % Self.lines.count]
        let edition = (number - 3) / Self.lines.count
        name = edition <= 0 ? line.name : "\(line.name) \(random.pick(Self.editions)) \(edition)"
        keyPhrase = name
        type = line.type
        suffix = line.suffix
        period = line.period
        price = Decimal(line.cents + random.below(4) * 50) / 100
        tax = random.chance(90) ? "21" : random.pick(["9", "0"])
    }

    /// The seeds' products are no. 1 and 2, and carry each other's number.
    var code: String { Self.code(number) }

    static func code(_ number: Int) -> String {
        let shown = number == 1 ? 2 : number == 2 ? 1 : number
        let text = String(shown)
        return "P" + String(repeating: "0", count: max(0, 3 - text.count)) + text
    }

    /// Groups: 2 Hosting bestelformulier, 5 Domeinen, 6 Telefonie.
    var group: Int? {
        switch type {
        case "hosting": 2
        case "domain": 5
        default: name.contains("VoIP") || name.contains("SIP") ? 6 : nil
        }
    }

    static let columns = [
        "Identifier", "ProductCode", "ProductName", "ProductKeyPhrase", "ProductDescription", "NumberSuffix",
        "PriceExcl", "PricePeriod", "TaxPercentage", "ProductType", "ProductTld", "PackageID", "HasCustomPrice",
        "CustomPrices", "Created", "Modified", "Folded",
    ]

    func values(_ calendar: DemoCalendar) -> [SQLValue] {
        var random = random
        var prices = ""
        if period == "m", number % 5 == 0 {
            let year = price * 9 / 10
            let row = ["Periods": "12", "Periodic": "m", "PriceExcl": year.vendorText]
            var none: [Problem] = []
            prices = Product.customPriceText(CustomPrices(tax: Decimal(vendorText: tax) ?? 21).completed([row], &none))
        }
        let created = calendar.moment(daysAgo: 200 + random.below(2500), &random)
        let values: [SQLValue] = [
            .integer(number), .text(code), .text(name), .text(keyPhrase),
            .text(
                number % 3 == 0 ? "Intern: zie de prijslijst, afdeling \(random.pick(["Noord", "Zuid", "Oost"]))." : ""),
            .text(suffix), .text(price.vendorText), .text(period), .text(tax), .text(type),
            .text(type == "domain" ? String(name.drop { $0 != "." }.dropFirst().prefix { $0 != " " }) : ""),
            .text(type == "hosting" ? "1" : "0"), .text(prices.isEmpty ? "no" : "period"), .text(prices),
            .text(created), .text(max(created, calendar.moment(daysAgo: random.below(300), &random))),
        ]
        return DemoData.folding(values, of: Self.columns, by: Product.foundBy)
    }

    private static let editions = ["Plus", "Pro", "Extra", "Zakelijk", "Première", "Maxi", "Basis"]

    private struct Line {
        var name: String
        var type: String
        var cents: Int
        var period: String
        var suffix = ""
    }

    private static let lines = [
        Line(name: "Hosting medium", type: "hosting", cents: 995, period: "m"),
        Line(name: "Hosting large", type: "hosting", cents: 1995, period: "m"),
        Line(name: "Domeinnaam .nl", type: "domain", cents: 895, period: "j"),
        Line(name: "Domeinnaam .be", type: "domain", cents: 1095, period: "j"),
        Line(name: "Domeinnaam .com", type: "domain", cents: 1495, period: "j"),
        Line(name: "Domeinnaam .köln", type: "domain", cents: 3995, period: "j"),
        Line(name: "SSL-certificaat", type: "ssl", cents: 4995, period: "j"),
        Line(name: "SSL wildcard", type: "ssl", cents: 14_900, period: "t"),
        Line(name: "VPS 2 GB", type: "vps", cents: 1250, period: "m"),
        Line(name: "VPS 16 GB", type: "vps", cents: 7950, period: "m"),
        Line(name: "VoIP-toestel", type: "other", cents: 8900, period: "", suffix: "stuks"),
        Line(name: "VoIP-aansluiting", type: "other", cents: 450, period: "m", suffix: "lijn"),
        Line(name: "SIP-trunk", type: "other", cents: 2500, period: "m", suffix: "kanaal"),
        Line(name: "Belbundel België", type: "other", cents: 1500, period: "m"),
        Line(name: "Onderhoud website", type: "other", cents: 7500, period: "k", suffix: "uur"),
        Line(name: "Back-up dienst", type: "other", cents: 600, period: "m", suffix: "GB"),
        Line(name: "E-mailarchief", type: "other", cents: 250, period: "m", suffix: "postbus"),
        Line(name: "Installatie op locatie", type: "other", cents: 12_500, period: ""),
        Line(name: "Glasvezel 1 Gbit/s", type: "other", cents: 8500, period: "m"),
        Line(name: "Serverruimte", type: "other", cents: 9900, period: "h", suffix: "HE"),
    ]
}
