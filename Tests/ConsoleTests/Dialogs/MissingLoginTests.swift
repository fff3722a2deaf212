import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A debtor who has no login yet gets one on the way to the password.
@MainActor struct MissingLoginTests {
    nonisolated static let missing = [Debtor.username.name, Debtor.emailAddress.name]

    private func office(without field: String, reasons: [ActionName: LocalizedText] = [:]) async -> StubService {
        await .office(debtors: [Sample.debtor(1, "Alpha Bakery", [field: ""])], without: reasons)
    }

    @Test(arguments: missing, Language.allCases)
    func formAsksForWhatIsMissingAndThePasswordFollows(_ field: String, _ language: Language) async throws {
        let stub = await office(without: field)
        let texts = Texts(language)
        let driver = ScreenDriver(
            service: stub, size: Size(width: 132, height: 43), language: language, clock: fixedClock)
        let declaration = try #require(EditDebtor.declaration.parameters.first { $0.name == field })
        await driver.press(.character("p"))
        #expect(driver.line(with: "! " + texts.fillInForLogin("DB0001", declaration.label[language])) != nil)
        #expect(driver.isFocused(declaration.label[language]))
        await driver.type("a@b.nl")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.arguments(of: EditDebtor.self).first?[text: declaration] == "a@b.nl")
        // The stub's answer is the debtor with both.
        #expect(driver.line(with: UpdateLoginCredentials.declaration.title[language] + " · DB0001") != nil)
        #expect(driver.line(with: texts.loginIs("DB0001", "info1@example.net")) != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "[1 ") != nil)
    }

    @Test func customerPageLeadsThereToo() async {
        let driver = ScreenDriver(service: await office(without: Debtor.username.name), clock: fixedClock)
        await driver.press(.enter, .character("p"))
        #expect(driver.isFocused("User name"))
    }

    @Test func systemThatCannotEditSaysWhatIsMissing() async {
        let reason = LocalizedText("This key may not edit.", "Deze sleutel mag niet bewerken.")
        let stub = await office(without: Debtor.username.name, reasons: [EditDebtor.declaration.name: reason])
        let driver = ScreenDriver(service: stub, size: Size(width: 132, height: 43), clock: fixedClock)
        await driver.press(.character("p"))
        #expect(
            driver.line(with: Texts(.english).lacksForLogin("DB0001", "User name") + " This key may not edit.") != nil)
        await driver.press(.enter, .character("p"))
        #expect(driver.line(with: "lacks what a password is reset by: User name.") != nil)
        #expect(driver.lines.last?.contains("password") == false)
    }

    @Test func dialogSendsTheLoginThatIsStored() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("p"), .control("g"), .control("s"), .right, .enter)
        let sent = await stub.arguments(of: UpdateLoginCredentials.self).first
        #expect(sent?[Debtor.username] == "DB0001")
        #expect(sent?[Debtor.emailAddress] == "info1@example.net")
    }
}
