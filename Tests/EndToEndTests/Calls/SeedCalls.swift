/// The vendors' own examples as they print them, and the answers that their pages show.
///
/// Kinds follow the recordings: columns are strings, percentages and computed amounts numbers, an empty list is `[]`.
/// Moments and days that depend on the present are filled in.
enum SeedCalls {
    static let updateLoginCredentials = [
        "debtor", "updatelogincredentials", "Username=DB0001", "EmailAddress=info@company.com",
        "Password=newpassword", "SendPasswordForgotEmail=yes",
    ]
    static let editProduct = ["product", "edit", "Identifier=1", "PriceExcl=50.75"]
    static let terminateService = ["service", "terminate", "Identifier=1"]
    static let addService = [
        "service", "add", "DebtorCode=DB0001", "Subscription[ProductCode]=P001", "Subscription[Periods]=1",
        "Subscription[Periodic]=m",
    ]
    static let updateUser = ["m4", "user_details_update", "user_id=3", "hidden=1"]
    static let all = [updateLoginCredentials, editProduct, terminateService, addService, updateUser]
}

extension SeedCalls {
    static let credentialsUpdated = """
        {"controller":"debtor","action":"updatelogincredentials","status":"success","date":"NOW",
        "success":["De e-mail met inloggegevens is verzonden naar: info@company.com",
        "De inloggegevens voor debiteur 'DB0001' zijn gewijzigd"],
        "debtor":{"Identifier":"1","DebtorCode":"DB0001","CompanyName":"Company X","CompanyNumber":"123456789",
        "LegalForm":"ANDERS","TaxNumber":"NL123456789B01","Sex":"m","Initials":"John","SurName":"Jackson",
        "Address":"Keizersgracht 100","ZipCode":"1015 AA","City":"Amsterdam","Country":"NL",
        "EmailAddress":"info@company.com","PhoneNumber":"010 - 22 33 44","MobileNumber":"","FaxNumber":"",
        "Website":"","Comment":"","InvoiceMethod":"0","InvoiceCompanyName":"","InvoiceSex":"m",
        "InvoiceInitials":"","InvoiceSurName":"","InvoiceAddress":"","InvoiceZipCode":"","InvoiceCity":"",
        "InvoiceCountry":"NL","InvoiceEmailAddress":"","ReminderEmailAddress":"","InvoiceAuthorisation":"no",
        "MandateID":"","InvoiceDataForPriceQuote":"no","AccountNumber":"NL59RABO0123123123",
        "AccountBIC":"RABONL2U","AccountName":"Company X","AccountBank":"Rabobank","AccountCity":"Amsterdam",
        "ActiveLogin":"yes","Username":"DB0001","SecurePassword":"","Mailing":"yes","Taxable":"auto",
        "PeriodicInvoiceDays":"-1","InvoiceTemplate":"0","PriceQuoteTemplate":"0","ReminderTemplate":"0",
        "SecondReminderTemplate":"-1","SummationTemplate":"0","PaymentMail":"-1","PaymentMailTemplate":"0",
        "InvoiceCollect":"-1","DefaultLanguage":"","ClientareaProfile":"0",
        "Groups":{"4":{"id":"4","GroupName":"Hosting clients"}},
        "Created":"2022-11-24 11:00:00","Modified":"NOW",
        "Translations":{"LegalForm":"Anders of onbekend","Country":"Nederland","InvoiceMethod":"Per e-mail",
        "InvoiceCountry":"Nederland","Taxable":"Automatisch","DefaultLanguage":""}}}
        """

    static let productEdited = """
        {"controller":"product","action":"edit","status":"success","date":"NOW",
        "product":{"Identifier":"1","ProductCode":"P002","ProductName":"Hosting small",
        "ProductKeyPhrase":"Hosting small","ProductDescription":"","NumberSuffix":"","PriceExcl":"50.75",
        "PricePeriod":"m","TaxPercentage":21,"Cost":"0","ProductType":"hosting","ProductTld":"",
        "PackageID":"1","HasCustomPrice":"no","CustomPrices":[],
        "Groups":{"2":{"id":"2","GroupName":"Hosting bestelformulier"}},
        "Created":"2022-11-24 11:00:00","Modified":"NOW",
        "Translations":{"ProductType":"Webhosting","PricePeriod":"maand"}}}
        """

    /// Service 1, whose contract began on the 14th and runs by the month, ended on the computed day.
    static func serviceTerminated(on day: String) -> String {
        """
        {"controller":"service","action":"terminate","status":"success","date":"NOW",
        "success":["Dienst is opgezegd met opzegdatum \(Days.dutch(day))"],
        "service":{"Identifier":"1","Debtor":"1","DebtorCode":"DB0001","Status":"active",
        "Subscription":{"Number":"1","NumberSuffix":"","ProductCode":"P001","Description":"Default product",
        "PriceExcl":"250","PriceIncl":302.5,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"1",
        "Periodic":"m","StartPeriod":"2018-03-14","EndPeriod":"2018-04-14","NextDate":"2018-02-28",
        "ContractPeriods":"1","ContractPeriodic":"m","StartContract":"2018-01-14","EndContract":"2018-08-14",
        "TerminationDate":"\(day)","Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":250,
        "AmountIncl":302.5},
        "Termination":{"Date":"\(day)","Created":"NOW","Status":"pending"},
        "Created":"2022-11-24 11:00:00","Modified":"NOW"}}
        """
    }

    static func serviceAdded(_ id: String, today: String, end: String, next: String) -> String {
        """
        {"controller":"service","action":"add","status":"success","date":"NOW",
        "success":["Dienst is aangemaakt"],
        "service":{"Identifier":"\(id)","Debtor":"1","DebtorCode":"DB0001","Status":"active",
        "Subscription":{"Number":"1","NumberSuffix":"","ProductCode":"P001","Description":"Default product",
        "PriceExcl":"250","PriceIncl":302.5,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"1",
        "Periodic":"m","StartPeriod":"\(today)","EndPeriod":"\(end)","NextDate":"\(next)",
        "ContractPeriods":"1","ContractPeriodic":"m","StartContract":"\(today)","EndContract":"\(end)",
        "TerminationDate":"","Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":250,"AmountIncl":302.5},
        "Created":"NOW","Modified":"NOW"}}
        """
    }

    static let userUpdated = """
        <?xml version="1.0" encoding="UTF-8"?>
        <page><status><success>User was updated successfully</success></status></page>

        """
}
