import BillingAPI
import BillingModel
import Foundation

/// A subscription of a debtor. Fields in the vendor's order. Source: HostFact reference, 6.1 and 6.2.
public enum Subscription: HostFactEntity {
    public static let kind = RecordKind.service
    public static let controller = "service"
    public static let listKey = "services"

    public static let identifier = Field<Int>.reference("Identifier", "Id", "Id", to: .service)
    public static let debtor = Field<Int>.reference("Debtor", "Debtor", "Debiteur", to: .debtor)
    public static let debtorCode = Field<String>.code("DebtorCode", "Debtor", "Debiteur", of: .debtor)
    public static let status = Field<String>.text("Status", "Status", "Status")
    /// What `status` can be. Source: HostFact reference, 11.8.
    public static let active = "active"
    public static let ended = "terminated"

    public static let number = Field<Decimal>.decimal(
        "Subscription[Number]", "Number", "Aantal", 0...1_000_000, fallback: "1")
    public static let numberSuffix = Field<String>.text("Subscription[NumberSuffix]", "Unit", "Eenheid")
        .used(.asGiven)
    public static let productCode = Field<String>.code(
        "Subscription[ProductCode]", "Product", "Product", of: .product)
    public static let description = Field<String>.multiline(
        "Subscription[Description]", "Description", "Omschrijving",
        help: LocalizedText("Empty: the product's text", "Leeg: de tekst van het product"))
    public static let priceExcl = Field<Decimal>.decimal(
        "Subscription[PriceExcl]", "Price without VAT", "Prijs excl. btw",
        help: LocalizedText(
            "Per piece, for one period unit; empty: the product's",
            "Per stuk, per periode-eenheid; leeg: van het product")
    ).changedBySteps()
    public static let taxPercentage = Field<Decimal>.percentage("Subscription[TaxPercentage]", "VAT %", "Btw %")
    public static let discountPercentage = Field<Decimal>.percentage(
        "Subscription[DiscountPercentage]", "Discount %", "Korting %", fallback: "0")
    public static let periods = Field<Int>.integer(
        "Subscription[Periods]", "Invoice every", "Factureer iedere", 1...999, fallback: "1")
    public static let periodic = Field<String>.choice(
        "Subscription[Periodic]", "Period unit", "Periode-eenheid", Vocabulary.periods)
    public static let startPeriod = Field<CalendarDate>.date(
        "Subscription[StartPeriod]", "Period starts", "Start periode",
        help: LocalizedText("Empty: today", "Leeg: vandaag"))
    public static let contractPeriods = Field<Int>.integer(
        "Subscription[ContractPeriods]", "Contract length", "Contractduur", 1...999)
    public static let contractPeriodic = Field<String>.choice(
        "Subscription[ContractPeriodic]", "Contract unit", "Contracteenheid", Vocabulary.periods)
    public static let startContract = Field<CalendarDate>.date(
        "Subscription[StartContract]", "Contract starts", "Start contract")
    public static let endContract = Field<CalendarDate>.date(
        "Subscription[EndContract]", "Contract ends", "Einde contract")
    public static let terminationDate = Field<CalendarDate>.date(
        "Subscription[TerminationDate]", "Ends on", "Opgezegd per")
    public static let reminder = Field<String>.choice(
        "Subscription[Reminder]", "Mail at each invoice", "E-mail bij facturatie", Vocabulary.reminders, fallback: "")
    public static let invoiceAuthorisation = Field<Bool>.flag(
        "Subscription[InvoiceAuthorisation]", "Direct debit", "Automatische incasso", .yesNo,
        help: LocalizedText("Yes follows the debtor's preference", "Ja volgt de voorkeur van de debiteur"),
        fallback: "yes")

    /// What a service is found by, its customer's names among it; see `Debtor.searched`.
    public static let searched =
        [debtorCode, productCode, description].map(\.declaration.member)
        + [Debtor.companyName, Debtor.surName].map(\.name)

    /// What a list can be searched in and sorted by: everything that is kept, and the customer's names.
    public static let listed =
        (EditService.declaration.parameters + [endPeriod.declaration, nextDate.declaration, status.declaration])
        .map(\.member) + [Debtor.companyName, Debtor.initials, Debtor.surName].map(\.name)
        + [ObjectMember.created, ObjectMember.modified]

    /// What the embedded engine knows a service by.
    public static let foundBy = FoundBy(texts: searched + [Debtor.initials.name])

    /// Derived by the system, never sent.
    public static let endPeriod = Field<CalendarDate>.date(
        "Subscription[EndPeriod]", "Period ends", "Einde periode")
    public static let nextDate = Field<CalendarDate>.date(
        "Subscription[NextDate]", "Next invoice", "Volgende factuur")
}

