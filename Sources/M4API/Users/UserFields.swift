import BillingAPI
import BillingModel
import Foundation

/// One of the four taxes of a user. Source: M4 reference, 8.4.
public struct TaxFields: Sendable {
    public let name: Field<String>
    public let value: Field<Decimal>
    /// Tax 1 is always in force and so has no switch.
    public let isEnabled: Field<Bool>?

    init(_ number: Int) {
        name = .text("tax\(number)_name", "Tax \(number): name", "Belasting \(number): naam")
        value = .percentage("tax\(number)_value", "Tax \(number): %", "Belasting \(number): %")
        isEnabled =
            number == 1
            ? nil
            : .flag("tax\(number)_enabled", "Tax \(number): in force", "Belasting \(number): van kracht", .oneZero)
    }

    var declarations: [FieldDeclaration] {
        [name.declaration, value.declaration] + (isEnabled.map { [$0.declaration] } ?? [])
    }
}

/// A rule about numbers: refuse those of a pool, or allow only those. Source: M4 reference, 8.5.
public struct NumberRuleFields: Sendable {
    public let mode: Field<String>
    public let pool: Field<Int>

    public static let off = "no"

    /// Source: M4 reference, 8.5.
    var rule: Rule { .needs(mode.declaration, otherThan: Self.off, pool.declaration) }
}

extension User {
    public static let taxes = (1...4).map { TaxFields($0) }

    /// The caller's number.
    public static let sourceRule = NumberRuleFields(
        mode: .choice(
            "enable_static_source_list", "Source numbers", "Bronnummers", numberRuleModes,
            help: LocalizedText("The caller's number", "Het nummer van de beller")),
        pool: .reference(
            "static_source_list_id", "Source number pool", "Nummerpool bron", to: .numberPool))

    /// The called number, whatever the vendor's page says at its mode. Source: M4 reference, 8.5.
    public static let destinationRule = NumberRuleFields(
        mode: .choice(
            "enable_static_list", "Destination numbers", "Bestemmingsnummers", numberRuleModes,
            help: LocalizedText("The called number", "Het gebelde nummer")),
        pool: .reference(
            "static_list_id", "Destination number pool", "Nummerpool bestemming", to: .numberPool))

    private static let numberRuleModes = [
        Choice(NumberRuleFields.off, "no rule", "geen regel"),
        Choice("blacklist", "refuse the pool's numbers", "nummers uit de pool weigeren"),
        Choice("whitelist", "allow only the pool's numbers", "alleen nummers uit de pool toestaan"),
    ]

    // MARK: Read-only
    public static let username = Field<String>.text("username", "User name", "Gebruikersnaam").used(.code)
    public static let userType = Field<String>.text("usertype", "Type", "Type")
    public static let userStatus = Field<String>.text("user_status", "Status", "Status")
    public static let balance = Field<Decimal>.decimal("balance", "Balance", "Saldo")
    public static let tariff = Field<Int>.integer("tariff_id", "Tariff", "Tarief")
    public static let owner = Field<Int>.integer("owner_id", "Owner", "Eigenaar")
    public static let isPostpaid = Field<Bool>.flag("postpaid", "Postpaid", "Achteraf betalen", .oneZero)
    /// -1 is unlimited (inferred from the vendor's `Unlimited`).
    public static let credit = Field<Decimal>.decimal("credit", "Credit", "Krediet")
    /// The day of the month of conditional blocking.
    public static let conditionalBlockDay = Field<Int>.integer(
        "block_at_conditional", "Day of conditional blocking", "Dag van voorwaardelijk blokkeren", 1...31)
}

extension User {
    /// Everything `user_details_update` changes, under the vendor's headings in the vendor's order.
    public static let details: [FieldDeclaration] =
        under("General", "Algemeen", general) + under("Blocking", "Blokkeren", blocking)
        + under("Details", "Gegevens", identity) + under("Address", "Adres", addressFields)
        + under("Warning balance", "Saldowaarschuwing", warning)
        + under("Taxes", "Belastingen", taxes.flatMap(\.declarations))
        + under("Invoices", "Facturen", [generatesInvoice.declaration])
        + under("Blacklist / Whitelist", "Blacklist / Whitelist", numberRules)
        + under("Comment", "Opmerking", [comment.declaration])

    private static let general = [
        currency.declaration, callLimit.declaration, isHidden.declaration, responsibleManager.declaration,
        hidesNonAnsweredCalls.declaration,
    ]
    private static let blocking = [isBlocked.declaration, blockAt.declaration, blocksConditionally.declaration]
    private static let identity =
        [vatNumber, language, clientID, firstName, lastName, accountingNumber, agreementNumber].map(\.declaration)
        + [agreementDate.declaration, taxationCountry.declaration]
    private static let addressFields =
        [address, city, postcode, county, mobilePhone, fax].map(\.declaration) + [direction.declaration]
        + [phone, state, email].map(\.declaration)
    private static let warning = [warnsByEmail.declaration, warningBalance.declaration, warningHour.declaration]
    private static let numberRules = [sourceRule, destinationRule].flatMap { rule in
        [rule.mode.declaration, rule.pool.declaration]
    }

    /// Texts are cleared by an empty value; nothing else can be. Source: M4 reference, 8.6.
    static let neverEmpty = details.filter { field in
        switch field.kind {
        case .text, .multilineText: false
        default: true
        }
    }

    static let poolRules = [sourceRule, destinationRule].map(\.rule)

    private static func under(
        _ english: String, _ dutch: String, _ fields: [FieldDeclaration]
    ) -> [FieldDeclaration] {
        fields.map { field in
            var field = field.grouped(LocalizedText(english, dutch))
            field.source = "Kolmisoft M4, user_details_update"
            return field
        }
    }
}
