import BillingAPI
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListDrawingTests {
    private let wide = [
        "Plain", "日本通信株式会社", "Cafe\u{301} Zo\u{308}e\u{308}", "Pixel 🎉👩‍💻🇳🇱", "한국 & ไทย",
        "日本通信株式会社 日本通信株式会社 日本通信株式会社 日本通信株式会社",
    ]
    private let hostile = [
        "Rode \u{1B}[31mDraad\u{1B}[0m", "Bel \u{7}\u{8}\u{D}terug", "Spiegel \u{202E}VB dleeb\u{202C}",
        "On\u{200B}zicht\u{FEFF}baar", "Regel\neen\ttwee", "C1 \u{9B}31m \u{85}", "Tag \u{E0041}",
    ]

    @Test func wideNamesKeepTheColumnsStraight() async {
        let rows = wide.enumerated().map { Sample.debtor($0.offset + 1, $0.element) }
        let driver = ScreenDriver(service: await StubService.office(debtors: rows))
        await driver.idle()
        let columns = rows.indices.map { driver.place(of: "Jan Zed\($0 + 1)")?.x }
        #expect(columns[0] != nil)
        #expect(Set(columns).count == 1)
    }

    @Test func hostileNamesShowSignsAndNoControlCharacters() async {
        let rows = hostile.enumerated().map { Sample.debtor($0.offset + 1, $0.element) }
        let driver = ScreenDriver(service: await StubService.office(debtors: rows))
        await driver.idle()
        #expect(driver.line(with: "␛[31mDraad") != nil)
        expectNoHostileCell(driver)
        for key in [Key.enter, .escape, .character("e"), .escape, .character("p")] {
            await driver.press(key)
            expectNoHostileCell(driver)
        }
    }

    @Test func hostileSentencesOfTheSystemShowSigns() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        await stub.refuse(ListDebtors.self, "Down \u{1B}]0;title\u{7}\u{202E}")
        await driver.press(.character("R"))
        #expect(driver.line(with: "Down ␛]0;title") != nil)
        expectNoHostileCell(driver)
    }

    @Test(arguments: [61, 66, 80, 100, 131, 132, 200]) func everyRowIsAsWideAsTheWindow(_ width: Int) async {
        let rows = (wide + hostile).enumerated().map { Sample.debtor($0.offset + 1, $0.element) }
        let driver = ScreenDriver(
            service: await StubService.office(debtors: rows), size: Size(width: width, height: 24))
        await driver.idle()
        let canvas = driver.terminal.shown
        let widths = (0..<24).map { canvas.row($0).reduce(0) { $0 + Int($1.width) } }
        #expect(widths.allSatisfy { $0 == width })
    }

    private func expectNoHostileCell(_ driver: ScreenDriver, sourceLocation: SourceLocation = #_sourceLocation) {
        let canvas = driver.terminal.shown
        let found = (0..<canvas.size.height).flatMap { canvas.row($0) }.flatMap { $0.character.unicodeScalars }
            .filter { scalar in
                let isEmojiJoiner = scalar.value == 0x200D
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: return !isEmojiJoiner
                default: return false
                }
            }
        #expect(found.isEmpty, sourceLocation: sourceLocation)
    }
}
