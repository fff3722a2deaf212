import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct DialogGroundTests {
    @Test func whatLiesBehindADialogIsDimAndTheBarIsNot() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 24), clock: fixedClock)
        await driver.press(.character("p"))
        let shown = driver.terminal.shown
        #expect(driver.role(of: "[1 Debtors]") == .tabActive)
        for y in 1..<22 {
            for cell in shown.row(y) {
                #expect(cell.ground == .text ? cell.role == .dim : [.dialog, .fieldFocused].contains(cell.ground))
            }
        }
        let title = try #require(driver.place(of: "Reset password"))
        #expect(shown[title.x, title.y].ground == .dialog)
        await driver.press(.escape)
        #expect(driver.terminal.shown.row(5).allSatisfy { $0.role != .dim && $0.ground == .text })
    }
}
