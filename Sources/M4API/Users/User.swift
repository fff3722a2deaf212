import BillingAPI
import BillingModel
import Foundation

/// An account of M4. Records hold every field in the writing that `user_details_update` takes, so that what was
/// read can be sent back: `blocked` is 1 or 2 here also where M4 answers 1 or 0.
///
/// Source: M4 reference, 7.1 and section 11.
public enum User {
    public static let id = Field<Int>.reference(
        "user_id", "User", "Gebruiker", to: .user,
        help: LocalizedText("M4's number of the user", "Het nummer van de gebruiker in M4"),
        source: "Kolmisoft M4, user_details_update")

    // MARK: General
    public static let currency = Field<Int>.reference(
        "currency_id", "Currency", "Valuta", to: .currency,
        help: LocalizedText("The currency's id, not its code", "Het id van de valuta, niet de code"))
    public static let callLimit = Field<Int>.integer(
        "call_limit", "Call limit", "Gesprekslimiet",
        help: LocalizedText("Calls at once; 0 is no limit", "Gesprekken tegelijk; 0 is geen limiet"))
    public static let isHidden = Field<Bool>.flag(
        "hidden", "Hidden", "Verborgen", .oneZero,
        help: LocalizedText("Left out of M4's lists; stays active", "Niet in lijsten van M4; blijft actief"))
    public static let responsibleManager = Field<Int>.reference(
        "responsible_manager_id", "Responsible manager", "Verantwoordelijke manager", to: .manager)
    public static let hidesNonAnsweredCalls = Field<Bool>.flag(
        "hide_non_answered_calls", "Hide non-answered calls", "Niet-beantwoorde oproepen verbergen", .oneZero,
        help: LocalizedText("The user sees answered calls only", "De gebruiker ziet alleen beantwoorde oproepen"))

    // MARK: Blocking
    public static let isBlocked = Field<Bool>.flag(
        "blocked", "Blocked", "Geblokkeerd", .oneTwo,
        help: LocalizedText("Yes blocks at once, no unblocks", "Ja blokkeert direct, nee heft de blokkade op"))
    public static let blockAt = Field<CalendarDate>.date(
        "block_at", "Block at", "Blokkeren op",
        help: LocalizedText(
            "At midnight of that day; a past day switches it off, today has no effect",
            "Om middernacht van die dag; een dag in het verleden zet het uit, vandaag heeft geen effect"),
        wire: .dateParts(year: "by", month: "bm", day: "bd")
    )
    // A day that has passed blocks nobody, and is the only documented way to clear it. Source: M4 reference, 8.2.
    .cleared(by: "2000-01-01")
    public static let blocksConditionally = Field<Bool>.flag(
        "block_conditional_use", "Block at (conditional)", "Blokkeren op (voorwaardelijk)", .oneZero,
        help: LocalizedText(
            "Monthly: if postpaid, balance below zero and invoices unpaid",
            "Maandelijks: bij postpaid, saldo onder nul en onbetaalde facturen"))

    // MARK: Details
    public static let vatNumber = Field<String>.text("vat_number", "Tax registration number", "Btw-nummer")
        .written(.vatNumber)
    public static let language = Field<String>.text(
        "language", "Language", "Taal", help: LocalizedText("Two letters, such as en", "Twee letters, zoals en"))
    public static let clientID = Field<String>.text("clientid", "Company or personal ID", "KvK- of persoonsnummer")
    public static let firstName = Field<String>.text(
        "first_name", "First name or company", "Voornaam of bedrijfsnaam")
    public static let lastName = Field<String>.text("last_name", "Last name", "Achternaam")
    public static let accountingNumber = Field<String>.text(
        "accounting_number", "Accounting number", "Boekhoudnummer",
        help: LocalizedText("Reference in the accounting system", "Kenmerk in de boekhouding"))
    public static let agreementNumber = Field<String>.text(
        "agreement_number", "Agreement number", "Contractnummer")
    public static let agreementDate = Field<CalendarDate>.date(
        "agreement_date", "Agreement date", "Contractdatum",
        help: LocalizedText(
            "Can be changed, not removed", "Kan worden gewijzigd, niet verwijderd"),
        wire: .dateParts(year: "ay", month: "am", day: "ad"))
    public static let taxationCountry = Field<Int>.reference(
        "taxation_country", "Country of taxation", "Land van belasting", to: .direction,
        help: LocalizedText("Id of the direction", "Id van de bestemming (direction)"))

