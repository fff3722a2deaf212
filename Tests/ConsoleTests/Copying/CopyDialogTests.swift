import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct CopyDialogTests {
    private let texts = Texts(.english)

    private func dialog(_ labels: [String]) -> CopyDialog {
        let facts = labels.map { DetailLine(label: $0, text: "text of \($0)") }
        return CopyDialog("subject", code: "DB1", row: ["DB1", "Name"], facts: facts, texts)
    }

    @Test func everyLineHasALetterOfItsOwn() {
        let letters = dialog(["Phone", "Postcode", "E-mail", "Post", "Pop"]).lines.map(\.letter)
        #expect(letters == ["y", "p", "o", "e", "s", "1", "r", "a"])
        #expect(Set(letters).count == letters.count)
    }

    @Test func whatIsEmptyOrThereAlreadyIsLeftOut() {
        let facts = [
            DetailLine(label: "Phone", text: ""), DetailLine(label: "Code", text: "DB1"),
            DetailLine(label: "Mail", text: "a@b"), DetailLine(label: "Login", text: "a@b"),
        ]
        let lines = CopyDialog("", code: "DB1", row: ["DB1", "Name"], facts: facts, texts).lines
        #expect(lines.map(\.text) == ["DB1", "a@b", "DB1\tName", "Code: DB1\nMail: a@b\nLogin: a@b"])
    }

    @Test func phoneNumberIsCopiedByTwoKeys() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.idle()
        await driver.press(.enter, .character("y"))
        #expect(driver.line(with: "p Phone") != nil, "\(driver.picture)")
        await driver.press(.character("p"))
        #expect(driver.terminal.copied.count == 1)
        #expect(driver.terminal.copied.first?.contains("10") == true)
        #expect(driver.line(with: "Copy to your clipboard") == nil)
        #expect(driver.line(with: "Sent to your terminal's clipboard: ") != nil, "\(driver.picture)")
    }

    @Test func lineIsChosenByArrowsAndALetterThatIsNoneSounds() async throws {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("y"), .character("q"))
        #expect(driver.terminal.alerts > 0)
        #expect(driver.terminal.copied.isEmpty)
        await driver.press(.down, .enter)
        #expect(driver.terminal.copied.count == 1)
        #expect(driver.terminal.copied != ["DB0001"])
        await driver.press(.character("y"), .escape)
        #expect(driver.terminal.copied.count == 1)
    }

    @Test func dialogIsAsItsPictureKeptIt() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.idle()
        await driver.press(.enter, .character("y"))
        expectPicture("copy", of: driver)
    }
}
