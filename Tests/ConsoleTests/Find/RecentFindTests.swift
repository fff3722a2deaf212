import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// The search begins with the customers that were opened last.
@MainActor struct RecentFindTests {
    private let desk: DemoInstallation
    private let shelf = StubRecents()

    init() async throws { desk = try await DemoInstallation() }

    private func driver(
        _ size: Size = Size(width: 80, height: 24), _ language: Language = .english, recents: [Int] = [],
        backend: Backend = .embedded(mail: .waits), service: (any BillingService)? = nil
    ) -> ScreenDriver {
        var known = RecentCustomers()
        for number in recents.reversed() { known.apply(.opened(.init(.database("test"), number))) }
        return ScreenDriver(
            service: service ?? desk.engine, size: size, language: language, clock: fixedClock, backend: backend,
            recents: known, recentShelf: shelf)
    }

    @Test func whoWasOpenedLastStandsFirst() async {
        let driver = driver()
        await driver.press(.enter, .escape, .down, .enter, .escape, .character("f"))
        let rows = driver.lines.filter { $0.contains("Customer") && $0.contains("DB0") }
        #expect(rows.count == 2 && rows[0].contains("DB0002") && rows[1].contains("DB0001"))
        #expect(await shelf.kept.entries.map(\.number) == [2, 1])
        await driver.press(.down, .enter)
        #expect(driver.line(with: "Company X") != nil)
        #expect(await shelf.kept.entries.map(\.number) == [1, 2])
    }

    @Test func aLetterLooksInTheLists() async {
        let driver = driver(recents: [3, 4])
        await driver.press(.character("f"))
        #expect(driver.line(with: "DB0003") != nil)
        await driver.type("zzzzzz")
        #expect(driver.line(with: "DB0003") == nil)
        await driver.press(.control("u"))
        #expect(driver.line(with: "DB0003") != nil)
    }

    @Test func oneIsForgottenAndThenAll() async {
        let driver = driver(recents: [3, 4, 5])
        await driver.press(.character("f"), .down, .delete)
        #expect(driver.line(with: "DB0004") == nil && driver.line(with: "DB0005") != nil)
        await driver.press(.control("u"))
        #expect(driver.line(with: "DB000") == nil)
        await driver.press(.escape, .character("f"))
        #expect(driver.line(with: "DB000") == nil)
    }

    @Test func whoIsNoMoreIsNotShown() async {
        let driver = driver(recents: [9999, 3])
        await driver.press(.character("f"))
        #expect(driver.line(with: "9999") == nil && driver.line(with: "DB0003") != nil)
    }

    /// A system elsewhere, whose requests are counted, is asked nothing: who was not seen stands with the number.
    @Test func ofASystemElsewhereOnlyWhatWasSeenIsTold() async {
        let driver = driver(recents: [3, 777], backend: .vendor("HostFact"), service: desk.asHostFact())
        await driver.press(.character("f"))
        #expect(driver.line(with: "DB0003") != nil)
        #expect(driver.line(with: "777") != nil)
    }

    @Test func pictures() async {
        for (name, size, language) in [
            ("find-recent", Size(width: 80, height: 24), Language.english),
            ("find-recent-low", Size(width: 60, height: 16), .dutch),
            ("find-recent-wide", Size(width: 132, height: 43), .dutch),
        ] {
            let driver = driver(size, language, recents: [1, 5, 12, 3])
            await driver.press(.character("f"))
            expectPicture(name, of: driver)
        }
    }
}
