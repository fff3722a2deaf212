import BillingAPI
import BillingModel
import HostFactAPI
import HostileTesting
import SQLStore
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 4.8; what the sheet says is ours.
@Suite struct DataSheetTests {
    /// Keeps the page it was asked to print.
    private actor Printer: DocumentRenderer {
        private(set) var page = ""

        func pdf(of html: String) async throws(APIError) -> [UInt8] {
            page = html
            return Array("%PDF-x".utf8)
        }
    }

    private func page(
        _ engine: TestEngine, _ fill: (inout GeneratePDF) -> Void = { _ in }
    ) async throws(APIError) -> (file: DebtorDocument, html: String) {
        let printer = Printer()
        var action = GeneratePDF()
        action[Debtor.identifier] = 1
        fill(&action)
        let service = EngineService(store: engine.store, clock: .fixed(TestEngine.seedMoment), renderer: printer)
        return (try await service.send(action), await printer.page)
    }

    private func edit(_ engine: TestEngine, _ change: (inout EditDebtor) -> Void) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        change(&edit)
        _ = try await engine.service.send(edit)
    }

    @Test func tellsWhatIsKnownOfTheDebtor() async throws {
        let engine = try await TestEngine()
        let (file, html) = try await page(engine)
        #expect(file.filename == "klantgegevens-DB0001.pdf")
        for text in [
            "<html lang=\"nl\">", "<h1>Company X</h1>", "Klantgegevens DB0001, 24-11-2022", "Keizersgracht 100",
            "Nederland", "info@company.com", "NL59RABO0123123123", "Hosting clients", "Default product", "14-03-2018",
            "28-02-2018", "250,00", "302,50", "1 maand", "<td>ja</td>",
        ] { #expect(html.contains(text), "\(text)") }
        #expect(!html.contains("wachtwoord"))
    }

    /// The vendor's own sample. Source: HostFact reference, 4.8.
    @Test func theVendorsSampleShowsAHostingService() async throws {
        let (file, html) = try await page(try await TestEngine()) {
            $0[GeneratePDF.template] = 3
            $0[GeneratePDF.service] = 1
            $0[GeneratePDF.serviceType] = "hosting"
        }
        #expect(file.filename == "diensten-DB0001.pdf")
        for text in ["Diensten DB0001", "Default product", "Company X"] { #expect(html.contains(text), "\(text)") }
        #expect(!html.contains("Keizersgracht"))
    }

    @Test(arguments: [
        (0, "klantgegevens", ["Keizersgracht", "info@company.com", "NL59RABO", "Default product"]),
        (1, "klantgegevens", ["Keizersgracht", "info@company.com", "NL59RABO", "Default product"]),
        (2, "adresgegevens", ["Keizersgracht", "info@company.com"]), (3, "diensten", ["Default product"]),
        (4, "klantenpaneel", ["info@company.com"]), (5, "betaalgegevens", ["Keizersgracht", "NL59RABO"]),
    ]) func eachTemplateShowsItsParts(template: Int, name: String, parts: [String]) async throws {
        let (file, html) = try await page(try await TestEngine()) { $0[GeneratePDF.template] = template }
        #expect(file.filename == "\(name)-DB0001.pdf")
        for part in ["Keizersgracht", "info@company.com", "NL59RABO", "Default product"] {
            #expect(html.contains(part) == parts.contains(part), "\(part)")
        }
    }

    @Test func ofWhatIsNotKeptNothingIsShown() async throws {
        let (_, html) = try await page(try await TestEngine()) { $0[GeneratePDF.serviceType] = "domain" }
        #expect(!html.contains("Default product"))
    }

    @Test func isInTheDebtorsLanguage() async throws {
        let engine = try await TestEngine()
        try await edit(engine) {
            $0[Debtor.defaultLanguage] = "en_EN"
            $0[Debtor.password] = "sunny-otter-42"
            $0[Debtor.comment] = "betaalt nooit"
        }
        let (file, html) = try await page(engine) {
            $0[Debtor.identifier] = nil
            $0[Debtor.code] = "DB0001"
        }
        #expect(file.filename == "customer-data-DB0001.pdf")
        for text in [
            "Customer data DB0001, 2022-11-24", "Netherlands", "302.50", "1 month", "<td>yes</td>",
            "Temporary password valid until", "2022-11-25 12:00:00",
        ] { #expect(html.contains(text), "\(text)") }
        for text in ["sunny-otter-42", "betaalt nooit"] { #expect(!html.contains(text)) }
    }

    @Test(arguments: [
        "<img src=file:///etc/passwd>", "\"><script src='http://x.example/'>", "</style><style>@import url(file:///x)",
        "{{#services}}{{{text}}}{{/services}}", "&lt;img src=x&gt;", "a\u{202E}b\u{1B}[31m",
    ]) func aHostileNameIsOnlyText(name: String) async throws {
        let engine = try await TestEngine()
        let plain = try await page(engine).html
        try await edit(engine) { $0[Debtor.companyName] = name }
        let html = try await page(engine).html
        #expect(html.filter { $0 == "<" }.count == plain.filter { $0 == "<" }.count)
        let escaped = name.plainLine.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        #expect(html.contains("<h1>\(escaped)</h1>"))
    }

    /// Of whatever lies in the database a page is printed that has the same tags, and nothing that no font draws.
    @Test(arguments: HostileCorpus.all) func hostileRecordsAreOnlyTexts(text: HostileCorpus.Text) async throws {
        let engine = try await TestEngine()
        func page(of text: String) async throws -> (file: DebtorDocument, html: String) {
            try await engine.store.write { transaction in
                try transaction.execute(
                    SQLQuery(
                        "UPDATE debtor SET CompanyName = ?, Address = ?, City = ?, EmailAddress = ?, AccountName = ?",
                        Array(repeating: .text(text), count: 5)))
                try transaction.execute(SQLQuery("UPDATE service SET Description = ?", [.text(text)]))
                try transaction.execute(SQLQuery("UPDATE record_group SET GroupName = ?", [.text(text)]))
            }
            return try await self.page(engine)
        }
        let plain = try await page(of: "Plain").html
        let (file, html) = try await page(of: text.text)
        #expect(html.filter { $0 == "<" }.count <= plain.filter { $0 == "<" }.count)
        #expect(html.harmfulScalars == [])
        #expect(!file.filename.contains("/") && file.filename.harmfulScalars == [])
    }

    /// Changes the debtor before it prints, and keeps the page.
    private struct WritingPrinter: DocumentRenderer {
        let engine: TestEngine

        func pdf(of html: String) async throws(APIError) -> [UInt8] {
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.city] = "Bonn"
            _ = try await engine.service.send(edit)
            return Array(html.utf8)
        }
    }

    @Test func othersWriteWhileItIsPrinted() async throws {
        let engine = try await TestEngine()
        var action = GeneratePDF()
        action[Debtor.identifier] = 1
        let service = EngineService(store: engine.store, renderer: WritingPrinter(engine: engine))
        let page = String(decoding: try await service.send(action).bytes, as: UTF8.self)
        #expect(page.contains("Amsterdam"))
        #expect(try await engine.rows("SELECT City FROM debtor").first?.text(0) == "Bonn")
    }

    @Test func aFailingToolIsToldToOperatorsOnly() async throws {
        let engine = try await TestEngine()
        let service = EngineService(store: engine.store, renderer: WeasyPrint(command: ["/nowhere/weasyprint"]))
        var action = GeneratePDF()
        action[Debtor.identifier] = 1
        let sentences = await refusal { () throws(APIError) in
            _ = try await OutwardService(service, report: { _ in }).send(action)
        }
        #expect(sentences == ["Het systeem kan dit nu niet; er is niets gewijzigd. Probeer het later opnieuw."])
    }

    @Test func hasOneServiceWhenAskedForOne() async throws {
        let engine = try await TestEngine()
        var add = AddService()
        add[Subscription.debtor] = 1
        add[Subscription.description] = "Alleen deze"
        add[Subscription.priceExcl] = 12.5
        add[Subscription.periods] = 1
        add[Subscription.periodic] = "m"
        _ = try await engine.service.send(add)
        let all = try await page(engine).html
        #expect(all.contains("Default product") && all.contains("Alleen deze"))
        let one = try await page(engine) {
            $0[GeneratePDF.service] = 2
            $0[GeneratePDF.serviceType] = "Service"
        }
        #expect(!one.html.contains("Default product") && one.html.contains("Alleen deze"))
    }

    @Test(arguments: [(500, false), (501, true)]) func saysWhenServicesAreLeftOut(count: Int, isCutOff: Bool) throws {
        let debtor = Record<Debtor>(["DebtorCode": "DB0001"])
        let services = Array(repeating: Record<Subscription>(["ProductCode": "P001"]), count: count)
        let sheet = DataSheet(debtor, services: services, passwordExpires: "", at: TestEngine.seedMoment)
        let html = try sheet.html()
        #expect(html.components(separatedBy: "<td>P001</td>").count == 501)
        #expect(html.contains("Alleen de eerste 500 diensten staan hier.") == isCutOff)
    }

    @Test(
        arguments: [
            ([:], ["Identifier of DebtorCode is verplicht."]),
            (["Identifier": "99"], ["Ongeldig kenmerk voor debiteur"]),
            (["Identifier": "1", "TemplateID": "6"], ["TemplateID: er is geen sjabloon 6; er zijn er 1 tot 5."]),
            (["Identifier": "1", "ServiceID": "99"], ["Ongeldig kenmerk voor dienst"]),
            (
                ["Identifier": "1", "ServiceID": "1", "ServiceType": "domain"],
                ["Ongeldig kenmerk voor domeinnaam"]
            ),
            (
                ["Identifier": "1", "ServiceID": "1", "ServiceType": "ssl"],
                ["Ongeldig kenmerk voor ssl-certificaat"]
            ),
            (["Identifier": "1", "ServiceID": "1", "ServiceType": "vps"], ["Ongeldig kenmerk voor vps"]),
            (["Identifier": "1", "ServiceID": "99", "ServiceType": "hosting"], ["Ongeldig kenmerk voor dienst"]),
            (
                ["Identifier": "1", "ServiceType": "boat"],
                ["ServiceType: “boat” is niet een van service, other, hosting, domain, ssl, vps."]
            ),
        ] as [([String: String], [String])]) func whatCannotBePrintedIsRefused(
            parameters: [String: String], sentences: [String]
        ) async throws
    {
        let engine = try await TestEngine()
        #expect(await engine.errors("debtor", "generatepdf", parameters) == sentences)
    }
}
