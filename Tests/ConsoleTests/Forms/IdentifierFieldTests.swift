import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Fields of what people write in many ways: how it was understood stands beside it, and a doubt stops nobody.
@MainActor struct IdentifierFieldTests {
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(
            FormScreen(DebtorPlans.edit(Sample.debtors[0]), language: .english), service: stub,
            size: Size(width: 100, height: 60), clock: fixedClock)
    }

    @Test(
        arguments: [
            ("IBAN", "nl91 abna 0417 1643 00", "= NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
            ("VAT number", "nl 0044.95.445.b01", "= NL004495445B01", "NL004495445B01"),
            ("Postcode", "2312ab", "= 2312 AB", "2312 AB"), ("Phone", "0102233444", "= +31 102233444", "0102233444"),
            ("Chamber of commerce no.", "1234 5678", "= 12345678", "12345678"),
        ])
    func whatIsUnderstoodStandsBesideItAndIsSent(
        _ label: String, _ typed: String, _ shown: String, _ sent: String
    ) async {
        await driver.fill(label, typed)
        #expect(driver.line(with: shown) != nil, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ \(sent)") != nil, "\(driver.picture)")
        #expect(driver.line(with: "It can be sent all the same.") == nil)
        await driver.press(.right, .enter)
        let arguments = await stub.arguments(of: EditDebtor.self).first
        let field = EditDebtor.declaration.parameters.first { $0.label.english == label }
        #expect(field.flatMap { arguments?[text: $0] } == sent)
    }

    @Test(
        arguments: [
            ("IBAN", "NL91ABNA0417164301", "check digits that do not fit"),
            ("E-mail address", "info@example", "no domain such as example.net"),
            ("Postcode", "123", "is no postcode of NL"), ("Phone", "12345678", "begins with neither 0 nor +"),
        ])
    func doubtIsSaidOnceTheFieldIsLeftAndAgainOnTheReviewAndStopsNobody(
        _ label: String, _ typed: String, _ doubt: String
    ) async {
        await driver.fill(label, typed)
        #expect(driver.line(with: doubt) == nil, "not while it is typed")
        await driver.press(.tab)
        #expect(driver.role(of: doubt) == .warning, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.role(of: doubt) == .danger, "\(driver.picture)")
        await driver.press(.right, .enter)
        let arguments = await stub.arguments(of: EditDebtor.self).first
        let field = EditDebtor.declaration.parameters.first { $0.label.english == label }
        #expect(field.flatMap { arguments?[text: $0] } == typed)
    }

    @Test func countryBesideItTellsTheRules() async {
        await driver.fill("Postcode", "b9000")
        await driver.fill("Country", "BE")
        #expect(driver.line(with: "= 9000") != nil, "\(driver.picture)")
        await driver.fill("Country", "NL")
        #expect(driver.line(with: "is no postcode of NL") != nil, "\(driver.picture)")
    }

    @Test func whatIsStoredOddlyIsNobodysMatter() async {
        let odd = Sample.debtor(1, "Alpha", ["AccountNumber": "123", "ZipCode": "x", "EmailAddress": "none"])
        let driver = ScreenDriver(
            FormScreen(DebtorPlans.edit(odd), language: .english), service: stub, size: Size(width: 100, height: 60),
            clock: fixedClock)
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"))
        #expect(!driver.picture.contains("all the same"))
    }
}
