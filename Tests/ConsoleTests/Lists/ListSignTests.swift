import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What the signs and roles around the rows of a list say.
@MainActor struct ListSignTests {
    private let desk: DemoInstallation

    init() async throws { desk = try await DemoInstallation() }

    private func driver(_ language: Language = .english, width: Int = 80) -> ScreenDriver {
        ScreenDriver(
            service: desk.engine, size: Size(width: width, height: 24), language: language, clock: fixedClock)
    }

    @Test func theSecondRowSaysHowToSearchAndTheOrder() async throws {
        let driver = driver()
        await driver.idle()
        #expect(driver.lines[1].hasPrefix("/ searches"))
        #expect(driver.lines[1].hasSuffix("by Code ▲"))
        await driver.press(.character("s"), .character("o"), .character("S"))
        #expect(driver.lines[1].hasSuffix("by Company ▼"))
        await driver.press(.character("/"))
        await driver.type("bakker")
        #expect(driver.lines[1].hasPrefix("/ bakker") && driver.lines[1].hasSuffix("by Company ▼"))
    }

    @Test func whatHasEndedIsDimAndTheLegendStandsBelow() async throws {
        let driver = driver()
        await driver.press(.character("3"))
        let ended = try #require(driver.place(of: "✗ 20"))
        #expect(driver.terminal.shown[4, ended.y].role == .tableEnded)
        #expect(driver.lines[22].hasPrefix("! ends that day   ✗ has ended"))
        // What is said to staff goes before the legend.
        await driver.press(.character("~"))
        #expect(!driver.lines[22].contains("has ended"))
    }

    @Test func aListWithoutSignsHasNoLegend() async throws {
        let driver = driver()
        await driver.idle()
        #expect(driver.lines[22].drop { $0 == " " } == "1/60")
    }

    @Test func thePaneTakesNoColumnAway() async throws {
        let narrow = driver(width: 100)
        await narrow.press(.character("3"))
        let wide = driver(width: 132)
        await wide.press(.character("3"))
        #expect(narrow.lines[2].contains("Per "))
        #expect(wide.lines[2].contains("Per ") && wide.picture.contains("│"))
    }

    @Test func emptyFieldsAreLeftOutOfThePane() {
        let pane = Facts([
            DetailLine(label: "", text: "Heading"), DetailLine(label: "Mobile", text: ""),
            DetailLine(label: "City", text: "Delft"), DetailLine(label: "", text: ""),
        ])
        #expect(pane.lines.map(\.label) == ["", "City", ""])
    }
}
