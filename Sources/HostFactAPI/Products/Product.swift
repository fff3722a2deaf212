import BillingAPI
import BillingModel
import Foundation

/// Something that is sold. Fields in the vendor's order. Source: HostFact reference, 5.1 and 5.4.
public enum Product: Grouped {
    public static let kind = RecordKind.product
    public static let controller = "product"
    public static let listKey = "products"

    public static let identifier = Field<Int>.reference("Identifier", "Id", "Id", to: .product)
    public static let code = Field<String>.text("ProductCode", "Product code", "Productnummer", maximum: 50)
        .used(.code)
    public static let name = Field<String>.text("ProductName", "Name", "Productnaam")
    public static let keyPhrase = Field<String>.multiline(
        "ProductKeyPhrase", "Text on the invoice", "Omschrijving op factuur")
    public static let description = Field<String>.multiline(
        "ProductDescription", "Internal description", "Interne omschrijving")
    /// Some installations begin it with a space. Source: HostFact reference, 6.2.
    public static let numberSuffix = Field<String>.text(
        "NumberSuffix", "Unit", "Eenheid", help: LocalizedText("Such as hour or kg", "Bijvoorbeeld uur of kg")
    ).used(.asGiven)
    public static let priceExcl = Field<Decimal>.decimal(
        "PriceExcl", "Price without VAT", "Prijs excl. btw",
        help: LocalizedText("Per piece, for one price period", "Per stuk, voor één prijsperiode")
    ).changedBySteps()
    public static let pricePeriod = Field<String>.choice(
        "PricePeriod", "Price period", "Prijsperiode", Vocabulary.pricePeriods, fallback: "")
    public static let taxPercentage = Field<Decimal>.percentage("TaxPercentage", "VAT %", "Btw %")
    public static let type = Field<String>.choice(
        "ProductType", "Type", "Type", Vocabulary.productTypes, fallback: "other")
    public static let tld = Field<String>.text("ProductTld", "Domain extension", "Domeinextensie", maximum: 63)
    public static let groups = Field<[Int]>.references("Groups", "Groups", "Groepen", to: .group)
    public static let hasCustomPrice = Field<String>.choice(
        "HasCustomPrice", "Own price per period", "Afwijkende prijs per periode",
        [Choice("no", "no", "nee"), Choice(pricedByPeriod, "per period", "per periode")], fallback: "no")
    public static let pricedByPeriod = "period"

    /// What a product is found by.
    public static let searched = [code, name, keyPhrase].map(\.name)
    public static let foundBy = FoundBy(texts: searched)

    /// What a list can be searched in and sorted by: everything that is kept as one text.
    public static let listed =
        ([identifier.declaration] + details).filter { $0 != groups.declaration && $0 != customPrices }.map(\.member)
        + [ObjectMember.cost, ObjectMember.packageID, ObjectMember.created, ObjectMember.modified]

    /// Members of one entry of `CustomPrices`.
    public static let customPeriods = Field<Int>.integer("Periods", "Periods", "Perioden", 1...999)
    public static let customPeriodic = Field<String>.choice("Periodic", "Unit", "Eenheid", Vocabulary.periods)
    public static let customPriceExcl = Field<Decimal>.decimal("PriceExcl", "Price without VAT", "Prijs excl. btw")
    public static let customPriceIncl = Field<Decimal>.decimal("PriceIncl", "Price with VAT", "Prijs incl. btw")
    public static let customPrices = FieldDeclaration(
        "CustomPrices", .rows(customPriceMembers), LocalizedText("Prices per period", "Prijzen per periode"),
        help: LocalizedText(
            "A line each: 12 months 120.00, or 145.20 incl.",
            "Een regel elk: 12 maanden 120,00, of 145,20 incl."))
    static let customPriceMembers = [
        customPeriods.declaration, customPeriodic.declaration, customPriceExcl.declaration,
        customPriceIncl.declaration,
    ]
}