extension Subscription {
    /// Source: HostFact reference, 6.1; `Termination` only when there is one.
    public static let members: [Member<Subscription>] = [
        .text(identifier), .text(debtor), .text(debtorCode), .text(status),
        .object(ObjectMember.subscription, subscription),
        .computed(ObjectMember.termination) { terminationJSON(of: $0) },
        .text(ObjectMember.created), .text(ObjectMember.modified),
    ]

    private static let subscription: [Member<Subscription>] =
        [
            .text(number), .text(numberSuffix), .text(productCode), .text(description), .text(priceExcl),
            .computed("PriceIncl") { amounts(of: $0).map { .number($0.priceIncl) } },
            .number(taxPercentage), .number(discountPercentage), .text(periods), .text(periodic), .text(startPeriod),
            .text(endPeriod), .text(nextDate), .text(contractPeriods), .text(contractPeriodic), .text(startContract),
            .text(endContract), .text(terminationDate), .text(reminder), .text(invoiceAuthorisation),
        ] + totals

    /// Source: HostFact reference, 6.4.
    public static let listMembers: [Member<Subscription>] = [
        .text(identifier), .text(debtor), .text(debtorCode), .text(Debtor.companyName), .text(Debtor.initials),
        .text(Debtor.surName), .text(status),
        .object(
            ObjectMember.subscription, listSubscription + totals),
        .text(ObjectMember.modified),
    ]

    private static let listSubscription: [Member<Subscription>] = [
        .text(productCode), .text(description), .text(number), .text(numberSuffix), .text(priceExcl),
        .number(taxPercentage), .number(discountPercentage), .text(periods), .text(periodic),
        .text(startPeriod), .text(endPeriod), .text(nextDate), .text(terminationDate),
    ]

    private static let totals: [Member<Subscription>] = [
        .computed(amountExcl) { amounts(of: $0).map { .number($0.amountExcl) } },
        .computed(amountIncl) { amounts(of: $0).map { .number($0.amountIncl) } },
    ]

    private static func terminationJSON(of service: Record<Subscription>) -> JSONValue? {
        guard let termination = termination(of: service) else { return nil }
        return .object([
            JSONMember("Date", termination.date.text), JSONMember(ObjectMember.created, termination.created),
            JSONMember("Status", termination.status),
        ])
    }

    /// Whether its last day has passed.
    public static func hasEnded(_ service: Record<Subscription>, _ today: CalendarDate) -> Bool {
        service.text(status) == ended || service[terminationDate].map { $0 < today } ?? false
    }

    /// The service's termination, if there is one.
    public static func termination(of service: Record<Subscription>) -> Termination? {
        guard let date = service[terminationDate], !service[member: Termination.createdColumn].isEmpty else {
            return nil
        }
        return Termination(
            date: date, created: service[member: Termination.createdColumn],
            status: service[member: Termination.statusColumn])
    }

    private static let amountExcl = "AmountExcl"
    private static let amountIncl = "AmountIncl"

    /// What a system elsewhere says that an invoice comes to, else what follows from the price; nil when the system
    /// tells neither that nor all that it follows from.
    public static func amounts(of service: Record<Subscription>) -> SubscriptionAmounts? {
        var amounts: SubscriptionAmounts?
        if let price = service[priceExcl], let tax = service[taxPercentage] {
            amounts = SubscriptionAmounts(
                price: price, number: service[number] ?? 1, periods: service[periods] ?? 1,
                discount: service[discountPercentage] ?? 0, tax: tax)
        }
        if let told = Decimal(vendorText: service[member: amountExcl]) { amounts?.amountExcl = told }
        if let told = Decimal(vendorText: service[member: amountIncl]) { amounts?.amountIncl = told }
        return amounts
    }

    /// The contract's length and start, for the termination date; the invoice period where no contract is set.
    public static func contract(of service: Record<Subscription>) -> (start: CalendarDate, period: Period)? {
        guard let start = service[startContract] ?? service[startPeriod],
            let unit = PeriodUnit(rawValue: service[contractPeriodic] ?? service[periodic] ?? "")
        else { return nil }
        return (start, Period(service[contractPeriods] ?? service[periods] ?? 1, unit))
    }
}

/// The end of a service that was asked for. Source: HostFact reference, 6.7 and 12.6.
public struct Termination: Equatable, Sendable {
    public static let createdColumn = "TerminationCreated"
    public static let statusColumn = "TerminationStatus"
    public static let reasonColumn = "TerminationReason"
    public static let pending = "pending"
    /// The value after the date is unknown; this is ours. Source: reference, 16 no. 9.
    public static let terminated = "terminated"

    public var date: CalendarDate
    public var created: String
    public var status: String

    /// Whatever other systems call it, all but this is final. Source: reference, 12.6 and 16 no. 9.
    public var isPending: Bool { status == Self.pending }
}
