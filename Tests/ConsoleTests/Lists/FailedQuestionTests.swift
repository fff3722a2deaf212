import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A question without an answer is told, also where something older stays in view.
@MainActor struct FailedQuestionTests {
    private let texts = Texts(.english)
    private let refusal = APIError(.unreachable, LocalizedText("The line is dead.", "De lijn is dood."))

    /// Answers with rows, and never with their number.
    private func uncounted() async -> StubService {
        let stub = await StubService.office()
        await stub.answer(ListDebtors.self) { [refusal] arguments throws(APIError) in
            if arguments[ListParameters.limit] == 1 { throw refusal }
            var page = arguments.page(of: (1...200).map { Sample.debtor($0, "Company \($0)") }) { _ in "" }
            page.total = nil
            return page
        }
        return stub
    }

    @Test func failedCountIsTold() async {
        let driver = ScreenDriver(service: await uncounted(), clock: fixedClock)
        await driver.idle()
        #expect(driver.line(with: texts.notCounted("The line is dead.")) != nil)
    }

    @Test func listThatCouldNotBeReadIsNotSaidToBeComing() async {
        let stub = await StubService.office()
        await stub.answer(ListDebtors.self) { [refusal] _ throws(APIError) in throw refusal }
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        #expect(driver.line(with: "The line is dead.") != nil)
        #expect(driver.line(with: texts.loading) == nil)
        await driver.press(.enter)
        #expect(driver.lines.suffix(2).contains { $0.contains("The line is dead.") })
        #expect(driver.line(with: texts.loading) == nil)
    }

    @Test func failedCountOnTheWayToTheLastRowIsTold() async {
        let driver = ScreenDriver(service: await uncounted(), clock: fixedClock)
        await driver.press(.down)
        #expect(driver.line(with: "The line is dead.") == nil)
        await driver.press(.character("G"))
        #expect(driver.line(with: texts.notCounted("The line is dead.")) != nil)
    }

    @Test func failedDetailStandsInThePane() async {
        let stub = await StubService.office()
        await stub.answer(ShowDebtor.self) { [refusal] _ throws(APIError) in throw refusal }
        await stub.answer(ListServices.self) { [refusal] _ throws(APIError) in throw refusal }
        let driver = ScreenDriver(service: stub, size: Size(width: 140, height: 30), clock: fixedClock)
        await driver.idle()
        #expect(driver.line(with: "! The line is dead.") != nil)
        await stub.show(debtors: Sample.debtors)
        await stub.show(services: Sample.services)
        await driver.press(.character("R"))
        #expect(driver.line(with: "The line is dead.") == nil)
    }

    @Test(arguments: ["\r", "\r\r"]) func pageThatCannotBeReadAgainSaysSo(_ way: String) async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        for _ in way { await driver.press(.enter) }
        await stub.answer(ShowDebtor.self) { [refusal] _ throws(APIError) in throw refusal }
        await stub.answer(ShowService.self) { [refusal] _ throws(APIError) in throw refusal }
        await driver.press(.character("R"))
        #expect(driver.line(with: "! The line is dead.") != nil)
        #expect(driver.line(with: "Site one") != nil)
    }
}
