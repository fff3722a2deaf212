import BillingModel
import HostFactAPI
import SQLStore

/// An invented customer, the same for the same seed and number.
struct DemoDebtor {
    let number: Int
    let country: DemoCountry
    let isCompany: Bool
    let isWoman: Bool
    var companyName: String
    var initials: String
    var surName: String
    private var random: DemoRandom

    init(_ number: Int, seed: UInt64) {
        self.number = number
        random = DemoRandom(seed: seed, kind: 1, record: number)
        country = DemoCountry.all[random.below(DemoCountry.all.count)]
        isCompany = random.chance(70)
        isWoman = random.chance(50)
        initials = random.pick(isWoman ? country.women : country.men)
        surName = random.pick(country.surNames)
        companyName = isCompany ? Self.company(surName, &random) : ""
        makeUnusual()
    }

    var code: String { Self.code(number) }

    /// `DB0001`; longer numbers take the room they need.
    static func code(_ number: Int) -> String {
        let text = String(number)
        return "DB" + String(repeating: "0", count: max(0, 4 - text.count)) + text
    }

    private static func company(_ surName: String, _ random: inout DemoRandom) -> String {
        let trade = random.pick([
            "Bakkerij", "Webbureau", "Installatietechniek", "Café", "Fietsen", "Bloemen", "Advocaten",
            "Tandartspraktijk",
            "Garage", "Drukkerij", "Bouwbedrijf", "Rijschool", "Uitgeverij", "Telecom", "Media", "Logistiek",
            "Architecten",
            "Hoveniers", "Slagerij", "Kapsalon",
        ])
        switch random.below(4) {
        case 0: return "\(trade) \(surName)"
        case 1: return "\(surName) \(trade)"
        case 2: return "\(surName) & \(random.pick(["Zn.", "Partners", "Dochters", "Co"]))"
        default:
            let first = random.pick([
                "Noord", "Zuid", "Delta", "Alpha", "Oranje", "Groen", "Blauw", "Zilver", "Kern", "Ster",
            ])
            let second = random.pick(["licht", "werk", "punt", "bouw", "data", "line", "soft", "plan", "zicht", "port"])
            return "\(first)\(second) \(random.pick(["B.V.", "BV", "NV", "Groep", "Nederland", "International"]))"
        }
    }

    /// A few customers are what a screen must survive.
    private mutating func makeUnusual() {
        switch number % 997 {
        case 7: companyName = "Rode \u{1B}[31mDraad\u{1B}[0m \u{07}BV"
        case 13: companyName = "Spiegel \u{202E}VB dleeb\u{202C}"
        case 17: companyName = "Pixel Parade 🎉👩‍💻🇳🇱"
        case 19: (companyName, surName) = ("Cafe\u{301} Zo\u{308}e\u{308}", "Bo\u{308}hm")
        case 23: companyName = "Vereniging tot " + String(repeating: "Instandhouding en Bevordering van ", count: 6)
        case 29: (companyName, initials, surName) = ("", "", "")
        case 31: companyName = "On\u{200B}zicht\u{200D}baar\u{FEFF}"
        case 37: companyName = "日本通信株式会社 ヨーロッパ"
        case 41: companyName = "<b>&amp; \"Quote\" 'Enkel' %s %n \\"
        case 43: surName = "Wolfeschlegelsteinhausenbergerdorff-von-und-zu-Hohenlohe-Waldenburg-Schillingsfürst"
        default: break
        }
    }

    static let columns = [
        "Identifier", "DebtorCode", "CompanyName", "CompanyNumber", "LegalForm", "TaxNumber", "Sex", "Initials",
        "SurName", "Address", "ZipCode", "City", "Country", "EmailAddress", "PhoneNumber", "MobileNumber", "Website",
        "Comment", "InvoiceMethod", "InvoiceAuthorisation", "AccountNumber", "AccountName", "ActiveLogin", "Username",
        "SecurePassword", "Mailing", "PeriodicInvoiceDays", "DefaultLanguage", "Created", "Modified", "Folded",
    ]

    func values(_ calendar: DemoCalendar) -> [SQLValue] {
        var random = random
        let mailName = isCompany ? companyName : surName
        let mailbox = String(
            TextFolding.fold(mailName).unicodeScalars.filter { ("a"..."z").contains($0) }.prefix(20).map(Character.init)
        )
        let email =
            random.chance(96)
            ? "\(isCompany ? "info" : "mail")@\(mailbox.isEmpty ? "klant\(number)" : mailbox).example" : ""
        let phone = random.chance(85) ? country.prefix + random.digits(2) + " " + random.digits(7) : ""
        let (zip, city) = (country.zipCode(&random), random.pick(country.cities))
        let hasLogin = random.chance(90)
        let created = calendar.moment(daysAgo: 30 + random.below(2900), &random)
        let username = hasLogin ? code : ""
        let values: [SQLValue] = [
            .integer(number), .text(code), .text(companyName), .text(isCompany ? random.digits(8) : ""),
            .text(isCompany ? random.pick(country.forms) : ""),
            .text(isCompany && random.chance(80) ? "\(country.code)\(random.digits(9))B01" : ""),
            .text(random.chance(4) ? "u" : isWoman ? "f" : "m"), .text(initials), .text(surName),
            .text("\(random.pick(country.streets)) \(1 + random.below(240))"), .text(zip), .text(city),
            .text(country.code), .text(email), .text(phone),
            .text(random.chance(40) ? country.prefix + "6 " + random.digits(8) : ""),
            .text(isCompany && !mailbox.isEmpty ? "www.\(mailbox).\(country.domain)" : ""),
            .text(random.chance(5) ? "Betaalt graag per kwartaal.\nBelt liever dan mailt." : ""),
            .text(random.chance(12) ? "1" : "0"), .text(random.chance(35) ? "yes" : "no"),
            .text(random.chance(60) ? "\(country.code)\(random.digits(2))BANK\(random.digits(10))" : ""),
            .text(isCompany ? companyName : surName), .text(hasLogin ? "yes" : "no"), .text(username),
            .text(hasLogin && number <= 10 ? DemoData.passwordHash : ""),
            .text(random.chance(80) ? "yes" : "no"), .text(random.chance(3) ? "30" : "-1"),
            .text(random.chance(70) ? "" : country.language), .text(created),
            .text(max(created, calendar.moment(daysAgo: random.below(400), &random))),
        ]
        return DemoData.folding(values, of: Self.columns, by: Debtor.foundBy)
    }
}
