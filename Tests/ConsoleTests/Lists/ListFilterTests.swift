import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListFilterTests {
    private let texts = Texts(.english)

    @Test func typingFiltersEnterKeepsAndEscapeClears() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        await driver.type("beta")
        #expect(driver.line(with: "Beta Cycles") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)

        await driver.press(.enter)
        #expect(driver.line(with: "/ beta") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)
        await driver.press(.escape)
        #expect(driver.line(with: "/ beta") == nil)
        #expect(driver.line(with: "Alpha Bakery") != nil)
        #expect(driver.end == nil)
    }

    @Test func escapeWhileTypingClearsToo() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        await driver.type("beta")
        await driver.press(.escape)
        #expect(driver.line(with: "Alpha Bakery") != nil)
    }

    @Test func emptyFilterIsLeftByEscapeWithoutLeavingBalie() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"), .escape, .down)
        #expect(driver.end == nil)
        #expect(driver.picture.contains("2/3"))
    }

    @Test func lettersOfCommandsAreTextWhileTyping() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("/"))
        await driver.type("qetpaxR1?")
        #expect(driver.line(with: "/ qetpaxR1?") != nil)
        #expect(driver.end == nil)
    }

    @Test func pasteIsTakenAsOneTerm() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("/"))
        await stub.forget()
        await driver.send(.paste("beta\n"))
        let asked = await stub.arguments(of: ListDebtors.self).compactMap { $0[ListParameters.searchFor] }
        #expect(asked == ["beta"])
    }

    @Test func hitsAreSetOffInTheRows() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        await driver.type("CYCL")
        await driver.press(.enter)
        #expect(driver.role(of: "Cycl", below: 2) == .match)
        #expect(driver.role(of: "Beta", below: 2) == .tableSelected)
    }

    @Test func noMatchIsSaidWithTheTermAndTheWayBack() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        await driver.type("zzz")
        #expect(driver.line(with: texts.noMatch("zzz", back: "Esc")) != nil)
        #expect(driver.picture.contains("0/0"))
    }

    @Test func whileTheSearchIsPreparedThatIsSaid() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.character("/"))
        driver.program.searchIsPrepared(SearchProgress(done: 120_000, total: 1_000_000))
        await driver.type("zzz")
        #expect(driver.line(with: "Preparing the search: 120 000 of 1 000 000") != nil)
        #expect(driver.line(with: String(texts.noMatchWhilePreparing.prefix(40))) != nil)
        driver.program.searchIsPrepared(nil)
        await driver.idle()
        #expect(driver.line(with: "Preparing the search") == nil)
        #expect(driver.line(with: String(texts.noMatchWhilePreparing.prefix(40))) == nil)
        #expect(driver.line(with: texts.noMatch("zzz", back: "Esc")) != nil)
    }

    @Test func emptyListSaysSo() async {
        let driver = ScreenDriver(service: await StubService.office(debtors: []))
        await driver.idle()
        #expect(driver.line(with: texts.emptyList) != nil)
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.nothingSelected) != nil)
    }

    @Test func lateAnswerOfAnOlderFilterNeverReplacesANewerOne() async {
        let gate = GatedService(await StubService.office())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        for (number, key) in [Key.character("a"), .backspace, .character("g"), .character("a")].enumerated() {
            driver.tap(key)
            await gate.arrived(number + 1)
        }

        await gate.release(3)
        await driver.idle()
        #expect(driver.line(with: "Gamma Media") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)
        for number in 0..<3 { await gate.release(number) }
        await driver.look()
        #expect(driver.line(with: "Gamma Media") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)
        await gate.open()
    }

    @Test func answerOfAnOlderFilterIsDroppedAlsoWhenItComesFirst() async {
        let gate = GatedService(await StubService.office())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        for (number, key) in [Key.character("b"), .backspace, .character("g")].enumerated() {
            driver.tap(key)
            await gate.arrived(number + 1)
        }
        await gate.release(0)
        await driver.look()
        // Until the newer answer comes the old rows stay, not those of the term given up.
        #expect(driver.line(with: "Gamma Media") != nil)
        #expect(driver.line(with: "Alpha Bakery") != nil)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Alpha Bakery") == nil)
    }

    @Test func failedReadIsSaidAndTheOldRowsStay() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        await stub.refuse(ListDebtors.self, "The line to the system is down.")
        await driver.press(.character("R"))
        #expect(driver.line(with: "The line to the system is down.") != nil)
        #expect(driver.line(with: "Beta Cycles") != nil)

        await stub.show(debtors: Sample.debtors)
        await driver.press(.character("R"))
        #expect(driver.line(with: "The line to the system is down.") == nil)
    }

    @Test func rowsOfTheOldFilterCannotBeActedOnWhileTheNewOneIsAsked() async {
        let gate = GatedService(await StubService.office())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("g"))
        await gate.arrived(1)
        // Someone who types the name, Enter and the key at once means the match, not the row from before.
        driver.tap(.enter, .character("e"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Edit debtor") == nil)
        #expect(driver.line(with: texts.loading) != nil)
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor")?.contains("Gamma Media") == true)
    }

    @Test func aLetterSortsAndTheSameOneTurnsRound() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("s"), .character("o"), .character("S"), .character("s"), .character("n"))
        let asked = await stub.arguments(of: ListDebtors.self)
        let orders = asked.map { ($0[ListParameters.sort] ?? "") + " " + ($0[ListParameters.order] ?? "") }
        #expect(orders == ["DebtorCode ASC", "CompanyName ASC", "CompanyName DESC", "SurName ASC"])
        #expect(driver.line(with: "▲") != nil)
        await driver.press(.character("s"), .character("n"))
        #expect(driver.line(with: "by Contact ▼") != nil)
    }
}