    // MARK: Address
    public static let address = Field<String>.text("address", "Address", "Adres")
    public static let city = Field<String>.text("city", "City", "Plaats")
    public static let postcode = Field<String>.text("postcode", "Postcode", "Postcode")
    public static let county = Field<String>.text("county", "County", "Regio")
    public static let mobilePhone = Field<String>.text("mob_phone", "Mobile phone", "Mobiel").written(.phone)
    public static let fax = Field<String>.text("fax", "Fax", "Fax").written(.phone)
    public static let direction = Field<Int>.reference(
        "direction_id", "Country", "Land", to: .direction,
        help: LocalizedText("Id of the direction", "Id van de bestemming (direction)"))
    public static let phone = Field<String>.text("phone", "Phone", "Telefoon").written(.phone)
    public static let state = Field<String>.text("state", "State", "Provincie")
    public static let email = Field<String>.text("email", "Main e-mail", "Hoofd-e-mailadres").used(.code)
        .written(.mailAddresses)
        .refusing { text in
            let sides = text.split(separator: "@", omittingEmptySubsequences: false)
            guard sides.count != 2 || sides.contains(where: \.isEmpty) else { return nil }
            return LocalizedText(
                "is not an address such as name@example.net", "is geen adres zoals naam@example.net")
        }

    // MARK: Warning balance
    public static let warnsByEmail = Field<Bool>.flag(
        "warning_email_active", "Warn when balance is low", "Waarschuwen bij laag saldo", .oneZero)
    public static let warningBalance = Field<Decimal>.decimal(
        "warning_email_balance", "Warn below", "Waarschuwen onder",
        help: LocalizedText("In the system's default currency", "In de standaardvaluta van het systeem"))
    public static let warningHour = Field<String>.choice(
        "warning_email_hour", "Warn at", "Waarschuwen om", warningHours,
        help: LocalizedText(
            "Daily at this hour while the balance is low; -1: once", "Dagelijks op dit uur bij laag saldo; -1: eenmalig"
        ))

    /// Midnight is outside the documented range. Source: M4 reference, 8.3.
    static let warningHours =
        [Choice("-1", "once, when the balance drops", "eenmalig, als het saldo daalt")]
        + (1...23).map { Choice(String($0), "daily at \($0):00", "dagelijks om \($0):00") }

    // MARK: Invoices and comment
    public static let generatesInvoice = Field<Bool>.flag(
        "generate_invoice", "Generate invoices automatically", "Facturen automatisch aanmaken", .oneZero)
    public static let comment = Field<String>.multiline("comment", "Comment", "Opmerking")

    /// The name staff call the user by: company or person, else the user name.
    public static func displayName(of user: Record<User>) -> String {
        let name = [user.text(firstName), user.text(lastName)].filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? user.text(username) : name
    }

    /// The day to block on; nil also where one stands that was sent to clear it.
    public static func blockDay(of user: Record<User>) -> CalendarDate? {
        CalendarDate(blockAt.declaration.meaning(of: user.text(blockAt)))
    }

    /// The day on which M4 will block the user; nil where none is planned. A day that has come acts no more.
    public static func plannedBlock(of user: Record<User>, _ today: CalendarDate) -> CalendarDate? {
        guard user[isBlocked] != true, let date = user[blockAt], date > today else { return nil }
        return date
    }
}
