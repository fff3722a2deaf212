import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// What a server does where the vendor's way is unknown: the HostFact reference's section 16, by its numbers.
///
/// No. 16, the lock-out, is the business of the program that listens: an endpoint knows no time between requests.
@Suite struct OpenQuestionTests {
    private func script(at moment: LocalTime = ExampleInstallation.moment) async throws -> Script {
        try await ExampleInstallation().script(at: moment)
    }

    private func names(of value: JSONValue?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.map(\.name)
    }

    /// The object that `form` answers with, after other calls.
    private func service(
        _ script: Script, _ form: String, after: [String] = []
    ) async throws -> JSONValue {
        for form in after { _ = await script.post(form) }
        let answer = await script.post(form)
        return try #require(try answer.json()["service"], "\(answer.text)")
    }

    private static let add =
        "controller=service&action=add&Debtor=7&Subscription[Description]=x&Subscription[PriceExcl]=10&Subscription[Periodic]=m"
    private static let show = "controller=service&action=show&Identifier=11"

    @Test("16 no. 1: pages not seen follow the transcribed samples: rows of debtor.list")
    func rowsOfDebtors() async throws {
        let json = try await script().post("controller=debtor&action=list").json()
        let rows = json["debtors"]?.items ?? []
        #expect(
            names(of: rows.first) == [
                "Identifier", "DebtorCode", "CompanyName", "Sex", "Initials", "SurName", "EmailAddress", "Modified",
            ])
    }

    @Test("16 no. 1: pages not seen follow the transcribed samples: debtor.checklogin has the debtor")
    func aLoginIsAnsweredWithTheDebtor() async throws {
        let script = try await script()
        _ = await script.post(
            "controller=debtor&action=updatelogincredentials&Username=DB0007&EmailAddress=eva@zon.example&Password=tijdelijk"
        )
        let json = try await script.post("controller=debtor&action=checklogin&Username=DB0007&Password=tijdelijk")
            .json()
        #expect(json["status"]?.text == "success")
        #expect(json["success"] == nil)
        #expect(json["debtor"]?["DebtorCode"]?.text == "DB0007")
    }

    @Test(
        "16 no. 2: error texts for missing fields, duplicates and a wrong login are short Dutch sentences",
        arguments: [
            ("debtor&action=show", ["Identifier of DebtorCode is verplicht."]),
            (
                "product&action=add",
                [
                    "ProductName is verplicht.", "De omschrijving voor op de factuur is niet juist ingevuld",
                    "PriceExcl is verplicht.",
                ]
            ),
            (
                "product&action=add&ProductCode=P005&ProductName=x&ProductKeyPhrase=x&PriceExcl=1",
                ["ProductCode: een ander product heeft al het nummer “P005”."]
            ),
            (
                "debtor&action=add&DebtorCode=DB0007&CompanyName=x",
                ["DebtorCode: een andere debiteur heeft al het nummer “DB0007”."]
            ), ("group&action=add", ["GroupName is verplicht.", "Type is verplicht."]),
            (
                "debtor&action=checklogin&Username=DB0007&Password=x",
                ["De gebruikersnaam of het wachtwoord is niet juist."]
            ),
        ])
    func errorTexts(form: String, errors: [String]) async throws {
        #expect(try await script().post("controller=\(form)").errors() == errors)
    }

    @Test(
        "2.7: the error strings that are known",
        arguments: [
            ("service&action=add&Debtor=7&Subscription=x", ["Invalid type for 'Subscription'"]),
            (
                "service&action=edit&Identifier=11&Subscription[Number][0]=1",
                ["Invalid type for 'Subscription[Number]'"]
            ),
            (
                "product&action=edit&Identifier=5&CustomPrices[0][Periods][x]=1&CustomPrices[0][Periodic]=m&CustomPrices[0][PriceExcl]=1",
                ["Invalid type for 'CustomPrices[0].Periods'"]
            ),
            (
                "debtor&action=add&Identifier=7&CompanyName=x",
                ["Een Identifier is niet toegestaan voor deze actie"]
            ), ("debtor&action=show&DebtorCode=x", ["Ongeldig kenmerk voor debiteur"]),
            (
                "service&action=add&Debtor=99&Subscription[ProductCode]=P005", ["Ongeldig kenmerk voor debiteur"]
            ),
            // These words are inferred. Source: reference, 2.7.
            ("product&action=show&Identifier=99", ["Ongeldig kenmerk voor product"]),
            ("service&action=show&Identifier=99", ["Ongeldig kenmerk voor dienst"]),
            ("group&action=show&Identifier=99", ["Ongeldig kenmerk voor groep"]),
        ])
    func knownErrors(form: String, errors: [String]) async throws {
        let answer = try await script().post("controller=\(form)")
        #expect(try answer.errors() == errors)
        #expect(try answer.json()["controller"]?.text == String(form.prefix { $0 != "&" }))
    }

    @Test(
        "16 no. 3: unknown controller and action are echoed in lower case",
        arguments: [("Nothing", "List", "Invalid controller"), ("Debtor", "Fly", "Invalid action")])
    func unknownNamesAreEchoed(controller: String, action: String, error: String) async throws {
        let json = try await script().post("controller=\(controller)&action=\(action)").json()
        #expect(json["controller"]?.text == controller.lowercased())
        #expect(json["action"]?.text == action.lowercased())
        #expect(json["errors"] == .strings([error]))
    }

    @Test("16 no. 4: JSON request bodies are accepted beside forms") func JSONBodies() async throws {
        let json = #"{"api_key":"geheim","controller":"debtor","action":"show","Identifier":7}"#
        let script = try await script()
        for type in ["application/json", WireRequest.form, ""] {
            let answer = await script.carry(WireRequest(path: "/", contentType: type, body: json.utf8))
            #expect(answer.text == (await script.post("controller=debtor&action=show&Identifier=7").text))
        }
    }

    @Test("16 no. 5: limit is 1000 by default and at most", arguments: ["", "&limit=1000", "&limit=5000"])
    func atMostAThousandRows(limit: String) async throws {
        let installation = try await ExampleInstallation()
        try await installation.addDebtors(1003)
        let json = try await installation.script().post("controller=debtor&action=list\(limit)").json()
        #expect(json["totalresults"] == .number(1005))
        #expect(json["currentresults"] == .number(1000))
        #expect(json["filters"]?["limit"]?.text == (limit.isEmpty ? nil : String(limit.dropFirst(7))))
    }

    @Test("16 no. 6: the notice period is a setting, one month by default") func notice() async throws {
        #expect(DefaultTermination.notice == Period(1, .month))
        let service = try await service(
            try await script(), "controller=service&action=terminate&Identifier=11")
        // Of the terms that end on the first, 1 April is too soon on 2 March.
        #expect(service["Subscription"]?["TerminationDate"]?.text == "2026-05-01")
    }

    @Test(
        "16 no. 7: invoices are made 14 days ahead, a setting that a debtor overrides",
        arguments: [
            ("-1", "2026-02-16"), ("0", "2026-03-02"), ("30", "2026-01-31"),
        ]) func invoiceInAdvance(days: String, next: String) async throws
    {
        #expect(ServiceDates.invoiceDaysAhead == 14)
        let service = try await service(
            try await script(), Self.add,
            after: ["controller=debtor&action=edit&Identifier=7&PeriodicInvoiceDays=\(days)"])
        #expect(service["Subscription"]?["NextDate"]?.text == next)
    }

    @Test(
        "16 no. 8: month ends are clamped",
        arguments: [
            ("2026-01-31", "1", "2026-02-28"), ("2028-01-31", "1", "2028-02-29"), ("2026-03-31", "1", "2026-04-30"),
            ("2024-02-29", "12", "2025-02-28"),
        ]) func monthEnds(start: String, periods: String, end: String) async throws
    {
        let service = try await service(
            try await script(),
            Self.add + "&Subscription[StartPeriod]=\(start)&Subscription[Periods]=\(periods)")
        #expect(service["Subscription"]?["EndPeriod"]?.text == end)
    }

    @Test(
        "16 no. 9: Termination.Status after the date is terminated, and so is the service",
        arguments: [
            ("2026-03-31", "active", "pending", true), ("2026-04-01", "terminated", "terminated", false),
        ]) func statusAfterTheDate(day: String, status: String, termination: String, isListed: Bool) async throws
    {
        let installation = try await ExampleInstallation()
        _ = await installation.script().post("controller=service&action=terminate&Identifier=11&Date=2026-03-31")
        let script = installation.script(at: ExampleInstallation.moment(day))
        let service = try await service(script, Self.show)
        #expect(service["Status"]?.text == status)
        #expect(service["Termination"]?["Status"]?.text == termination)
        let active = try await script.post("controller=service&action=list").json()
        #expect((active["services"] != nil) == isListed)
    }

    @Test("16 no. 10: service.edit with an empty Subscription[TerminationDate] undoes a termination")
    func undo() async throws {
        let service = try await service(
            try await script(),
            "controller=service&action=edit&Identifier=11&Subscription[TerminationDate]=",
            after: ["controller=service&action=terminate&Identifier=11&Reason=weg"])
        #expect(service["Subscription"]?["TerminationDate"]?.text == "")
        #expect(service["Termination"] == nil)
    }

    @Test("12.6: a second terminate replaces the date") func aSecondTermination() async throws {
        let service = try await service(
            try await script(), "controller=service&action=terminate&Identifier=11&Date=2027-01-01",
            after: ["controller=service&action=terminate&Identifier=11"])
        #expect(service["Termination"]?["Date"]?.text == "2027-01-01")
    }

    @Test("16 no. 11: a one-off product without Periodic is an error that lists the missing Periodic")
    func aOneOffProduct() async throws {
        let script = try await script()
        _ = await script.post("controller=product&action=edit&Identifier=5&PricePeriod=")
        let form = "controller=service&action=add&Debtor=7&Subscription[ProductCode]=P005"
        let errors = try await script.post(form).errors()
        #expect(errors.count == 1)
        #expect(errors.first?.hasPrefix("Subscription[Periodic] is verplicht") == true)
        #expect(try await script.post(form + "&Subscription[Periodic]=j").json()["status"]?.text == "success")
    }

    @Test("16 no. 12: a price is not converted to another period") func noConversion() async throws {
        let service = try await service(
            try await script(),
            "controller=service&action=add&Debtor=7&Subscription[ProductCode]=P005&Subscription[Periodic]=j")
        #expect(service["Subscription"]?["PriceExcl"]?.text == "12.5")
        #expect(service["Subscription"]?["AmountExcl"] == .number(12.5))
    }

    @Test(
        "16 no. 13: search is a case-insensitive substring",
        arguments: [
            ("BAKKER", 1), ("akkerij z", 1), ("bakker", 1), ("Bakkerij  Zon", 0), ("b%", 0), ("zon_", 0), ("", 2),
        ]) func search(text: String, rows: Int) async throws
    {
        let form = PHPForm.encode([RawParameter("searchfor", text)])
        let json = try await script().post("controller=debtor&action=list&\(form)").json()
        #expect(json["totalresults"] == .number(.init(rows)))
    }

    @Test(
        "16 no. 14: PriceExcl keeps its decimals and loses its zeros",
        arguments: [
            ("12.34567", "12.34567"), ("12.500000", "12.5"), ("0.0001", "0.0001"), ("100", "100"), ("007.10", "7.1"),
        ]) func decimals(sent: String, shown: String) async throws
    {
        let script = try await script()
        let product = try await script.post("controller=product&action=edit&Identifier=5&PriceExcl=\(sent)").json()
        #expect(product["product"]?["PriceExcl"]?.text == shown)
        let service = try await service(
            script, "controller=service&action=edit&Identifier=11&Subscription[PriceExcl]=\(sent)")
        #expect(service["Subscription"]?["PriceExcl"]?.text == shown)
    }

    @Test("16 no. 15: CustomFields would stand before Created; this installation has none")
    func noCustomFields() async throws {
        let script = try await script()
        let answer = await script.post("controller=debtor&action=edit&Identifier=7&CustomFields[code]=x&City=Ede")
        let members = names(of: try answer.json()["debtor"])
        #expect(!members.contains("CustomFields"))
        let place = try #require(members.firstIndex(of: ObjectMember.created))
        #expect(members[place - 1] == Debtor.groups.name)
    }

    @Test("16 no. 17: group.list without type is an error") func groupsWithoutType() async throws {
        #expect(try await script().post("controller=group&action=list").errors() == ["type is verplicht."])
    }
}
