import BillingAPI
import BillingModel
import HostFactAPI

/// The records of the HostFact reference's worked examples, section 15.
enum Samples {
    static let debtor = Record<Debtor>([
        "Identifier": "7", "DebtorCode": "DB0007", "CompanyName": "Bakkerij Zon", "CompanyNumber": "12345678",
        "LegalForm": "ANDERS", "Sex": "f", "Initials": "Eva", "SurName": "Smit", "Address": "Dorpsstraat 5",
        "ZipCode": "1234 AB", "City": "Utrecht", "Country": "NL", "EmailAddress": "eva@zon.example",
        "InvoiceMethod": "0", "InvoiceSex": "m", "InvoiceCountry": "NL", "InvoiceAuthorisation": "no",
        "InvoiceDataForPriceQuote": "no", "ActiveLogin": "yes", "Username": "DB0007",
        "SecurePassword": "$2y$10$stored", "Password": "stored", "Mailing": "yes", "Taxable": "auto",
        "PeriodicInvoiceDays": "-1", "InvoiceTemplate": "0", "PriceQuoteTemplate": "0", "ReminderTemplate": "0",
        "SecondReminderTemplate": "-1", "SummationTemplate": "0", "PaymentMail": "-1", "PaymentMailTemplate": "0",
        "InvoiceCollect": "-1", "ClientareaProfile": "0", "Groups": "3", "GroupName[3]": "Winkels",
        "Created": "2026-01-05 10:00:00", "Modified": "2026-02-27 16:40:11",
    ])

    static let product = Record<Product>([
        "Identifier": "5", "ProductCode": "P005", "ProductName": "Toestel", "ProductKeyPhrase": "Toestel",
        "PriceExcl": "12.5", "PricePeriod": "m", "TaxPercentage": "21", "Cost": "0", "ProductType": "other",
        "PackageID": "0", "HasCustomPrice": "period",
        "CustomPrices": Product.customPriceText([
            ["Periods": "12", "Periodic": "m", "PriceExcl": "120", "PriceIncl": "145.2"]
        ]), "Created": "2026-01-05 10:00:00", "Modified": "2026-03-02 09:15:00",
    ])

    static let service = Record<Subscription>([
        "Identifier": "12", "Debtor": "7", "DebtorCode": "DB0007", "CompanyName": "Bakkerij Zon", "Initials": "Eva",
        "SurName": "Smit", "Status": "active", "Number": "2", "ProductCode": "P005", "Description": "Toestel",
        "PriceExcl": "12.5", "TaxPercentage": "21", "DiscountPercentage": "0", "Periods": "1", "Periodic": "m",
        "StartPeriod": "2026-03-02", "EndPeriod": "2026-04-02", "NextDate": "2026-02-16", "ContractPeriods": "1",
        "ContractPeriodic": "m", "StartContract": "2026-03-02", "EndContract": "2026-04-02",
        "InvoiceAuthorisation": "yes", "Created": "2026-03-02 09:15:00", "Modified": "2026-03-02 09:15:00",
    ])

    static var terminated: Record<Subscription> {
        var service = service
        service[Subscription.terminationDate] = CalendarDate("2026-05-02")
        service[member: Termination.createdColumn] = "2026-03-10 11:00:00"
        service[member: Termination.statusColumn] = Termination.pending
        return service
    }

    /// 2 March 2026, 9:15 in Amsterdam.
    static let moment = CalendarDate("2026-03-02").map {
        LocalTime(date: $0, hour: 9, minute: 15, second: 0, offset: 3600)
    }
}

/// Answers with what it was given, whatever is asked.
struct FixedService: BillingService {
    var answers: [any Sendable] = []

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        for case let answer as Action.Answer in answers { return answer }
        throw APIError(.failure, LocalizedText(verbatim: "No answer was prepared."))
    }
}