extension Product {
    public static let members: [Member<Product>] = [
        .text(identifier), .text(code), .text(name), .text(keyPhrase), .text(description), .text(numberSuffix),
        .text(priceExcl), .text(pricePeriod), .number(taxPercentage), .text(ObjectMember.cost), .text(type), .text(tld),
        .text(ObjectMember.packageID), .text(hasCustomPrice),
        .computed(customPrices.name) { .array(customPriceRows(of: $0).map(customPriceJSON)) },
        .computed(groups.name) { $0.groupsJSON }, .text(ObjectMember.created), .text(ObjectMember.modified),
        .object(
            ObjectMember.translations,
            [
                .computed(type.name) { Vocabulary.dutch($0.text(type), in: Vocabulary.productTypes) },
                .computed(pricePeriod.name) { Vocabulary.dutch($0.text(pricePeriod), in: Vocabulary.pricePeriods) },
            ]),
    ]

    /// `PackageID` is empty here when there is none, `"0"` in the object. Source: HostFact reference, 5.3.
    public static let listMembers: [Member<Product>] = [
        .text(identifier), .text(code), .text(name), .text(keyPhrase), .text(description), .text(type), .text(tld),
        .computed(ObjectMember.packageID) {
            .string($0[member: ObjectMember.packageID] == "0" ? "" : $0[member: ObjectMember.packageID])
        },
        .text(numberSuffix), .text(priceExcl), .number(taxPercentage), .text(pricePeriod), .text(ObjectMember.modified),
    ]

    static let details: [FieldDeclaration] = [
        code.declaration, name.declaration, keyPhrase.declaration, description.declaration, type.declaration,
        tld.declaration, priceExcl.declaration, pricePeriod.declaration, taxPercentage.declaration,
        numberSuffix.declaration, hasCustomPrice.declaration, customPrices, groups.declaration,
    ]

    /// The entries of `CustomPrices`, kept in the store as a JSON list of maps of texts.
    public static func customPriceRows(of product: Record<Product>) -> [[String: String]] {
        let text = product[member: customPrices.name]
        guard !text.isEmpty else { return [] }
        return (try? JSONDecoder().decode([[String: String]].self, from: Data(text.utf8))) ?? []
    }

    /// What the store keeps for `customPriceRows`.
    public static func customPriceText(_ rows: [[String: String]]) -> String { customPrices.writing(of: rows) }

    /// The price of an entry that says it all: the one with fewer decimals was given, and the other worked out from it.
    public static func customPriceGiven(in entry: [String: String]) -> (field: FieldDeclaration, price: Decimal)? {
        func told(_ field: Field<Decimal>) -> Decimal? { entry[field.name].flatMap { Decimal(vendorText: $0) } }
        func decimals(_ price: Decimal) -> Int { max(0, -price.exponent) }
        let (excl, incl) = (told(customPriceExcl), told(customPriceIncl))
        if let incl, excl.map({ decimals(incl) < decimals($0) }) ?? true { return (customPriceIncl.declaration, incl) }
        return excl.map { (customPriceExcl.declaration, $0) }
    }

    /// The entry with that price alone, so that a system works out the other one as it did.
    static func withPriceGiven(_ entry: [String: String]) -> [String: String] {
        guard let given = customPriceGiven(in: entry) else { return entry }
        let prices = [customPriceExcl.name, customPriceIncl.name]
        return entry.filter { name, _ in name == given.field.name || !prices.contains(name) }
    }

    /// The kinds inside an entry are inferred: counts and prices as columns, the computed price as a number.
    private static func customPriceJSON(_ row: [String: String]) -> JSONValue {
        .object(
            customPriceMembers.map { field in
                let text = row[field.name] ?? ""
                if field == customPriceIncl.declaration, let value = Decimal(vendorText: text) {
                    return JSONMember(field.name, .number(value))
                }
                return JSONMember(field.name, text)
            })
    }
}
