import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// While somebody types, the rows are those of what was last understood.
@MainActor struct UnfinishedFilterTests {
    private let texts = Texts(.english)

    private func services(_ size: Size = Size(width: 132, height: 43)) async throws -> ScreenDriver {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(
            service: desk.engine, size: size, clock: fixedClock, backend: .embedded(mail: .waits))
        await driver.press(.character("3"), .character("/"))
        return driver
    }

    private func total(_ driver: ScreenDriver) -> String? {
        driver.lines.last { $0.contains("/") && $0.last?.isNumber == true }?.split(separator: "/").last.map(String.init)
    }

    @Test func aWordThatBecomesAnExpressionTakesNoRowAway() async throws {
        let driver = try await services()
        let all = total(driver)
        for (typed, said) in [("pric", "not understood yet: pric"), ("e", "not understood yet: price")] {
            await driver.type(typed)
            #expect(driver.lines[1].contains(said), "\(driver.lines[1])")
            #expect(driver.line(with: "No row matches") == nil && total(driver) != "0/0")
        }
        await driver.type(">")
        #expect(driver.lines[1].contains("an amount, such as 12.50"))
        #expect(total(driver) == all)
        await driver.type("50")
        #expect(driver.lines[1].hasSuffix("▲"))
        #expect(total(driver) != all && total(driver) != "0")
    }

    @Test(arguments: [
        ("pricx>5", "not understood yet: pricx · There is no field “pricx”"),
        ("ends<20", "not understood yet: ends<20 · Ends on: “20” is not a day"),
        ("status:weg", "not understood yet: status:weg · Status: “weg” is not one of"),
    ]) func whatIsNotUnderstoodYetIsNamedAndAllRowsStay(typed: String, sentence: String) async throws {
        let driver = try await services()
        let all = total(driver)
        await driver.type(typed)
        #expect(driver.lines[1].contains(sentence), "\(driver.lines[1])")
        #expect(driver.role(of: "not understood yet") == .dim)
        #expect(total(driver) == all)
        // It is a mistake as soon as it is meant to be whole.
        await driver.press(.enter)
        #expect(driver.terminal.alerts == 1)
        #expect(driver.role(of: "! ") == .danger)
    }

    @Test func inANarrowWindowItIsSaidBesideTheFieldAndTheTitlesStay() async throws {
        let driver = try await services(Size(width: 80, height: 24))
        await driver.type("ends<20")
        #expect(driver.lines[1].hasPrefix("/ ends<20 ") && driver.lines[1].hasSuffix(" not understood yet: ends<20"))
        #expect(driver.lines[2].contains("Customer"))
    }

    @Test func rowsOfTheLastWholeFilterStayWhileItIsChanged() async throws {
        let driver = try await services()
        await driver.type("status:ended")
        let ended = total(driver)
        await driver.type(" ends<20")
        #expect(total(driver) == ended)
        await driver.type("20-01-01")
        #expect(total(driver) != ended)
        let before = total(driver)
        await driver.type("x")
        #expect(total(driver) == before)
    }

    @Test func aFinishedWordIsLookedForThoughAFieldIsCalledSo() async throws {
        let driver = try await services()
        await driver.type("pric")
        await driver.type(" ")
        #expect(driver.line(with: texts.noMatch("pric", back: "Esc")) != nil)
        await driver.press(.escape, .character("/"))
        await driver.type("price")
        #expect(driver.lines[1].contains("not understood yet: price"))
        await driver.press(.enter)
        #expect(driver.line(with: texts.noMatch("price", back: "Esc")) != nil)
        #expect(!driver.lines[1].contains("not understood"))
    }

    @Test func lettersThatAreTakenBackAreLookedForAgain() async throws {
        let driver = try await services()
        await driver.type("pri")
        let some = total(driver)
        await driver.type("c")
        #expect(driver.lines[1].contains("not understood yet: pric"))
        await driver.press(.backspace)
        #expect(!driver.lines[1].contains("not understood"))
        #expect(total(driver) == some)
    }

    @Test func aWordThatMatchesFiltersAtEachLetterAlsoWhereAFieldIsCalledSo() async {
        let stub = await StubService.office(debtors: [Self.named("Phone House"), Self.named("Alpha Bakery", id: 2)])
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("/"))
        await driver.type("phone")
        #expect(driver.line(with: "Phone House") != nil && driver.line(with: "Alpha Bakery") == nil)
        #expect(!driver.lines[1].contains("not understood"))
    }

    @Test func moreLettersOfAWordThatNothingMatchesAskNothing() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("/"))
        await driver.type("pho")
        #expect(driver.lines[1].contains("not understood yet: pho"))
        #expect(driver.line(with: "Alpha Bakery") != nil)
        await stub.forget()
        await driver.type("ne")
        #expect(driver.lines[1].contains("not understood yet: phone"))
        #expect(await stub.arguments(of: ListDebtors.self).isEmpty)
    }

    private static func named(_ company: String, id: Int = 1) -> Record<Debtor> {
        Record(["Identifier": String(id), "DebtorCode": "DB000\(id)", "CompanyName": company])
    }

    // MARK: What was understood before the word

    @Test func wordsBeforeAWordThatMayBecomeAFieldAreLookedFor() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        driver.terminal.send(.paste("alpha pho"))
        await driver.idle()
        #expect(driver.lines[1].contains("not understood yet: pho"), "\(driver.picture)")
        #expect(driver.line(with: "Alpha Bakery") != nil && driver.line(with: "Beta Cycles") == nil)
    }

    @Test func rowsOfTheWordsBeforeStayLetterByLetter() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        for letter in "alpha pho" {
            await driver.press(.character(letter))
        }
        #expect(driver.lines[1].contains("not understood yet: pho"), "\(driver.picture)")
        #expect(driver.line(with: "Alpha Bakery") != nil && driver.line(with: "Beta Cycles") == nil)
    }

    @Test func rowsThatStayAreReadAgainWhereTheyHaveChanged() async {
        let stub = await StubService.office()
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("p"))
        await gate.arrived(1)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Renamed"), Sample.debtor(2, "Beta Cycles")])
        driver.program.dataChanged()
        await gate.arrived(2)
        driver.tap(.character("h"), .character("o"))
        await gate.open()
        await driver.idle()
        #expect(driver.lines[1].contains("not understood yet: pho"), "\(driver.picture)")
        #expect(driver.line(with: "Alpha Renamed") != nil && driver.line(with: "Alpha Bakery") == nil)
    }
}
